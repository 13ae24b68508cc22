import { describe, expect, it } from 'vitest'
import { type RuleText, replacementOf } from './rules'
import { shippedRules } from './shipped-rules'
import { findsIn, problemsOfRule, runsAway } from './try-rule'

const rule = (given: Partial<RuleText> = {}): RuleText => ({
  id: 'OWN-1',
  pattern: '\\bcouncil tax payers\\b',
  flags: 'i',
  context: 'any',
  correct: 'residents',
  replaces: true,
  reason: '',
  severity: 'warning',
  example: 'Council tax payers will meet the cost',
  counterExample: 'Residents will meet the cost',
  ...given,
})
const fields = async (given: Partial<RuleText>) => (await problemsOfRule(rule(given))).map(({ field }) => field)

describe('A rule that a sub types', () => {
  it('is kept when it finds the one example and not the other', async () => expect(await problemsOfRule(rule())).toEqual([]))

  it.each([
    ['an unfinished group', { pattern: '(council' }, 'pattern'],
    ['a pattern that does not find its example', { pattern: 'ratepayers' }, 'example'],
    ['a pattern that finds the other example', { pattern: 'cost', example: 'the cost' }, 'counterExample'],
    ['a context in which the example does not stand', { context: 'not-quote', example: '‘Council tax payers pay’, she said' }, 'example'],
  ])('is refused by field: %s', async (_, given, field) => expect(await fields(given)).toContain(field))

  it.each([
    ['(a+)+$', 'aaa'],
    ['(?:\\w+\\s?)+:', 'one two:'],
    ['(x|xx|xxx)*y', 'xxy'],
    ['council(?=(?:\\s*\\w+)*!)', 'council says no!'],
    ['‘[^’]*[^’]*[^’]*’ said', '‘We are here’ said'],
    ['.*.*=.*', 'a=b'],
  ])('is refused when it can run away: %s', async (pattern, example) => expect(await fields({ pattern, example })).toContain('pattern'))

  it('may look ahead and behind, as the shipped ones do', async () => {
    const given = {
      pattern: '(?<!priority )\\baction plan\\b(?! for)',
      example: 'an action plan',
      counterExample: 'a priority action plan',
    }
    expect(await fields(given)).toEqual([])
  })
})

describe('A slow pattern that is being tried', () => {
  it('leaves others their turn, and comes to an end', async () => {
    let [last, longest] = [performance.now(), 0]
    const look = () => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }
    const clock = setInterval(look, 5)
    const example = 'Council tax zz payers will meet the cost of what is arranged for children across the area'
    await problemsOfRule(
      rule({ pattern: '(?:\\w|\\s){1,400}zz payers', example, counterExample: 'Residents meet the cost across the whole of the area' }),
    )
    look()
    clearInterval(clock)
    expect(longest).toBeLessThan(1_000)
  }, 30_000)
})

describe('Every shipped rule', () => {
  it.each(shippedRules().map((one) => [one.id, one] as const))(
    '%s finds its example, not the other, and does not run away',
    async (_, one) => {
      expect(findsIn(one, one.example)).toBe(true)
      expect(findsIn(one, one.counterExample)).toBe(false)
      expect(await runsAway(one, one.example)).toBe(false)
    },
  )

  it('that can stand in for what it finds is at rest once it has', () => {
    for (const one of shippedRules().filter(({ replaces }) => replaces)) {
      const found = new RegExp(one.pattern, one.flags).exec(one.example)?.[0] ?? ''
      const mended = one.example.replace(found, replacementOf(one, found) ?? '')
      expect([one.id, mended, findsIn(one, mended)]).toEqual([one.id, mended, false])
    }
  })
})

describe('Words put in place of others', () => {
  it.each([
    ['Ofcom', 'Ofsted', 'Ofsted'],
    ['Special education needs', 'special educational needs', 'Special educational needs'],
    ['education, health and social care plans', 'education, health and care plan', 'education, health and care plans'],
    ['Sencos', 'SENCO', 'SENCOs'],
    ['Local Area Partnership', 'local area partnership', 'local area partnership'],
  ])('%s → %s', (found, correct, put) => expect(replacementOf({ correct, replaces: true }, found)).toBe(put))

  it('are none where the advice is no words to write', () =>
    expect(replacementOf({ correct: 'give the date', replaces: false }, 'today')).toBeNull())
})
