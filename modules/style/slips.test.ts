import { describe, expect, it } from 'vitest'
import { checkCopy } from './check-copy'
import type { Copy } from './copy-context'
import { readRule } from './rules'
import { shippedRules } from './shipped-rules'
import { slipsOf } from './slips'

const copyOf = (headline: string, standfirst = '', paragraph = '', date: string | null = '2026-03-10'): Copy => ({
  headline,
  standfirst,
  paragraphs: [paragraph],
  date,
})
const told = (copy: Copy) => slipsOf(copy).map(({ rule, text, fix }) => [rule, text, fix])

describe('Slips that no pattern sees', () => {
  it.each([
    [copyOf('Inspectors praises nurseries in Bury'), ['CP-VERB', 'Inspectors praises', 'Inspectors praise']],
    [copyOf('Report find gaps in support'), null],
    [copyOf('', 'The report find gaps in support'), ['CP-VERB', 'report find', 'report finds']],
    [copyOf('', 'Borough’s arrangements varies from school to school'), ['CP-VERB', 'arrangements varies', 'arrangements vary']],
    [copyOf('', 'Families waits as as plans are written'), ['CP-VERB', 'Families waits', 'Families wait']],
    [copyOf('Families wait', 'for for plans'), ['CP-TWICE', 'for for', 'for']],
    [
      copyOf('', '', 'The hearing is on Friday 13 March 2026. Another is on Friday 14 March 2026.'),
      ['CP-WEEKDAY', 'Friday 14 March 2026', null],
    ],
    [copyOf('', '', 'The hearing is on Monday 10 March.'), ['CP-WEEKDAY', 'Monday 10 March', null]],
    [copyOf('', '', 'Answers are due by 31 April 2026.'), ['CP-WEEKDAY', '31 April 2026', null]],
    [
      copyOf('', '', 'A special educational needs counsellor (SENCO) helped.'),
      ['CP-FULL', 'special educational needs counsellor (SENCO)', null],
    ],
  ])('are told of with what can stand in their place', (copy, expected) => {
    if (expected === null) expect(told(copy)).toEqual([])
    else expect(told(copy)).toContainEqual(expected)
  })

  it.each([
    ['A report by inspectors praises nurseries.'],
    ['‘Parents knows best,’ he said.'],
    ['Bury Parent Carers has a stall, and the number of families has grown.'],
    ['A study by academics and campaigners has found gaps.'],
    ['Parents had had to wait; that that happened is a pity.'],
    ['The change came in in March, and what it is is plain.'],
    ['The hearing is on Tuesday 10 March 2026, and on 29 February 2028 there is another.'],
    ['Baden Baden is far; Hartlepool and Hull are not.'],
    ['The special educational needs co-ordinator (SENCO) and the integrated care board (ICB) met.'],
  ])('are not seen where there are none: %s', (text) => expect(told(copyOf('', '', text))).toEqual([]))

  it('need no day of the story where the date has its year', () => {
    expect(told(copyOf('', '', 'On Monday 10 March it rained.', null))).toEqual([])
    expect(told(copyOf('', '', 'On Monday 10 March 2026 it rained.', null))).toHaveLength(1)
  })
})

describe('Text that is no prose', () => {
  it.each([
    ['letters without a space', `${'A'.repeat(20_000)}${' Inspectors finds'.repeat(10)}`],
    ['dots', '.'.repeat(30_000)],
    ['dots and marks', '…”'.repeat(15_000)],
    ['marks after a dot', `.${'”'.repeat(30_000)}`],
    ['spaces after a dot', `.${' '.repeat(30_000)}a`],
  ])('is looked through in no time: %s', (_, text) => {
    const began = performance.now()
    slipsOf(copyOf('', '', text))
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})

describe('The name of another regulator', () => {
  const of = (text: string) =>
    checkCopy(shippedRules().map(readRule), copyOf('', '', `${text} Inspectors came.`)).filter(({ rule }) => rule === 'HS01')
  it('is a slip in a story about an inspection', () => expect(of('Ofgem and the CQC reported on the borough.')).toHaveLength(1))
  it('is none where the story tells of calls or energy', () =>
    expect(of('Ofcom, the communications regulator, wrote to phone firms.')).toEqual([]))
})
