import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { suggester } from './suggest'
import type { VocabularyTag } from './suggest-patterns'
import { sentencesOf, wholeText } from './suggest-words'
import type { TagType } from './tag-types'

type Row = { slug: string; label: string; type: string; aliases: string }
const rows = parse(readFileSync('prisma/reference/tags.csv', 'utf8'), { columns: true, bom: true }) as Row[]
const vocabulary = rows.map(({ slug, label, type, aliases }): VocabularyTag => {
  return { slug, label, type: type as TagType, aliases: aliases === '' ? [] : aliases.split('|') }
})
const suggest = suggester(vocabulary)
const of = (headline: string, ...paragraphs: string[]) => suggest({ headline, standfirst: '', paragraphs })
const slugs = (type: TagType, headline: string, ...paragraphs: string[]) =>
  of(headline, ...paragraphs)
    .filter((one) => one.type === type)
    .map((one) => one.slug)
const outcomes = (...text: [string, ...string[]]) => slugs('outcome', ...text)

describe('Areas suggested from a text', () => {
  it.each<[string, string[]]>([
    ['Inspectors in Reading praise early help', ['area-reading']],
    ['Reading the report took a week', []],
    ['Reading schools will take part', ['area-reading']],
    ['A Reading-based charity welcomes the plan', ['area-reading']],
    ['Sarah Kent becomes director of children’s services', []],
    ['Families in Kent wait for assessments', ['area-kent']],
    ['Cllr Sutton says services will improve', []],
    ['Bury St Edmunds school opens a new base', []],
    ['Derbyshire responds to inspectors', ['area-derbyshire']],
    ['Derby and Nottinghamshire publish plans', ['area-derby', 'area-nottinghamshire']],
    ['Poole is part of Bournemouth, Christchurch and Poole', ['area-bournemouth-christchurch-and-poole']],
    ['Bath and North East Somerset is inspected', ['area-bath-and-north-east-somerset']],
    ['North East Somerset is no area of its own', []],
    ['A debate in Westminster about reform', []],
    ['Westminster City Council is inspected', ['area-westminster']],
    ['Telford & Wrekin celebrates its outcome', ['area-telford-and-wrekin']],
    ['please send the form to us', []],
    ['Leeds United visits a special school', []],
    ['The University of York publishes a study', []],
  ])('%s: %j', (text, expected) => expect(slugs('area', text)).toEqual(expected))

  it('says little of a place where somebody once worked, or of one in a list of many', () => {
    const text = ['Rotherham appoints a new director', 'She was previously at Leeds City Council, and led services there.'] as const
    expect(slugs('area', ...text)).toEqual(['area-rotherham'])
    const list = 'Others inspected so far are Bolton, Wigan, Oldham, Salford, Barnsley, Torbay and Devon.'
    expect(slugs('area', 'Rotherham has the highest outcome', list)).toEqual(['area-rotherham'])
  })
})

describe('Outcomes suggested from a text', () => {
  it.each<[string, string[]]>([
    ['Arrangements typically lead to positive experiences and outcomes', ['outcome-positive']],
    ['The area was given the highest rating', ['outcome-positive']],
    ['The area missed out on the highest rating', []],
    ['Arrangements lead to inconsistent experiences and outcomes', ['outcome-inconsistent']],
    ['There are widespread and/or systemic failings', ['outcome-systemic-failings']],
    ['Inspectors did not find widespread or systemic failings', []],
    ['The partnership has taken effective action on both areas', ['monitoring-effective-action']],
    ['The partnership has not taken effective action', ['monitoring-not-effective']],
    ['Inspectors found no significant areas of weakness', ['no-wsoa']],
    ['The area must produce a written statement: it is required to produce a written statement of action', ['wsoa-required']],
    ['The area has not made sufficient progress', ['revisit-insufficient-progress']],
    ['Ofsted said the council’s children’s services were rated good', ['ilacs-good']],
    ['A primary school was rated good', []],
  ])('%s: %j', (text, expected) => expect(outcomes(text)).toEqual(expected))
})

describe('Suggestions', () => {
  it('tell acronyms by their capitals and organisations by their whole name', () => {
    expect(slugs('organisation', 'NHS Kent and Medway ICB and CQC answer')).toEqual(['cqc', 'nhs-kent-and-medway-icb'])
    expect(slugs('area', 'NHS Kent and Medway ICB answers')).toEqual([])
    expect(slugs('organisation', 'Bolton Parents and Carers meet', 'They make sense of it, and stay in contact.')).toEqual(['pcf-bolton'])
  })

  it('read nothing of the list at the end, and keep the sentence that spoke for each tag', () => {
    const story = {
      headline: 'Rotherham inspected',
      standfirst: '',
      paragraphs: ['EHC plans vary in quality. Parents were heard.', 'In related news:', 'Autistic pupils in Leeds wait'],
    }
    const found = suggest(story)
    expect(found.map(({ slug }) => slug)).not.toContain('autism')
    expect(found.map(({ slug }) => slug)).not.toContain('area-leeds')
    const plans = found.find(({ slug }) => slug === 'ehc-plans')
    expect(plans).toMatchObject({ confident: true, evidence: [{ text: 'EHC plans vary in quality.' }] })
    const [evidence] = plans?.evidence ?? []
    expect(wholeText(story).slice(evidence?.start, evidence?.end)).toBe(evidence?.text)
  })

  it('read on after a paragraph that only begins like the list', () => {
    const paragraphs = ['In related news, the council said that it was sorry.', 'Autistic pupils in Leeds have waited for years.']
    expect(suggest({ headline: 'Leeds inspected', standfirst: '', paragraphs }).map(({ slug }) => slug)).toContain('autism')
  })

  it('leave general words alone', () => {
    const themes = slugs('theme', 'A unitary authority with family training days', 'Nobody is at fault, and participation was high.')
    expect(themes).toEqual([])
  })

  it('end no sentence after a title', () => {
    const [, one, ...more] = sentencesOf({ headline: 'A', standfirst: '', paragraphs: ['Cllr. Ames and Dr. Bell met. They spoke.'] })
    expect([one?.text, ...more.map(({ text }) => text)]).toEqual(['Cllr. Ames and Dr. Bell met.', 'They spoke.'])
  })
})

describe('A tag that was renamed or merged', () => {
  it('is suggested by the wordings of the slug it had', () => {
    const renamed = vocabulary.map((tag) =>
      tag.slug === 'annual-reviews'
        ? { ...tag, slug: 'reviews-of-plans', label: 'Reviews of plans', aliases: [], formerly: [tag.slug] }
        : tag,
    )
    const found = suggester(renamed)({
      headline: 'Annual reviews come late',
      standfirst: '',
      paragraphs: ['Half of all annual reviews are late.'],
    })
    expect(found.map((one) => one.slug)).toContain('reviews-of-plans')
  })
})
