import { describe, expect, test } from 'vitest'
import { type PastedWords, propose } from './propose'
import { findDay } from './propose-dates'
import type { SuggestedTag } from './suggested-tags'

const tag = (slug: string, type: SuggestedTag['type'], label = slug, confident = true): SuggestedTag => {
  return { slug, type, label, confident, score: 3, evidence: [{ start: 0, end: 9, text: 'The words that say so.' }] }
}
const words = (given: Partial<PastedWords> = {}): PastedWords => ({
  headline: '',
  standfirst: 'A whole sentence about what was found.',
  form: 'news',
  storyDate: '',
  sourceUrl: '',
  leftOut: [],
  links: [],
  paragraphs: ['A paragraph.'],
  tags: [],
  today: '2026-11-22',
  ...given,
})
const changes = (given: Partial<PastedWords>) => propose(words(given)).map((one) => (one.kind === 'fields' ? one.change : one.value))

describe('A headline', () => {
  test('is a short first line that is no sentence, as certain as it is short', () => {
    const standfirst = 'Northmoor praised for its work with families'
    const paragraphs = ['Services in Northmoor for children with special educational needs have the best of three outcomes.']
    expect(propose(words({ standfirst, paragraphs }))).toMatchObject([
      { confident: true, change: { headline: standfirst, standfirst: '' } },
    ])
    expect(
      propose(words({ standfirst: `${standfirst} and its area, and with all the young people who live there`, paragraphs })),
    ).toMatchObject([{ confident: false }])
    expect(changes({ standfirst: `${standfirst}.` })).toEqual([])
  })

  test('is never a day, an embargo, a name, an address; and not certain in two words', () => {
    const paragraphs = ['Services in Northmoor for children with special educational needs have the best of three outcomes.']
    const proposed = (standfirst: string) => propose(words({ standfirst, paragraphs })).filter(({ name }) => name === 'Headline')
    for (const line of [
      '4 March 2026',
      'EMBARGOED UNTIL NOON',
      'By Ann Roe',
      'https://example.org/a',
      'Contact: press@example.org',
      'Dear editor',
    ])
      expect([line, proposed(line)]).toEqual([line, []])
    expect(proposed('Northmoor Council')).toMatchObject([{ confident: false }])
    expect(proposed('Northmoor praised by inspectors')).toMatchObject([{ confident: true }])
  })

  test('is less certain where it is only what a report is called', () => {
    const standfirst = 'Area SEND inspection of Northmoor Local Area Partnership'
    const paragraphs = ['The partnership’s arrangements typically lead to positive experiences and outcomes for children.']
    const tags = [tag('area-northmoor', 'area', 'Northmoor'), tag('outcome-positive', 'outcome')]
    expect(propose(words({ standfirst, paragraphs, tags, form: 'result' })).map(({ value, confident }) => [value, confident])).toEqual([
      [standfirst, false],
      ['Northmoor SEND services given the best of three outcomes', false],
    ])
  })

  test('is made of one area and one outcome, and never certain', () => {
    const tags = [tag('area-northmoor', 'area', 'Northmoor'), tag('outcome-positive', 'outcome')]
    expect(propose(words({ form: 'result', tags }))).toMatchObject([
      {
        name: 'Headline',
        value: 'Northmoor SEND services given the best of three outcomes',
        confident: false,
        source: 'The words that say so.',
      },
    ])
    expect(changes({ form: 'result', tags: [...tags, tag('area-southmoor', 'area')] })).toEqual([])
    expect(
      changes({ form: 'result', tags: [tag('area-northmoor', 'area', 'Northmoor', false), tag('outcome-positive', 'outcome')] }),
    ).toEqual([])
  })

  test('is not proposed for a story that has one', () => {
    expect(changes({ headline: 'Typed', standfirst: 'Northmoor praised' })).toEqual([])
  })
})

