/**
 * Whole stories against house style and record: ten clean ones, and two with the slips that sector copy makes. The records
 * are those of prisma/reference; the sentences are written for this test.
 */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Copy } from '@/modules/style/copy-context'
import { readRule } from '@/modules/style/rules'
import { shippedRules } from '@/modules/style/shipped-rules'
import { readReference } from '@/modules/tags/reference'
import { suggester } from '@/modules/tags/suggest'
import { checkStory, type Knowledge } from './check-story'
import { boardNames } from './record-bodies'

const reference = readReference(join(import.meta.dirname, '../../prisma/reference'))
const boards = reference.tags.flatMap((tag) => {
  const areas = reference.companions
    .filter((one) => one.kind === 'board' && one.offered === tag.slug)
    .map((one) => one.tag.replace('area-', ''))
  return areas.length > 0 ? [{ names: boardNames(tag), areas }] : []
})
const knowledge: Knowledge = {
  rules: shippedRules().map(readRule),
  suggest: suggester(reference.tags),
  areas: reference.areas,
  boards,
  records: reference.inspections,
}
const now = new Date('2026-11-22T10:00:00Z')
const check = (copy: Copy) => checkStory(copy, knowledge, now)
const story = (date: string, headline: string, standfirst: string, ...paragraphs: string[]): Copy => ({
  headline,
  standfirst,
  paragraphs,
  date,
})

const CLEAN: Copy[] = [
  story(
    '2024-11-18',
    'Rotherham partnership receives the best of the three outcomes',
    'Ofsted and the Care Quality Commission find that support for children in the borough typically leads to positive experiences and outcomes.',
    'Inspectors have published their report on how Rotherham supports children and young people with special educational needs and disabilities (SEND). They were on site from 30 September to 4 October 2024.',
    'The report says that the arrangements ‘typically lead to positive experiences and outcomes for children and young people with SEND’. The next full inspection will be within approximately five years.',
    'Rotherham Metropolitan Borough Council and NHS South Yorkshire share the work with schools and families. Two areas for improvement are named, among them the quality of education, health and care (EHC) plans.',
  ),
  story(
    '2024-05-17',
    'Dorset’s joint work earns the top outcome of an area inspection',
    'Children are known well and their voices are heard, the report on Dorset says.',
    'Ofsted and the Care Quality Commission (CQC) visited Dorset in March 2024 to look at support for children and young people with special educational needs and disabilities (SEND).',
    'Dorset is the first area in the South West with this outcome under the framework of 2023. More than 1,000 people answered the survey that came with the inspection.',
    'NHS Dorset and Dorset Council have been asked to make annual reviews more precise. The strategic plan will be updated and published.',
  ),
  story(
    '2024-11-20',
    'Derbyshire told to act after inspectors find systemic failings',
    'The local area partnership must send a priority action plan, and a monitoring inspection will follow.',
    'Inspectors found ‘widespread and/or systemic failings’ in how Derbyshire supports children and young people with special educational needs and disabilities (SEND). The report of Ofsted and the Care Quality Commission (CQC) was published on 14 November 2024.',
    'Too many families wait for an assessment, and the quality of education, health and care (EHC) plans varies. The partnership must submit a priority action plan.',
    'A monitoring inspection will take place within approximately 18 months, and the next full inspection within approximately three years.',
  ),
  story(
    '2023-09-18',
    'Sandwell’s support varies from child to child, report finds',
    'Inspectors ask the council and the health board to work jointly on waiting times.',
    'Children and young people with special educational needs and disabilities (SEND) in Sandwell have inconsistent experiences and outcomes, according to Ofsted and the Care Quality Commission (CQC).',
    'The inspection took place in July 2023. The partnership of Sandwell Council and NHS Black Country will publish its strategic plan. The next full inspection will be within approximately three years.',
  ),
  story(
    '2026-03-02',
    'Council opens two places for children who learn in small groups',
    'Pupils from seven primary schools will use the rooms from September.',
    'Kent County Council has agreed to open two specialist resource bases in Maidstone. Each will have 12 places for autistic children.',
    'Families were asked in January 2026. Transport is free for children who live more than two miles away, and parents can visit both bases in June.',
    'The bases cost £1.4 million to build. A report to the cabinet says that 61 children travel out of the county at present.',
  ),
  story(
    '2025-10-06',
    'Ealing partnership prepares for its inspection',
    'Families can answer a survey until the middle of the week, before inspectors arrive.',
    'Ofsted and the Care Quality Commission (CQC) told Ealing on 8 September 2025 that they would inspect support for children and young people with special educational needs and disabilities (SEND).',
    'The first two weeks were for planning and data; the inspectors came to the borough in the third. Their report is expected within some weeks.',
    'The parent carer forum has met families in the library at Southall, and will pass on what it heard.',
  ),
  story(
    '2025-08-01',
    'Nottinghamshire has taken effective action, monitoring inspection finds',
    'Progress on waiting lists and plans, with more to do on speech and language.',
    'A monitoring inspection by Ofsted and the Care Quality Commission (CQC) has found that Nottinghamshire took effective action on the areas for priority action of 2023.',
    'Children and young people with special educational needs and disabilities (SEND) now wait less time for a plan. The improvement board will meet until the next full inspection.',
    'The board of NHS Nottingham and Nottinghamshire has agreed to pay for six more therapists.',
  ),
  story(
    '2026-05-20',
    'Barnsley joins its neighbour with a positive report',
    'The second area of South Yorkshire with the best of the three outcomes has work to do on transport.',
    'Barnsley’s arrangements for children and young people with special educational needs and disabilities (SEND) typically lead to positive experiences and outcomes, a report by Ofsted and the Care Quality Commission (CQC) says. It was published on 18 May 2026.',
    'Inspectors were on site between 2 and 6 February 2026. Rotherham had the same outcome in 2024, and shares the board NHS South Yorkshire with Barnsley.',
  ),
  story(
    '2026-02-25',
    'What the white paper would change for families',
    'Plans stay in law for now; a consultation runs until May.',
    'The government has published a white paper on schools. It proposes individual support plans for children with special educational needs and disabilities (SEND), and keeps education, health and care (EHC) plans for the most complex needs.',
    'Nothing changes until there is a new law. Families can answer the consultation by 18 May 2026. Councils, schools and health boards will be asked how they would pay for it.',
    'The Department for Education (DfE) will hold meetings in nine cities.',
  ),
  story(
    '2023-05-18',
    'Hartlepool is the first area with a positive outcome under the new framework',
    'The report praises how nurseries, schools and health services work together.',
    'Hartlepool is the first unitary authority to receive the best of the three outcomes since inspections began again in January 2023.',
    'Inspectors from Ofsted and the Care Quality Commission (CQC) came in March 2023 to see how children and young people with special educational needs and disabilities (SEND) are supported. The arrangements typically lead to positive experiences and outcomes.',
    'NHS North East and North Cumbria plans to shorten the wait for a neurodevelopmental assessment.',
  ),
]

