/**
 * Lets finished work be forgotten while other work goes on. Node links the callbacks of one `setImmediate` round to each
 * other and never unlinks them, and each holds what belongs to its request. Next keeps an error with each page it renders
 * (the reason of an abort); V8 keeps with an unread stack the `this` of every frame, which in such a callback is Node's
 * own object of the round. On a server that renders without pause every page thus held the pages rendered before or
 * after it, until memory ran out: heap snapshots showed chains over hundreds of finished requests. With a `this` of
 * nothing a stack holds no round, and a snapshot taken after 2,000 renders none at all.
 */
import timers from 'node:timers'
import { promisify } from 'node:util'

/** Call it once, before Next is loaded. */
export function releaseImmediates() {
  const original = timers.setImmediate
  /** @type {typeof timers.setImmediate} */
  // A bound function leaves no frame of its own in a stack; a wrapper called by Node would, with the object in it.
  const releasing = (callback, ...rest) => original(typeof callback === 'function' ? callback.bind(undefined) : callback, ...rest)
  releasing[promisify.custom] = original[promisify.custom]
  timers.setImmediate = releasing
  globalThis.setImmediate = releasing
}
