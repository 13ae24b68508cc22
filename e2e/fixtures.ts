/**
 * What every journey stands on. Import `test` and `expect` from here, not from @playwright/test:
 * - `signInAs(role)` gives the browser the session of a new user with that role (only sign-in.spec.ts uses the form);
 * - `make.live(…)`, `make.draft(…)`, `make.withdrawn(…)`, `make.tag(…)`, `make.user(…)` put things into the newsroom,
 *   `make.save(…)`, `make.republish(…)`, `make.move(…)` change a story;
 * - `expectNoAccessibilityProblems(page)` asks axe, in light and in dark;
 * - an unexpected console error fails the test; `expectConsoleError(/…/)` says which one is expected.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import axe, { type RunOptions } from 'axe-core'
import type { Role } from '../modules/access/actor'
import type { Answer, Deeds, Request } from './backstage'
import { waitForScripts } from './script-is-there'

type MadeUser = Awaited<ReturnType<Deeds['user']>>
export type Make = Pick<
  Deeds,
  | 'user'
  | 'tag'
  | 'picture'
  | 'draft'
  | 'live'
  | 'withdrawn'
  | 'save'
  | 'republish'
  | 'move'
  | 'previewLink'
  | 'revokeLink'
  | 'correct'
  | 'markLegal'
  | 'query'
  | 'environment'
>

class Backstage {
  #waiting = new Map<number, (answer: Answer) => void>()
  #asked = 0
  readonly #child: ChildProcess

  constructor(child: ChildProcess) {
    this.#child = child
    child.on('message', (answer: Answer) => {
      this.#waiting.get(answer.id)?.(answer)
      this.#waiting.delete(answer.id)
    })
    child.on('exit', (code) => {
      for (const [id, answer] of this.#waiting) answer({ id, error: `The backstage process ended with code ${code}: its words are above.` })
    })
  }

  static async open(): Promise<Backstage> {
    const child = fork(new URL('./backstage.ts', import.meta.url), {
      execArgv: ['--conditions=react-server', '--import', 'tsx'],
      serialization: 'advanced',
      env: {
        ...process.env,
        DATA_DIR: process.env.E2E_DATA_DIR,
        PORT: process.env.E2E_PORT,
        DATABASE_URL: '',
        READER_DATABASE_URL: '',
        COUNTER_DATABASE_URL: '',
        PUBLIC_URL: '',
        AUTH_SECRET: '',
        LOG_LEVEL: 'silent',
      },
    })
    const backstage = new Backstage(child)
    const ready = new Promise<Answer>((resolve) => backstage.#waiting.set(0, resolve))
    const { error } = await ready
    if (error) throw new Error(error)
    return backstage
  }

  async ask<D extends keyof Deeds>(deed: D, argument: unknown): Promise<Awaited<ReturnType<Deeds[D]>>> {
    const id = ++this.#asked
    const answer = await new Promise<Answer>((resolve) => {
      this.#waiting.set(id, resolve)
      this.#child.send({ id, deed, argument } satisfies Request)
    })
    if (answer.error) throw new Error(answer.error)
    return answer.value as Awaited<ReturnType<Deeds[D]>>
  }

  async close(): Promise<void> {
    const gone = once(this.#child, 'exit')
    this.#child.disconnect()
    await gone
  }
}

/** Fails for a console error or an uncaught one that no test said it expects. */
function watchConsole(context: BrowserContext, expected: RegExp[]): () => string[] {
  const problems: string[] = []
  const note = (text: string, page: Page | null, at: string): void => {
    // The browser says so itself when the page it was sent to answers 404, 410 or 503: the test checks the status.
    if (/^Failed to load resource: the server responded with a status of/.test(text) && at === page?.url()) return
    if (!expected.some((pattern) => pattern.test(text))) problems.push(at ? `${text} (${at})` : text)
  }
  context.on('console', (message) => {
    if (message.type() === 'error') note(message.text(), message.page(), message.location().url)
  })
  context.on('weberror', (error) => note(String(error.error()), error.page(), ''))
  return () => problems
}

type Fixtures = {
  make: Make
  /** Signs the browser in, or another one, as a new user with this role. Returns who that is. */
  signInAs: (role: Role, browser?: BrowserContext) => Promise<MadeUser>
  expectConsoleError: (pattern: RegExp) => void
  expectedConsoleErrors: RegExp[]
}

export const test = base.extend<Fixtures, { backstage: Backstage; patience: undefined }>({
  patience: [
    async ({ browser }, use) => {
      waitForScripts(browser)
      await use(undefined)
    },
    { scope: 'worker', auto: true },
  ],
  backstage: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const backstage = await Backstage.open()
      await use(backstage)
      await backstage.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  make: async ({ backstage }, use) => {
    await use({
      user: (given) => backstage.ask('user', given),
      tag: (given) => backstage.ask('tag', given),
      picture: (given) => backstage.ask('picture', given),
      draft: (given) => backstage.ask('draft', given),
      live: (given) => backstage.ask('live', given),
      withdrawn: (given) => backstage.ask('withdrawn', given),
      save: (given) => backstage.ask('save', given),
      republish: (given) => backstage.ask('republish', given),
      move: (given) => backstage.ask('move', given),
      previewLink: (given) => backstage.ask('previewLink', given),
      revokeLink: (given) => backstage.ask('revokeLink', given),
      correct: (given) => backstage.ask('correct', given),
      markLegal: (given) => backstage.ask('markLegal', given),
      query: (sql) => backstage.ask('query', sql),
      environment: () => backstage.ask('environment', undefined),
    })
  },
  signInAs: async ({ backstage, context, baseURL }, use) => {
    await use(async (role, browser = context) => {
      const { user, cookie } = await backstage.ask('session', role)
      await browser.addCookies([{ ...cookie, url: baseURL ?? '', httpOnly: true, sameSite: 'Lax' }])
      return user
    })
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
  expectedConsoleErrors: async ({}, use) => {
    await use([])
  },
  expectConsoleError: async ({ expectedConsoleErrors }, use) => {
    await use((pattern) => void expectedConsoleErrors.push(pattern))
  },
  // Here, and not beside every journey: those that only ask addresses open no browser window.
  context: async ({ context, expectedConsoleErrors }, use) => {
    const problems = watchConsole(context, expectedConsoleErrors)
    await use(context)
    expect(problems(), 'console errors nobody expected').toEqual([])
  },
})

type Theme = 'light' | 'dark'
/** In dark, only what can differ between the themes: everything else is the same page, looked at once. */
const RULES: Record<Theme, RunOptions['runOnly']> = {
  light: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
}

/** What axe has to say against this page in this theme: the rule, what it asks, and where. */
async function accessibilityProblems(page: Page, theme: Theme): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme })
  // Only what is wrong is described and sent: to describe all that is right takes longer than to look.
  const options: RunOptions = { runOnly: RULES[theme], resultTypes: ['violations'], preload: false }
  return page.evaluate(async (asked) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, asked)
    return violations.map(({ id, help, nodes }) => `${id}: ${help} — ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
  }, options)
}

/** Asks axe for WCAG 2.2 A and AA, in light, and again for what colours decide in dark. No page of ours has a frame. */
export async function expectNoAccessibilityProblems(page: Page): Promise<void> {
  await page.evaluate(`${axe.source}; 0`)
  for (const theme of ['light', 'dark'] as const)
    expect(await accessibilityProblems(page, theme), `accessibility problems of ${page.url()} in ${theme}`).toEqual([])
  await page.emulateMedia({ colorScheme: null })
}

export { expect }
