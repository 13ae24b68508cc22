import { spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

/** How many of 200 finished pieces of work are still held, when each keeps errors made in other rounds, as Next does. */
const HELD = `
const release = process.argv[1]
if (release) (await import(release)).releaseImmediates()
const { AsyncLocalStorage } = await import('node:async_hooks')
const { setTimeout: wait } = await import('node:timers/promises')
const storage = new AsyncLocalStorage()
const all = []
let last
// Made out here: the stack keeps each function, and with it all that it could see.
function round(done) {
  setImmediate(function callback() {
    last = new Error('aborted')
    done()
  })
}
const other = (work) => storage.run(work, () => setImmediate(nothing))
const nothing = () => {}
let first
let previous = {}
for (let i = 0; i < 200; i += 1) {
  const work = { before: last }
  all.push(new WeakRef(work))
  // Three callbacks in one round, linked both ways.
  other(work)
  const turn = new Promise(round)
  other(work)
  await turn
  previous.after = last
  first ??= last
  previous = work
}
await wait(10)
gc()
await wait(10)
gc()
console.log(all.filter((work) => work.deref()).length)
process.exit(first && last ? 0 : 1)
`

function held(release: string): number {
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', HELD, release], { encoding: 'utf8' })
  if (stderr) throw new Error(stderr)
  return Number(stdout)
}

describe('Finished work', () => {
  it('is held by Node in a chain without us', () => expect(held('')).toBeGreaterThan(150))

  it('is forgotten while other work goes on', () => {
    expect(held(new URL('./release-immediates.mjs', import.meta.url).href)).toBeLessThan(5)
  })

  it('keeps setImmediate what it was', async () => {
    const { releaseImmediates } = await import('./release-immediates.mjs')
    releaseImmediates()
    expect(await promisify(setImmediate)('value')).toBe('value')
    const order: unknown[] = []
    await new Promise<void>((done) => {
      setImmediate((a: number, b: number) => order.push(a + b), 1, 2)
      clearImmediate(setImmediate(() => order.push('cleared')))
      setImmediate(() => done(void order.push('last')))
    })
    expect(order).toEqual([3, 'last'])
    expect(() => setImmediate(undefined as unknown as () => void)).toThrow(/callback/)
  })
})
