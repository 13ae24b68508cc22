/** One JSON line on standard error, for the server's plain modules; the same form as lib/log.ts. */
const order = { debug: 10, info: 20, warn: 30, error: 40, silent: 90 }

/**
 * @callback LogLine
 * @param {'debug' | 'info' | 'warn' | 'error'} level
 * @param {string} message
 * @param {Record<string, unknown>} [fields]
 * @returns {void}
 */

/** @type {LogLine} */
export function logLine(level, message, fields = {}) {
  if (order[level] < (order[process.env.LOG_LEVEL ?? 'info'] ?? 20)) return
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`)
}
