/** Whether a rule is fit to be kept: it can be read, finds its example, leaves the other one alone, and never runs away. */
import { setImmediate } from 'node:timers/promises'
import type { Problem } from '@/lib/errors'
import { timedHits } from '@/lib/timed-patterns'
import { wholeText } from '@/modules/tags/suggest-words'
import { checkCopy } from './check-copy'
import { type RuleText, readRule } from './rules'

/** Words after which every rule applies, whatever its context. */
const ABOUT = 'The inspection of the local area partnership found widespread and/or systemic failings.'
/** As long as a long story: what takes longer than this with it cannot be asked at each pause. */
const PUMPED_CHARACTERS = 8_000
const TRY_LIMIT_MS = 50
/** So long one line is tried at most: what is slow and no worse is kept, and stopped where a story shows it to be. */
const TRYING_MS = 4_000
/** Places of the example from which something is repeated, and how much of it. */
const PLACES_MAX = 80
const UNIT_MAX = 3
/** What nobody types: the pattern has to give up there, and to try every other way first. */
const WRONG_END = '\u{10FFFD}'
const COMMON = ['a', 'A', '1', ' ', '’', '‘', '-', '.', ',', '\n']

/** Whether the rule says something of this one line of a story, in its context. */
export function findsIn(text: RuleText, line: string): boolean {
  const copy = { headline: '', standfirst: '', paragraphs: [line, ABOUT], date: null }
  const rule = readRule(text)
  const { hits } = timedHits([{ id: rule.id, source: text.pattern, flags: text.flags }], wholeText(copy))
  return checkCopy([rule], copy, hits).some(({ start }) => start < line.length + 2)
}

/** What has to be put right before the rule can be kept, by field; none when it is fit. Takes up to some seconds, in which others have their turn. */
export async function problemsOfRule(rule: RuleText): Promise<Problem[]> {
  const fault = faultOf(rule)
  if (fault) return [{ field: 'pattern', message: `This pattern cannot be read: ${fault}` }]
  if ((await runsAway(rule, rule.example)) || (await runsAway(rule, rule.counterExample)))
    return [
      {
        field: 'pattern',
        message:
          'This pattern takes too long with some texts. Avoid one repetition inside another or next to a like one, such as (a+)+ or .*.*',
      },
    ]
  const problems: Problem[] = []
  if (!findsIn(rule, rule.example))
    problems.push({ field: 'example', message: 'The pattern does not find this example where the rule applies. Change one of them' })
  if (findsIn(rule, rule.counterExample))
    problems.push({ field: 'counterExample', message: 'The pattern finds this example, which it must not. Change one of them' })
  return problems
}

/** What the engine says of a pattern it cannot compile; '' when it can. */
function faultOf({ pattern, flags }: RuleText): string {
  try {
    new RegExp(pattern, `g${flags}`)
    return ''
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).replace(/^Invalid regular expression: .*: /s, '')
  }
}

/**
 * Tries the pattern with what makes patterns run away: an example that it finds, up to each of its places, then a few
 * letters repeated many times, then an end that does not fit.
 */
export async function runsAway({ pattern, flags }: Pick<RuleText, 'pattern' | 'flags'>, example: string): Promise<boolean> {
  const until = performance.now() + TRYING_MS
  const line = example.slice(0, 400)
  const step = Math.max(1, Math.ceil(line.length / PLACES_MAX))
  const literal = [...new Set(pattern.replace(/\\./g, ''))].filter((one) => !/[()[\]{}|\\^$*+?]/.test(one)).slice(0, 12)
  for (let at = 0; at <= line.length; at += step) {
    const own = Array.from({ length: UNIT_MAX }, (_, size) => line.slice(at, at + size + 1))
    const units = new Set(
      [...own, ...(at === 0 || at + step > line.length ? [...COMMON, ...literal] : ['a', ' '])].filter((one) => one !== ''),
    )
    for (const unit of units) {
      // Each try holds the whole server: whoever waits is served between two of them.
      await setImmediate()
      if (performance.now() > until) return false
      const text = line.slice(0, at) + unit.repeat(Math.ceil(PUMPED_CHARACTERS / unit.length)) + WRONG_END
      if (timedHits([{ id: 'tried', source: pattern, flags }], text, TRY_LIMIT_MS).ranOut.length > 0) return true
    }
  }
  return false
}
