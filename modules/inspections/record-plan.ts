/** "Must submit a priority action plan", "must write a statement of action": whether the outcome brings one. Pure. */
import { type Check, finding, isNews } from './record-question'

const MUST = '(?:must|required|requires|ordered|told|has to|have to|had to|instructed|needs? to|will|obliged|asked)'
const PLAN = new RegExp(`\\b${MUST}\\b[^.;]{0,60}\\bpriority action plan\\b`, 'i')
const STATEMENT = new RegExp(`\\b${MUST}\\b[^.;]{0,60}\\b(?:written statement of action|statement of action|WSOA)\\b`, 'i')
const LOWEST = 3
const NEGATED = /\b(?:not|no longer|neither|nor|without|instead)\b|n[’']t\b/i
const OTHER =
  /\b(?:next|previous(?:ly)?|last inspect\w+|earlier|monitoring|notified|revisit\w*|in those days|then|used to|(?:old|former) framework|20(?:1\d|2[0-2]))\b/i

export const planRequired: Check = (sentence, { at }, subject, now) => {
  if (!subject || subject.outcome === null || OTHER.test(sentence.text) || !isNews(subject, at ?? now, at === null)) return []
  const statement = STATEMENT.exec(sentence.text)
  const match = statement ?? (subject.outcome === LOWEST ? null : PLAN.exec(sentence.text))
  if (!match || NEGATED.test(sentence.text.slice(Math.max(0, match.index - 25), match.index + match[0].length))) return []
  const lowest = subject.outcome === LOWEST
  return [
    finding(sentence, match, {
      rule: 'REC-PLAN',
      severity: 'error',
      suggestion: lowest
        ? 'Written statements of action ended with the framework of 2016: this outcome brings a priority action plan'
        : 'With this outcome no priority action plan is required: the strategic plan is updated and published',
      reason: `The record says: ${subject.whatFollows}. The report: ${subject.sourceUrl}`,
    }),
  ]
}
