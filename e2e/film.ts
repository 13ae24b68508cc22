/**
 * Films what a page shows, as an animated picture: E2E_FILM=1 turns it on. Made from the browser's own screencast, because
 * Playwright's videos need a program that is not installed with a browser.
 */
import type { Page } from '@playwright/test'
import sharp from 'sharp'

const WIDTH = 960
const HEIGHT = 600
const FRAME_MILLISECONDS = 300
const FRAMES_MAX = 400
/** The last picture stays long enough to be read. */
const LAST_MILLISECONDS = 3_000

/** Begins a film of this page; what it gives back ends it and writes it to `file`, a .webp. */
export async function film(page: Page, file: string): Promise<() => Promise<void>> {
  if (!process.env.E2E_FILM) return async () => undefined
  const frames: { at: number; picture: Buffer }[] = []
  const client = await page.context().newCDPSession(page)
  client.on('Page.screencastFrame', ({ data, sessionId }) => {
    const at = Date.now()
    if (frames.length < FRAMES_MAX && at - (frames.at(-1)?.at ?? 0) >= FRAME_MILLISECONDS)
      frames.push({ at, picture: Buffer.from(data, 'base64') })
    void client.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined)
  })
  await client.send('Page.startScreencast', { format: 'jpeg', quality: 70, maxWidth: WIDTH, maxHeight: HEIGHT })
  return async () => {
    await client.send('Page.stopScreencast')
    const pictures = await Promise.all(frames.map(({ picture }) => sharp(picture).resize(WIDTH, HEIGHT, { fit: 'fill' }).png().toBuffer()))
    const delay = frames.map(({ at }, index) => Math.min(LAST_MILLISECONDS, (frames[index + 1]?.at ?? at + LAST_MILLISECONDS) - at))
    await sharp(pictures, { join: { animated: true } })
      .webp({ quality: 60, effort: 1, delay, loop: 1 })
      .toFile(file)
  }
}
