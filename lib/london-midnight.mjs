/** The server's plain modules cannot import TypeScript: the same answer as `nextLondonMidnight` of lib/dates.ts (a test compares them). */
const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' })

/**
 * The next London midnight after `at`.
 * @param {Date} at
 * @returns {Date}
 */
export function nextLondonMidnight(at) {
  const today = isoDay.format(at)
  // At most 25 hours on (the autumn change): walk in quarter hours, which every London offset divides.
  let time = Math.floor(at.getTime() / 900_000) * 900_000 + 900_000
  while (isoDay.format(new Date(time)) === today) time += 900_000
  return new Date(time)
}
