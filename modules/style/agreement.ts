/** A verb that does not go with its subject: "Inspectors finds", "The report show". Pure. */
import type { Slip } from './slips'

const VERBS: Record<string, string> = {
  finds: 'find',
  says: 'say',
  leads: 'lead',
  praises: 'praise',
  tells: 'tell',
  warns: 'warn',
  wants: 'want',
  needs: 'need',
  faces: 'face',
  raises: 'raise',
  identifies: 'identify',
  criticises: 'criticise',
  highlights: 'highlight',
  reveals: 'reveal',
  concludes: 'conclude',
  describes: 'describe',
  expects: 'expect',
  welcomes: 'welcome',
  gives: 'give',
  makes: 'make',
  takes: 'take',
  gets: 'get',
  sees: 'see',
  remains: 'remain',
  varies: 'vary',
  receives: 'receive',
  waits: 'wait',
  calls: 'call',
  hails: 'hail',
  visits: 'visit',
  returns: 'return',
  urges: 'urge',
  fails: 'fail',
  struggles: 'struggle',
  feels: 'feel',
  knows: 'know',
  hears: 'hear',
  asks: 'ask',
  discovers: 'discover',
  uncovers: 'uncover',
  notes: 'note',
  observes: 'observe',
  recognises: 'recognise',
  has: 'have',
  is: 'are',
  was: 'were',
  does: 'do',
  meets: 'meet',
  continues: 'continue',
  requires: 'require',
  works: 'work',
  shows: 'show',
}
const PLURAL_OF = Object.entries(VERBS)
const PLURALS =
  'inspectors|inspectorates|arrangements|leaders|parents|carers|families|councillors|councils|teachers|headteachers|governors|officials|ministers|campaigners|pupils|children|young people|boards|boroughs|commissioners|managers|outcomes|findings|MPs|people|watchdogs|regulators|professionals|practitioners|clinicians'
const SINGULARS = 'report|inspection|review|survey|letter|inspectorate|watchdog|regulator|framework|outcome|plan'
const ADVERBS = '(?:(?:also|now|still|often|typically|then|rightly|always|usually|generally|clearly|repeatedly|today|again|already) )?'
const MANY = new RegExp(`\\b(?:${PLURALS}) ${ADVERBS}(?<verb>${Object.keys(VERBS).join('|')})\\b`, 'gi')
/** The noun stands far from its verb: "arrangements for children in the borough leads to". */
const FAR =
  /\barrangements (?:for|in|across|of) (?:(?!\b(?:that|which|who|whose|what|how|support|provision|plan|service|shows?|leads?|are|were|have|vary|work|help|means?|makes?|approach)\b)[^.,;:]){3,90}? (?:typically |often |also )?(?<verb>leads)\b/gi
const ONE_VERBS = PLURAL_OF.map(([, plural]) => plural).filter((verb) =>
  /^(?:find|say|lead|praise|warn|raise|identify|criticise|highlight|reveal|conclude|describe|recognise|have|are|were|tell|show)$/.test(
    verb,
  ),
)
const ONE = new RegExp(`\\b(?:${SINGULARS}) ${ADVERBS}(?<verb>${ONE_VERBS.join('|')})\\b`, 'gi')

/** Where a new subject begins. */
const CLAUSE_BEGINS =
  /[,;:.!?–—(]\s|\b(?:and|but|as|while|when|because|although|though|since|so|yet|or|how|where|after|before|until|if)\s|\) /gi
/** With one of these before it, the noun is not what the verb is about: "a report by inspectors finds". */
const NOT_SUBJECT =
  /\b(?:of|by|from|in|with|for|on|to|at|about|between|among|against|into|over|under|through|than|like|without|towards|via|that|which|who|whose|what|one|each|every|neither|either|number|per|lets?|makes?|made|helps?|helped|seeing?|saw|hears?|heard|let|do|does|did|can|could|may|might|must|shall|should|will|would|has|have|had|is|are|was|were|says|said|tells|told|hopes?|asks?|asked|not|number)\b|[‘“"]|^\s*(?:a|an|every|each) /i

/** So far before its verb a subject is looked for. */
const REACH = 240
/** So far before it the word before it begins. */
const NEAR = 60

/** Text that is no quotation, sentence by sentence: what somebody said is left as it was said. */
export function disagreements(sentences: readonly { start: number; text: string }[], isQuoted: (at: number) => boolean): Slip[] {
  return sentences.flatMap(({ start, text }) =>
    [...text.matchAll(MANY), ...text.matchAll(ONE), ...text.matchAll(FAR)].flatMap((match): Slip[] => {
      const near = text.slice(Math.max(0, match.index - NEAR), match.index)
      const subject = clauseBefore(text.slice(Math.max(0, match.index - REACH), match.index))
      const verb = match.groups?.verb ?? ''
      const singular = VERBS[verb.toLowerCase()] === undefined
      if (NOT_SUBJECT.test(subject) && !(singular && /^\s*(?:a|an) $/i.test(subject))) return []
      // "The review and the report say": two are many; "the inspectors’ report say" is one.
      if (singular && (/\b(?:and|or)\s*(?:the |its |a |an )?$/i.test(near) || subject.trim() === '')) return []
      // "Northtown Parent Carers was founded": a name is one.
      if (isQuoted(start + match.index) || (/^\p{Lu}/u.test(match[0]) && /\p{Lu}[\p{L}’-]* $/u.test(near))) return []
      const right = singular
        ? (PLURAL_OF.find(([, plural]) => plural === verb.toLowerCase())?.[0] ?? verb)
        : (VERBS[verb.toLowerCase()] ?? verb)
      const words = match[0]
      const place = { start: start + match.index, end: start + match.index + words.length, text: words }
      const fix = `${words.slice(0, -verb.length)}${right}`
      return [{ rule: 'CP-VERB', severity: 'error', ...place, suggestion: fix, reason: 'The verb does not go with its subject.', fix }]
    }),
  )
}

function clauseBefore(before: string): string {
  const begins = [...before.matchAll(CLAUSE_BEGINS)].at(-1)
  if (!begins) return before
  const clause = before.slice(begins.index + begins[0].length)
  // "A study by academics and campaigners has found": the same clause goes on.
  return /^(?:and|or)\b/i.test(begins[0]) ? `${clauseBefore(before.slice(0, begins.index))} ${clause}` : clause
}
