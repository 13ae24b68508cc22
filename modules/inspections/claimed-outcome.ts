/** Which outcome some words tell of. Pure. */
import type { OutcomeKind } from './outcome'

export type FullKind = Extract<OutcomeKind, 'positive' | 'inconsistent' | 'failings'>

const RANK =
  '(?:of (?:the |its )?(?:three|3|possible)|(?:possible |available |official |overall )*(?:outcomes?|results?|ratings?|grades?|judge?ments?|verdicts?|categor(?:y|ies)|level|tier|one)\\b)'
const HAVING = '(?:given|handed|received?s?|had|has|have|got|gets|awarded|reach(?:ed|es)?|achiev(?:ed|es)|earn(?:ed|s)|won|on) the '
const SAYS: readonly [FullKind, RegExp][] = [
  [
    'positive',
    new RegExp(
      `\\b(?:best|top|highest)(?: of all)? ${RANK}|\\b${HAVING}(?:best|highest)(?= in\\b|[,.;]|$)|\\btypically positive\\b|\\btypically leads? to\\b|\\bpositive (?:outcome|result|experiences|report|verdict)`,
      'i',
    ),
  ],
  [
    'inconsistent',
    new RegExp(
      `\\b(?:middle|second) ${RANK}|\\b${HAVING}middle(?= in\\b|[,.;]|$)|\\binconsistent\\b|\\bin the middle of (?:the )?three outcomes`,
      'i',
    ),
  ],
  [
    'failings',
    new RegExp(
      `\\b(?:lowest|worst|bottom|poorest)(?: of all)? ${RANK}|\\b${HAVING}(?:lowest|worst)(?= in\\b|[,.;]|$)|\\bsyste(?:mic|matic) (?:failings?|failures?)\\b|\\bwidespread (?:and\\/or|and|or) `,
      'i',
    ),
  ],
]
/** The outcome the story has told of before: "the same result", "to do so". */
const SAME =
  /\b(?:this|that|the same|its|such an?|identical|like) (?:outcome|result|rating|grade|judge?ment|verdict|finding)|\bto (?:do|have done) so\b|\b(?:receive|reach|achieve|get|hold|managed?|earn|secure|been given|be given|be handed|had|on) (?:it|this|that)\b/i

export type Claimed = { kinds: FullKind[]; same: boolean }

export const claimedOutcome = (text: string): Claimed => ({
  kinds: SAYS.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind),
  same: SAME.test(text),
})

/** The one outcome told, `own` where the words point back to it; null when there is none, or several. */
export function onlyOutcome(text: string, own: FullKind | null): FullKind | null {
  const { kinds, same } = claimedOutcome(text)
  if (kinds.length === 1) return kinds[0] ?? null
  return kinds.length === 0 && same ? own : null
}

export const isFullKind = (kind: OutcomeKind | null | undefined): kind is FullKind =>
  kind === 'positive' || kind === 'inconsistent' || kind === 'failings'
