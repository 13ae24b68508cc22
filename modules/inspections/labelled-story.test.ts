/** Every sentence of bench/checks/labelled.txt in a story about its area: the checks it names speak of it, and no others. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRule } from '@/modules/style/rules'
import { shippedRules } from '@/modules/style/shipped-rules'
import { readReference } from '@/modules/tags/reference'
import { suggester } from '@/modules/tags/suggest'
import { checkStory } from './check-story'
import { boardNames } from './record-bodies'

const root = join(import.meta.dirname, '../..')
const reference = readReference(join(root, 'prisma/reference'))
const boards = reference.tags.flatMap((tag) => {
  const areas = reference.companions
    .filter((one) => one.kind === 'board' && one.offered === tag.slug)
    .map((one) => one.tag.replace('area-', ''))
  return areas.length > 0 ? [{ names: boardNames(tag), areas }] : []
})
const rules = shippedRules().map(readRule)
const knowledge = { rules, suggest: suggester(reference.tags), areas: reference.areas, boards, records: reference.inspections }
const OUTCOMES: Record<number, string> = {
  1: 'typically lead to positive experiences and outcomes',
  2: 'lead to inconsistent experiences and outcomes',
  3: 'show widespread and/or systemic failings',
}
/** Advice on words that these sentences use on purpose, or before they are explained. */
const NOT_LOOKED_AT = /^HS(?:07|24|29|36|37|38)$/

/** The checks, in no order, that speak of the sentence. */
function told(slug: string, day: string, sentence: string): string[] {
  const name = reference.areas.find((one) => one.slug === slug)?.name ?? ''
  const record = reference.inspections
    .filter((one) => one.areaSlug === slug && one.kind === 'full' && (one.reportPublished?.toISOString() ?? '') < day)
    .at(-1)
  const before = {
    headline: `Report on ${name} is out`,
    standfirst: `${name}’s support for children with special educational needs and disabilities (SEND) was inspected.`,
    opening: `${name}’s arrangements for children and young people ${OUTCOMES[record?.outcome ?? 0]}, Ofsted and the Care Quality Commission (CQC) say.`,
  }
  const from = Object.values(before).join('\n').length
  const { headline, standfirst, opening } = before
  const found = checkStory(
    { headline, standfirst, paragraphs: [opening, sentence], date: day },
    knowledge,
    new Date('2026-11-22T10:00:00Z'),
  )
  const ids = found.filter(({ end, severity }) => end > from && severity !== 'note').map(({ rule }) => rule)
  return [...new Set(ids)].filter((rule) => !NOT_LOOKED_AT.test(rule))
}

let place: readonly [string, string] = ['', '']
const lines = readFileSync(join(root, 'bench/checks/labelled.txt'), 'utf8').split('\n')
const cases = lines.flatMap((line): [string, string, string, string][] => {
  if (line.startsWith('@')) place = [line.slice(1).split(' ')[0] ?? '', line.split(' ')[1] ?? '']
  const [wanted = '', sentence = ''] = /^([^ @#]+) (.+)$/.exec(line)?.slice(1) ?? []
  return sentence === '' ? [] : [[...place, wanted, sentence]]
})

describe('A sentence in the story of an inspection', () => {
  it.each(cases)('(%s, %s) is told of by %s: %s', (slug, day, wanted, sentence) => {
    const may = wanted === '-' ? [] : wanted.split('|')
    const rules = told(slug, day, sentence)
    expect(rules.filter((rule) => !may.includes(rule))).toEqual([])
    // Of several that are named, any will do.
    if (may.length > 0) expect(rules).not.toEqual([])
  })
})
