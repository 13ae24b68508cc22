/** Plain English and access as findings among the others: what `cms check-copy --plain` adds. Pure. */
import type { Finding } from './check-copy'
import { ageOf, checkPlainEnglish, type PlainStory } from './plain-english'
import type { StyleRule } from './rules'

/** Whether a rule of house style says something of a short form itself. */
export const askedBy =
  (rules: readonly StyleRule[]) =>
  (short: string): boolean =>
    rules.some(({ pattern }) => short.search(pattern) === 0)

/**
 * Notes, all of them, with their places counted in headline, standfirst and lines joined by line ends. What belongs to no
 * words (a picture, the reading age above `target`, in years) begins and ends at 0.
 */
export function plainNotes(story: PlainStory, rules: readonly StyleRule[], target: number): Finding[] {
  const starts: number[] = []
  let at = story.headline.length + story.standfirst.length + 2
  for (const { text } of story.lines) {
    starts.push(at)
    at += text.length + 1
  }
  const notes = checkPlainEnglish(story, askedBy(rules)).map(({ rule, line, start, end, text, advice, reason }): Finding => {
    const from = line === null ? 0 : (starts[line] ?? 0)
    return { rule, severity: 'note', start: from + start, end: from + end, text, suggestion: advice, reason }
  })
  const { age } = ageOf(story)
  if (age === null || age <= target) return notes
  const suggestion = `Shorter sentences and words: the reading age is ${age}, the target ${target}`
  const reason = 'Most readers give up on what is harder than they are used to.'
  return [{ rule: 'PE-AGE', severity: 'note', start: 0, end: 0, text: 'The whole text', suggestion, reason }, ...notes]
}