describe('The form', () => {
  test('follows a certain outcome', () => {
    expect(changes({ tags: [tag('outcome-inconsistent', 'outcome')] })).toEqual([{ form: 'result' }])
    expect(changes({ tags: [tag('monitoring-not-effective', 'outcome')] })).toEqual([{ form: 'monitoring' }])
  })

  test('is left alone by an outcome that is only mentioned, by another stage, and where somebody chose one', () => {
    expect(changes({ tags: [tag('outcome-inconsistent', 'outcome', '', false), tag('monitoring-inspection', 'stage')] })).toEqual([])
    expect(changes({ form: 'reaction', tags: [tag('outcome-inconsistent', 'outcome')] })).toEqual([])
  })
})

describe('The day', () => {
  const day = (...lines: string[]) => findDay(lines, '2026-11-22')

  test('is certain in a line of its own', () => {
    expect(day('A title', 'Wednesday 4 March 2026', 'Words.')).toMatchObject({ iso: '2026-03-04', words: '4 March 2026', sure: true })
    expect(day('Title', 'Date of publication: 4 March 2026', 'Words.')).toMatchObject({ iso: '2026-03-04', sure: true })
    expect(day('Published: 4th Mar 2026', 'Words.')).toMatchObject({ iso: '2026-03-04', sure: true })
    expect(day('Fri 4 Sept 2026', 'Words.')).toMatchObject({ iso: '2026-09-04', words: '4 September 2026', sure: true })
  })

  test('is likely the one a report was published on, the line of its own coming first', () => {
    expect(day('Ofsted and the CQC published their full report on 14 November 2024.')).toMatchObject({ iso: '2024-11-14' })
    expect(day('The report, published on 14 November 2024, names one.')).toMatchObject({ iso: '2024-11-14', sure: false })
    expect(day('It was published on 14 November 2024.', '2 December 2024')).toMatchObject({ iso: '2024-12-02', sure: true })
  })

  test('is never one to come, one that was not, or one of something else', () => {
    expect(changes({ leftOut: ['Press release', '4 March 2026'] })).toEqual([{ storyDate: '2026-03-04' }])
    expect(day('1 December 2026')).toBeNull()
    expect(day('31 June 2026')).toBeNull()
    expect(day('Inspectors came on 4 March 2026.')).toBeNull()
  })
})

describe('The source', () => {
  test('is an address of the inspectorate, or less surely of a public body', () => {
    const report = 'https://files.ofsted.gov.uk/v1/file/5'
    expect(
      propose(words({ paragraphs: ['See https://example.org/a and the report (https://files.ofsted.gov.uk/v1/file/5).'] })),
    ).toMatchObject([{ change: { sourceUrl: report }, confident: true }])
    expect(propose(words({ paragraphs: ['See https://www.northmoor.gov.uk/send.'] }))).toMatchObject([
      { change: { sourceUrl: 'https://www.northmoor.gov.uk/send' }, confident: false },
    ])
    expect(changes({ paragraphs: ['See https://example.org/a.'] })).toEqual([])
  })
})

describe('An entry of the list that waits', () => {
  test('is proposed for the story of nearly its headline, never for certain', () => {
    const close = { id: 'x', headline: 'Families wait longer' }
    expect(propose(words({ links: [{ headline: 'Families wait for longer', close }] }))).toMatchObject([
      { kind: 'link', value: close.headline, source: 'Families wait for longer', confident: false },
    ])
  })
})

describe('Quotations', () => {
  test('are proposed with the paragraphs they stand in', () => {
    const paragraphs = ['Ann Roe, head of inclusion at Northmoor Council, said: ‘One.', '‘Two.’']
    expect(propose(words({ paragraphs }))).toMatchObject([
      {
        kind: 'quotation',
        value: 'Ann Roe, head of inclusion, Northmoor Council',
        texts: paragraphs,
        source: paragraphs.join(' '),
        confident: true,
      },
    ])
  })
})
