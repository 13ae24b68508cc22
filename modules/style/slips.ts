/** Slips that no pattern of a rule can see: dates against the calendar, doubled words, verbs, wrong full forms. Pure. */
import { sentencesOf, wholeText } from '@/modules/tags/suggest-words'
import { disagreements } from './agreement'
import type { Finding } from './check-copy'
import { type Copy, quotedSpans, saidSpans, within } from './copy-context'
import { wrongDates } from './dates-in-text'
import { doubledWords } from './doubled-words'
import { wrongExpansions } from './expansions'

/** `fix`: what can stand in place of the words; null where only a person can tell. */
export type Slip = Finding & { fix: string | null }

/** The ids of these checks; they cannot be switched off. */
export const SLIP_RULES = ['CP-WEEKDAY', 'CP-TWICE', 'CP-VERB', 'CP-FULL'] as const

export const isSlip = (rule: string): boolean => SLIP_RULES.some((one) => one === rule)

/** Everything found in a story, in the order of its text. */
export function slipsOf(copy: Copy): Slip[] {
  const text = wholeText(copy)
  const quoted = [...quotedSpans(text), ...saidSpans(copy)]
  const found = [
    ...wrongDates(text, copy.date === null ? null : new Date(copy.date)),
    ...doubledWords(text),
    ...disagreements(sentencesOf(copy), (at) => within(quoted, at)),
    ...wrongExpansions(text),
  ]
  return found.sort((a, b) => a.start - b.start || a.end - b.end)
}
