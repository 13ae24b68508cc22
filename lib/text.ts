/**
 * The rule for every piece of text that comes from outside, in one place. Runs in the browser and on the server.
 *
 * Refused by name: NUL (PostgreSQL cannot store it) and half characters (lone surrogates).
 * Changed silently, and only this: Unicode is composed (NFC), line ends become \n, other control characters go,
 * white-space around the text goes. In a `line` runs of white-space become one space, and characters that only
 * turn the direction of writing go too: in a headline or a name they can make one word look like another.
 */
import { z } from 'zod'

const NUL = '\u0000'
const LONE_SURROGATE = /\p{Surrogate}/u
// Every control character but tab and line feed (a class of what is neither outside Cc nor one of the two).
const CONTROLS_BUT_TAB_AND_LINE = /[^\P{Cc}\t\n]/gu
// Escapes on purpose: the characters themselves cannot be seen.
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const EMAIL_MAX_CHARACTERS = 254
const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{0,61}[a-z0-9]$/

/** What is wrong with a text that cannot be stored at all, as the end of "Headline …"; null when it can be. */
export function textFault(value: string): string | null {
  if (value.includes(NUL)) return 'contains a NUL character. Delete it and type the text again'
  if (LONE_SURROGATE.test(value)) return 'contains half a character. Delete it and type the text again'
  return null
}

/** Several lines: composed, \n line ends, no control characters, nothing around it. The text must have no `textFault`. */
export function cleanText(value: string): string {
  return value
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(CONTROLS_BUT_TAB_AND_LINE, '')
    .trim()
}

/** One line: as `cleanText`, with runs of white-space as one space and without direction controls. */
export function cleanLine(value: string): string {
  return cleanText(value).replace(BIDI_CONTROLS, '').replace(/\s+/g, ' ').trim()
}

/** Characters as people count them in a limit: code points, so that an emoji of two UTF-16 units is one. */
export function countCharacters(value: string): number {
  let count = 0
  for (const _ of value) count += 1
  return count
}

export type TextRule = {
  /** Longest, in code points. */
  max: number
  /** The field's name at the start of a sentence: "Headline". Default "This". */
  name?: string
  /** Makes the field required, and says what to do: "Enter a headline". */
  required?: string
}

function checked(value: string, rule: TextRule, clean: (value: string) => string): { text: string } | { problem: string } {
  const name = rule.name ?? 'This'
  const tooLong = `${name} must be ${rule.max.toLocaleString('en-GB')} characters or fewer`
  // Before any work on it: a text this long cannot come under the limit by composing and trimming alone.
  if (value.length > rule.max * 4 + 1_000) return { problem: tooLong }
  const fault = textFault(value)
  if (fault) return { problem: `${name} ${fault}` }
  const text = clean(value)
  if (text === '' && rule.required) return { problem: rule.required }
  if (text.length > rule.max && countCharacters(text) > rule.max) return { problem: tooLong }
  return { text }
}

function textSchema(rule: TextRule, clean: (value: string) => string) {
  return z.string({ error: rule.required ?? `${rule.name ?? 'This'} must be text` }).transform((value, context) => {
    const result = checked(value, rule, clean)
    if ('text' in result) return result.text
    context.addIssue({ code: 'custom', message: result.problem })
    return z.NEVER
  })
}

/** A headline, a name, a label: one line. '' unless `required`. */
export const line = (rule: TextRule) => textSchema(rule, cleanLine)

/** A standfirst, a reason, a description: lines are kept. '' unless `required`. */
export const text = (rule: TextRule) => textSchema(rule, cleanText)

/** An e-mail address as it is compared and stored: NFKC, trimmed, lower case. Not whether it is one. */
export const normaliseEmail = (value: string): string => value.normalize('NFKC').trim().toLowerCase()

/** A required e-mail address, normalised. */
export const email = z.string({ error: 'Enter an email address' }).transform((value, context) => {
  const address = value.length > EMAIL_MAX_CHARACTERS * 2 || textFault(value) ? null : normaliseEmail(value)
  if (address !== null && address.length <= EMAIL_MAX_CHARACTERS && EMAIL.test(address)) return address
  const message = value.trim() === '' ? 'Enter an email address' : 'Enter an email address like name@example.org'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** What was typed, for LIKE, to which Prisma hands `contains` as it is: % and _ stand for themselves. */
export const literally = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&')