describe('A clean story', () => {
  it.each(CLEAN.map((one) => [one.headline, one] as const))('has at most one false alarm: %s', (_, copy) => {
    expect(
      check(copy)
        .map(({ rule, text, suggestion }) => `${rule}: ${text} → ${suggestion}`)
        .slice(1),
    ).toEqual([])
  })

  it('makes the desk stop for nothing: no error in any of the ten', () =>
    expect(CLEAN.flatMap(check).filter(({ severity }) => severity === 'error')).toEqual([]))
})

describe('A story with slips', () => {
  const told = (copy: Copy) => check(copy).map(({ rule, text }) => `${rule}: ${text}`)

  it('of a name, of the field’s words, of a verb, and of what follows an outcome, is told of each', () => {
    const copy = story(
      '2025-02-06',
      'Bedford partnership praises for its work with families',
      'Offsted and the Quality Care Commission report.',
      'Support for children with special education needs and abilities in Bedford typically leads to positive experiences and outcomes, Ofcom says. The inspection took place in March 2024.',
      'The partnership of Bedford Borough Council and NHS Sussex won’t be inspected again for five years. It was ordered to send a priority action plan.',
    )
    const rules = new Set(check(copy).map(({ rule }) => rule))
    expect([...rules].sort()).toEqual(
      expect.arrayContaining(['HS01', 'HS02', 'HS04', 'HS09', 'HS28', 'HS73', 'REC-BOARD', 'REC-DATES', 'REC-NEXT', 'REC-PLAN']),
    )
  })

  it.each([
    ['Wiltshire is the first unitary authority with the best of the three outcomes.', 'REC-FIRST: first unitary authority'],
    ['Wiltshire is the only area in the South West with the highest outcome.', 'REC-ONLY: only area'],
    [
      'Wiltshire is one of only four areas in England with the highest outcome.',
      'REC-COUNT: one of only four areas in England with the highest outcome',
    ],
    ['Wiltshire is the twelfth area to achieve the highest outcome.', 'REC-ORDER: twelfth area'],
    ['Wiltshire County Council welcomed the highest outcome.', 'REC-COUNCIL: Wiltshire County Council'],
    ['Wiltshire has the lowest of the three outcomes.', null],
    ['In Wiltshire, arrangements lead to inconsistent experiences and outcomes.', null],
  ])('that claims too much is told what the record has: %s', (claim, expected) => {
    const copy = story(
      '2024-12-09',
      'Wiltshire’s report is out',
      'A report on Wiltshire is published.',
      `Ofsted and the Care Quality Commission inspected Wiltshire in October 2024. ${claim}`,
    )
    const outcome = check(copy).find(({ rule }) => rule === 'REC-OUTCOME')
    if (expected === null) expect(outcome?.suggestion).toBe('The record has “Typically positive” for Wiltshire')
    else expect(told(copy)).toContain(expected)
    for (const { rule, reason } of check(copy)) if (rule.startsWith('REC-')) expect(reason).toMatch(/https:\/\/\S+$/)
  })
})
