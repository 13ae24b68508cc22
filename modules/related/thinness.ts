/** Links that two tags make and that say little of the stories: what the list asks more of. Pure. */
import { isRelatingType } from '@/modules/tags/tag-types'
import type { NamedTag } from './tag-book'
import type { RelatedCandidate } from './views'

const isOf = (...types: string[]) => {
  return ({ type }: Pick<NamedTag, 'type'>): boolean => types.includes(type)
}
/** Types that say what two stories are about, beside where and who. */
const isSubject = isOf('theme', 'person', 'storyline')
const isArea = isOf('area')
/** A story that carries one of these tells of an inspection: of its stages, or of what it found. */
const isInspection = isOf('outcome', 'stage')
/** What happened, or to whom: sharing it makes no link, and says that one is about the same. */
const isTelling = ({ type }: NamedTag): boolean => !isRelatingType(type) && type !== 'region'

type Tags = readonly NamedTag[]

/** The tags of the story being read by what they say, once for all candidates. */
export type OwnTelling = { telling: Tags; outcomes: Tags; ofInspection: boolean; ofArea: boolean }
export const tellingOfOwn = (own: Tags): OwnTelling => {
  const outcomes = own.filter(isOf('outcome'))
  return { telling: own.filter(isTelling), outcomes, ofInspection: own.some(isInspection), ofArea: own.some(isArea) }
}

const sharesOne = (own: Tags, carried: Tags): boolean => own.some((one) => carried.some(({ id }) => id === one.id))

/**
 * How thin a link is, null where it is not: `shared` are the tags that make it, `carried` all that the candidate carries.
 * What is told of one area's inspection belongs together whatever else it is about: the report, the apology, the plan. Of two
 * areas with a theme in common, the same stage says nothing more: every report is published.
 */
export function thinness(shared: Tags, carried: Tags, own: OwnTelling): RelatedCandidate['thin'] {
  if (shared.length === 0) return null
  if (shared.some(isSubject)) {
    const oneTheme = shared.length === 1 && shared.every(isOf('theme'))
    return oneTheme && own.ofArea && carried.some(isArea) && !sharesOne(own.outcomes, carried) ? 'theme' : null
  }
  const together = shared.some(isArea) && own.ofInspection && carried.some(isInspection)
  return together || sharesOne(own.telling, carried) ? null : 'place'
}
