/** The house style as rules: what is looked for, where it applies, what to write instead. Pure. */

export const SEVERITIES = ['error', 'warning', 'note'] as const
/** error: almost always wrong; warning: usually; note: the editor’s choice. */
export type Severity = (typeof SEVERITIES)[number]

/** Where a rule applies. `not-quote` leaves out what somebody said, `not-name` and `name-check` what is part of a name. */
export const CONTEXTS = [
  'any',
  'inspection',
  'area-send',
  'area-send-2023',
  'area-send-outcome-3',
  'not-quote',
  'not-name',
  'name-check',
  'first-use',
  'date>=2022-07-01',
] as const
export type Context = (typeof CONTEXTS)[number]

/** What each context is called in the newsroom. */
export const CONTEXT_WORDS: Record<Context, string> = {
  any: 'Everywhere',
  inspection: 'Stories about inspections',
  'area-send': 'Stories about area SEND inspections',
  'area-send-2023': 'Stories about area SEND inspections since 2023',
  'area-send-outcome-3': 'Stories about the lowest of the three outcomes',
  'not-quote': 'Outside quotations',
  'not-name': 'Outside names',
  'name-check': 'Except where it begins with a capital, as a name does',
  'first-use': 'At its first use in the text, unless the full form stands before it',
  'date>=2022-07-01': 'Stories since 1 July 2022',
}
export const SEVERITY_WORDS: Record<Severity, { one: string; many: string; hint: string }> = {
  error: { one: 'Error', many: 'Errors', hint: 'Almost always wrong' },
  warning: { one: 'Warning', many: 'Warnings', hint: 'Usually wrong' },
  note: { one: 'Note', many: 'Notes', hint: 'The editor’s choice' },
}

/** What a pattern may carry: capitals do not matter, lines, dots and line ends, Unicode. */
export const FLAGS = /^(?!.*(.).*\1)[imsu]*$/

export type StyleRule = {
  id: string
  pattern: RegExp
  context: Context
  /** What to write instead, or what to do. */
  correct: string
  /** `correct` can stand in place of what was found. */
  replaces: boolean
  reason: string
  severity: Severity
}

/** A rule as it stands in the CSV or as somebody typed it. */
export type RuleText = {
  id: string
  pattern: string
  flags: string
  context: string
  correct: string
  replaces: boolean
  reason: string
  severity: string
  /** A line the rule must find, and one it must not. */
  example: string
  counterExample: string
}

/** Makes a rule of its text. Throws with a sentence that names the rule when a part of it is none. */
export function readRule({ id, pattern, flags, context, correct, replaces, reason, severity }: RuleText): StyleRule {
  const [where, how] = [CONTEXTS.find((one) => one === context), SEVERITIES.find((one) => one === severity)]
  if (!where) throw new Error(`${id}: there is no context “${context}”`)
  if (!how) throw new Error(`${id}: there is no severity “${severity}”`)
  return { id, pattern: new RegExp(pattern, `g${flags}`), context: where, correct, replaces, reason, severity: how }
}

/**
 * The words to put in place of what was found, in its number and with its capital; null where the advice is no such words.
 * "Special education needs" → "Special educational needs", "Sencos" → "SENCOs".
 */
export function replacementOf({ correct, replaces }: Pick<StyleRule, 'correct' | 'replaces'>, found: string): string | null {
  if (!replaces) return null
  const plural = /[^s]s$/i.test(found) && !/s$/i.test(correct) ? `${correct}s` : correct
  return /^\p{Lu}/u.test(found) && /^\p{Ll}/u.test(plural) && !/^\p{Lu}\S* \p{Lu}/u.test(found)
    ? plural.charAt(0).toUpperCase() + plural.slice(1)
    : plural
}
