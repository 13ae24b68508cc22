/** The house style as rules: what is looked for, where it applies, what to write instead. prisma/reference/house-style.csv. Pure. */

export const SEVERITIES = ['error', 'warning', 'note'] as const
/** error: almost always wrong; warning: usually; note: the editor's choice. */
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

export type StyleRule = {
  id: string
  pattern: RegExp
  context: Context
  /** What to write instead, or what to do. */
  correct: string
  reason: string
  severity: Severity
}

/** A rule as it stands in the CSV or as somebody typed it. */
export type RuleText = { id: string; pattern: string; flags: string; context: string; correct: string; reason: string; severity: string }

/** Makes a rule of its text. Throws with a sentence that names the rule when a part of it is none. */
export function readRule({ id, pattern, flags, context, correct, reason, severity }: RuleText): StyleRule {
  const [where, how] = [CONTEXTS.find((one) => one === context), SEVERITIES.find((one) => one === severity)]
  if (!where) throw new Error(`${id}: there is no context “${context}”`)
  if (!how) throw new Error(`${id}: there is no severity “${severity}”`)
  return { id, pattern: new RegExp(pattern, `g${flags}`), context: where, correct, reason, severity: how }
}
