/** A queue that lets a few through at a time, in the order in which they came. Pure. */

/** As many wait already as may wait. */
export class NoRoom extends Error {
  override name = 'NoRoom'
}

/**
 * Runs what it is given, at most `most` at once; the others wait for their turn, at most `waitingMost` of them: one more
 * is refused with NoRoom. One that fails makes room like one that works.
 */
export function turns(most: number, waitingMost = Number.POSITIVE_INFINITY): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= most && waiting.length >= waitingMost) throw new NoRoom('as many wait as may wait')
    if (running >= most) await new Promise<void>((go) => waiting.push(go))
    else running += 1
    try {
      return await work()
    } finally {
      // The turn is handed on, so that nobody who comes now slips in between.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
