/**
 * Lets finished work be forgotten while other work goes on. Node links the callbacks of one `setImmediate` round to each
 * other and never unlinks them; Next keeps one of its own with each page it renders (in the stack of an abort). On a server
 * that renders without pause every page thus held the pages rendered before it, until memory ran out: heap snapshots
 * showed chains over hundreds of finished requests. Each callback lets go of its predecessor when its turn comes.
 */
import timers from 'node:timers'
import { promisify } from 'node:util'

/** Call it once, before Next is loaded. */
export function releaseImmediates() {
  const original = timers.setImmediate
  /** @type {typeof timers.setImmediate} */
  const releasing = (callback, ...rest) => {
    if (typeof callback !== 'function') return original(callback, ...rest)
    const immediate = original(
      function run(...args) {
        // Node has passed the predecessor by now and reads only the link forward.
        immediate._idlePrev = null
        return callback.apply(this, args)
      },
      ...rest,
    )
    return immediate
  }
  releasing[promisify.custom] = original[promisify.custom]
  timers.setImmediate = releasing
  globalThis.setImmediate = releasing
}
