/** What comes in from the pages of the house style and from the Checks of a story. Runs in both worlds. */
import { z } from 'zod'
import { line, text } from '@/lib/text'
import { CONTEXTS, FLAGS, SEVERITIES } from './rules'

export const PATTERN_MAX_CHARACTERS = 600
export const EXAMPLE_MAX_CHARACTERS = 300
export const ADVICE_MAX_CHARACTERS = 200
export const RULE_REASON_MAX_CHARACTERS = 400
export const LEAVE_REASON_MAX_CHARACTERS = 200
/** As much of what was found as a finding is remembered by. */
export const WORDS_MAX_CHARACTERS = 300
export const READING_AGE_MIN = 7
export const READING_AGE_MAX = 22

/** "HS01", "OWN-12", "REC-FIRST". */
export const RULE_ID = /^[A-Z][A-Z0-9-]{1,19}$/
const ruleId = z.string().regex(RULE_ID, 'There is no such rule')
const version = z.coerce.number().int().min(0).max(2_147_483_647)
const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')

const fields = {
  // Spaces count in a pattern: nothing is tidied.
  pattern: z
    .string({ error: 'Enter a pattern' })
    .min(1, 'Enter a pattern')
    .max(PATTERN_MAX_CHARACTERS, `Enter a pattern of at most ${PATTERN_MAX_CHARACTERS} characters`)
    .refine((value) => !/\p{Cc}/u.test(value), 'Enter a pattern on one line'),
  flags: z.string().regex(FLAGS, 'Enter none or some of the letters i, m, s and u, each once').default(''),
  context: z.enum(CONTEXTS, { error: 'Choose where the rule applies' }),
  correct: line({ name: 'Advice', max: ADVICE_MAX_CHARACTERS, required: 'Enter what to write instead' }),
  replaces: ticked,
  reason: text({ name: 'Reason', max: RULE_REASON_MAX_CHARACTERS }).default(''),
  severity: z.enum(SEVERITIES, { error: 'Choose how wrong it is' }),
  example: line({ name: 'Example', max: EXAMPLE_MAX_CHARACTERS, required: 'Enter a line that the pattern must find' }),
  counterExample: line({ name: 'Example', max: EXAMPLE_MAX_CHARACTERS, required: 'Enter a line that the pattern must not find' }),
}

export const addRuleSchema = z.strictObject(fields)
export type AddRuleInput = z.output<typeof addRuleSchema>

/** `version` 0: the rule as it was shipped. */
export const changeRuleSchema = z.strictObject({ id: ruleId, version, ...fields })
export type ChangeRuleInput = z.output<typeof changeRuleSchema>

export const switchRuleSchema = z.strictObject({ id: ruleId, version, active: z.enum(['yes', 'no']).transform((value) => value === 'yes') })
export type SwitchRuleInput = z.output<typeof switchRuleSchema>

export const removeRuleSchema = z.strictObject({ id: ruleId, version })
export type RemoveRuleInput = z.output<typeof removeRuleSchema>

export const changeStyleSettingsSchema = z.strictObject({
  version,
  readingAge: z.coerce
    .number({ error: 'Enter an age in years' })
    .int('Enter an age in whole years')
    .min(READING_AGE_MIN, `Enter an age from ${READING_AGE_MIN} to ${READING_AGE_MAX}`)
    .max(READING_AGE_MAX, `Enter an age from ${READING_AGE_MIN} to ${READING_AGE_MAX}`),
})
export type ChangeStyleSettingsInput = z.output<typeof changeStyleSettingsSchema>

const finding = {
  articleId: z.uuid('This story does not exist').toLowerCase(),
  rule: ruleId,
  words: z.string().min(1).max(WORDS_MAX_CHARACTERS),
}
export const leaveFindingSchema = z.strictObject({
  ...finding,
  reason: line({ name: 'Reason', max: LEAVE_REASON_MAX_CHARACTERS, required: 'Enter why it stays as it is' }),
})
export type LeaveFindingInput = z.output<typeof leaveFindingSchema>

export const takeUpFindingSchema = z.strictObject(finding)
export type TakeUpFindingInput = z.output<typeof takeUpFindingSchema>
