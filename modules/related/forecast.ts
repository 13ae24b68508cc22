/** What a change would do to the related lists of live stories, said in words. Pure. */

/** One link of a list: a story by its number, or an address on another site. */
export type LinkRef = { number: number | null; slug: string | null; url: string | null; headline: string }

/** A live story whose list would change. `before` and `after` are whole lists, in the order readers see. */
export type ChangedList = {
  number: number
  slug: string
  headline: string
  before: LinkRef[]
  after: LinkRef[]
  gains: LinkRef[]
  loses: LinkRef[]
}

/** `stamp`: what had happened to lists when it was counted; another one now means that it has to be counted again. */
export type Forecast = {
  /** The story changed; null where it is not one story. One that is not stored yet has a number of the moment. */
  number: number | null
  /** The story itself: its list now ([] when it is not live) and afterwards. Null where no one story is changed. */
  own: { before: LinkRef[]; after: LinkRef[] } | null
  /** Other live stories, those that gain or lose a link first, then by number, newest first. */
  changed: ChangedList[]
  /** Stories whose lists were worked out, before and after. */
  counted: number
  /** false: there were more stories to ask than are asked at a time; the newest were. */
  all: boolean
  stamp: string
}

/** What tells two links apart. */
export const linkKey = (link: { number: number | null; url: string | null }): string =>
  link.number === null ? `u${link.url}` : `n${link.number}`

/** The difference of two lists; null when they are the same, order included. */
export function changedList(
  story: { number: number; slug: string; headline: string },
  before: readonly LinkRef[],
  after: readonly LinkRef[],
): ChangedList | null {
  const keys = (list: readonly LinkRef[]) => list.map(linkKey)
  const [had, has] = [keys(before), keys(after)]
  if (had.join('\n') === has.join('\n')) return null
  return {
    ...story,
    before: [...before],
    after: [...after],
    gains: after.filter((link) => !had.includes(linkKey(link))),
    loses: before.filter((link) => !has.includes(linkKey(link))),
  }
}

const stories = (count: number): string => (count === 1 ? '1 story' : `${count} stories`)

/** "4 stories will link here, and 1 story will lose a link." The story meant is `number`, where the change is of one story. */
export function forecastSentence({ changed, all }: Pick<Forecast, 'changed' | 'all'>, number: number | null): string {
  const gaining = changed.filter(({ gains }) => gains.some((link) => number === null || link.number === number)).length
  const losing = changed.filter(({ loses }) => loses.some((link) => number === null || link.number !== number)).length
  const leaving = number === null ? 0 : changed.filter(({ loses }) => loses.some((link) => link.number === number)).length
  const parts = [
    ...(gaining > 0 ? [number === null ? `${stories(gaining)} will gain a link` : `${stories(gaining)} will link here`] : []),
    ...(leaving > 0 ? [`${stories(leaving)} will no longer link here`] : []),
    ...(losing > 0 ? [`${stories(losing)} will lose ${number === null ? 'a link' : 'another link'}`] : []),
  ]
  const least = all ? '' : 'At least: '
  if (parts.length > 0) return `${least}${parts.join(', ')}.`
  return changed.length > 0
    ? `${least}${stories(changed.length)} will list the same links in another order.`
    : 'No other story’s list will change.'
}

/** Whether two forecasts say the same of every list. The story itself may have another number: it had none yet. */
export function sameForecast(one: Forecast, other: Forecast): boolean {
  return effectOf(one) === effectOf(other)
}

function effectOf({ number, own, changed }: Forecast): string {
  const keys = (links: readonly LinkRef[]) => links.map((link) => (link.number === number ? 'itself' : linkKey(link)))
  return JSON.stringify([keys(own?.after ?? []), changed.map((list) => [list.number, keys(list.before), keys(list.after)])])
}
