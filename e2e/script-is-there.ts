/**
 * A page of the newsroom answers presses once its script is there, some hundred milliseconds after it shows: longer on a
 * busy machine. A person looks before they press; a journey would press at once. In every browser of the journeys each
 * step, and each look that waits, waits for that script first, also after a link was followed.
 */
import type { Browser, BrowserContext } from '@playwright/test'

const AWAITED = 'data-script-awaited'
/** Should the script never come, the journey goes on and says what is missing. */
const WAIT_MAX_MS = 8_000

/** Runs in the page, before anything of it: marks the document until React has taken it over. */
function markUntilScript({ mark, longest }: { mark: string; longest: number }): void {
  const ends = Date.now() + longest
  const html = () => document.documentElement as HTMLElement | null
  const isTakenOver = () => Object.keys(html() ?? {}).some((key) => key.startsWith('__reactFiber$'))
  const hasScript = () => document.readyState === 'loading' || document.querySelector('script[src*="/_next/"]') !== null
  const look = (): void => {
    if (!hasScript() || Date.now() > ends) html()?.removeAttribute(mark)
    // Effects run a moment after.
    else if (isTakenOver()) setTimeout(() => setTimeout(() => html()?.removeAttribute(mark)))
    else {
      html()?.setAttribute(mark, '')
      setTimeout(look, 10)
    }
  }
  look()
}

async function waitIn(context: BrowserContext): Promise<void> {
  context.on('page', (page) => void page.addLocatorHandler(page.locator(`html[${AWAITED}]`), async () => undefined).catch(() => undefined))
  await context.addInitScript(markUntilScript, { mark: AWAITED, longest: WAIT_MAX_MS })
}

/** Every context this browser opens from now on waits. */
export function waitForScripts(browser: Browser): void {
  const open = browser.newContext.bind(browser)
  browser.newContext = async (options) => {
    const context = await open(options)
    await waitIn(context)
    return context
  }
}
