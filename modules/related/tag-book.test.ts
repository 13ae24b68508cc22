import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepTags } from './tag-book'

const MINUTE = 60_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** What related_tags answers of so many tags. */
function answerOf(count: number): unknown {
  const all = <T>(value: (n: number) => T) => Array.from({ length: count }, (_, n) => value(n))
  const tags = {
    id: all((n) => n),
    slug: all((n) => `tag-${n}`),
    label: all((n) => `Tag ${n}`),
    type: all(() => 'theme'),
    points: all(() => 1),
  }
  return { stamp: 'one', tags }
}

/** In which minutes of `minutes` the tags are read, where every list finds its stamp wanting. */
async function readIn(minutes: number, read: () => unknown): Promise<{ read: number[]; kept: number }> {
  const at: number[] = []
  let minute = 0
  const tags = keepTags(async () => {
    at.push(minute)
    return read()
  })
  for (; minute < minutes; minute += 1) {
    await tags.renew()
    vi.advanceTimersByTime(MINUTE)
  }
  return { read: at, kept: tags.book.tags.size }
}

it('A vocabulary that is too large to be kept is read once in six hours, not every minute', async () => {
  const many = answerOf(50_001)
  expect(await readIn(12 * 60, () => many)).toEqual({ read: [0, 360], kept: 0 })
})

it('One that can be kept is read as often as it changes', async () => {
  const few = answerOf(3)
  expect(await readIn(4, () => few)).toEqual({ read: [0, 1, 2, 3], kept: 3 })
})

it('A fault is no answer: it is tried again after a minute', async () => {
  expect(
    await readIn(3, () => {
      throw new Error('away')
    }),
  ).toEqual({ read: [0, 1, 2], kept: 0 })
})
