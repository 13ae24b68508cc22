/** The reason of a link in words, for readers. Pure; every word of it can be checked against the shared tags. */
import type { RelatedReason } from './views'

export const CHOSEN_BY_THE_EDITOR = 'Chosen by the editor'
export const CHOSEN_ON_ANOTHER_SITE = 'Chosen by the editor, on another site'

// Bodies that nobody names without an article. Boards go without: "South Yorkshire ICB".
const NEEDS_ARTICLE =
  /^(?:Department|National|Association|Care Quality|Children’s Commissioner|Council for|Local Government|SEND Tribunal)\b/

/** A label inside a sentence: "Waiting times" → "waiting times"; names and abbreviations stay ("EHC plans", "SEND reform"). */
function inSentence(reason: RelatedReason): string {
  const { label, type } = reason
  if (type === 'organisation') return NEEDS_ARTICLE.test(label) ? `the ${label}` : label
  if (type !== 'theme') return label
  const isName = !/^\p{Lu}\p{Ll}/u.test(label) || /\s\p{Lu}\p{Ll}/u.test(label)
  return isName ? label : label.charAt(0).toLowerCase() + label.slice(1)
}

/** "Rotherham and EHC plans"; a comma where a label has an "and" of its own. */
function joined(first: string, second: string): string {
  return / and /.test(`${first}${second}`) ? `${first}, and ${second}` : `${first} and ${second}`
}

/**
 * The sentence for the two best of `reasons` (best first, at least one): "Both about Rotherham and EHC plans",
 * "Both involve South Yorkshire ICB", "Also about EHC plans" between areas, "Part of the same story". `isEarlier`: the
 * linked story is of an earlier day; where the area is all that the two share, that is the reason.
 */
export function reasonSentence(reasons: readonly RelatedReason[], isEarlier = false): string {
  if (reasons.some((one) => one.type === 'storyline')) return 'Part of the same story'
  const [first, second] = reasons
  if (!first) return ''
  const isSubject = (one: RelatedReason) => one.type === 'area' || one.type === 'theme'
  if (!second) {
    if (first.type === 'area') return isEarlier ? 'Earlier in this area' : `Both about ${first.label}`
    return first.type === 'theme' ? `Also about ${inSentence(first)}` : `Both involve ${inSentence(first)}`
  }
  // The place is said first, then the subject, then who is in it, whichever counts more.
  const order = (one: RelatedReason) => (one.type === 'area' ? 0 : one.type === 'theme' ? 1 : 2)
  const [lead, next] = order(second) < order(first) ? [second, first] : [first, second]
  const pair = joined(inSentence(lead), inSentence(next))
  if (!isSubject(lead)) return `Both involve ${pair}`
  if (isSubject(next)) return lead.type === 'area' || next.type === 'area' ? `Both about ${pair}` : `Also about ${pair}`
  return `Both about ${inSentence(lead)}, and both involve ${inSentence(next)}`
}
