import { describe, expect, it } from 'vitest'
import { broaderCycle, labelToMake, type NamedTag, nameCollisions, nearDuplicates, newTagSlug, tidyAliases } from './rules'

const tag = (id: number, label: string, type: string, aliases: string[] = []): NamedTag => ({ id, slug: `t${id}`, label, type, aliases })
const all = [
  tag(1, 'EHC plans', 'theme', ['EHCP']),
  tag(2, 'Waiting times', 'theme', ['waits']),
  tag(3, 'SEND Tribunal', 'organisation', ['SENDIST']),
  tag(4, 'Neurodevelopmental pathway', 'theme'),
]

describe('Names of tags', () => {
  it('a label or another name that is a tag’s already is refused, and the tag named', () => {
    expect(nameCollisions({ id: null, type: 'theme', label: 'ehc  Plans', aliases: [] }, all)).toMatchObject([
      { field: 'label', message: '“ehc  Plans” already names the tag “EHC plans” (theme). Use that tag, or enter another label' },
    ])
    expect(nameCollisions({ id: null, type: 'theme', label: 'New', aliases: ['EHCP', 'Waits'] }, all).map((one) => one.field)).toEqual([
      'aliases',
      'aliases',
    ])
  })

  it('the same name may belong to tags of two types, and a tag does not collide with itself', () => {
    expect(nameCollisions({ id: null, type: 'theme', label: 'SEND Tribunal', aliases: [] }, all)).toEqual([])
    expect(nameCollisions({ id: 1, type: 'theme', label: 'EHC plans', aliases: ['EHCP'] }, all)).toEqual([])
  })

  it.each([
    ['EHC plan', 1],
    ['Plans, EHC', 1],
    ['Wating times', 2],
    ['Times of waiting', 2],
    ['Neurodevelopmental pathways', 4],
    ['Send tribunals', 3],
  ])('%s is said to be near a tag there is', (label, id) => {
    expect(nearDuplicates(label, all).map((one) => one.id)).toEqual([id])
  })

  it('a name of its own is near none', () => {
    expect(nearDuplicates('Short breaks', all)).toEqual([])
    expect(nearDuplicates('', all)).toEqual([])
  })

  it('another number or other initials are another thing, not a slip', () => {
    const one = { id: 9, slug: 'one', label: 'Board', type: 'organisation', aliases: ['C&M', 'outcome 2'] }
    expect(nearDuplicates('C&W', [one])).toEqual([])
    expect(nearDuplicates('outcome 3', [one])).toEqual([])
    expect(nearDuplicates('outcomes 2', [one])).toEqual([one])
  })

  it('other names lose repeats, case aside, and the label itself', () => {
    expect(tidyAliases('EHC plans', ['EHCP', 'ehcp', 'EHC Plans', '', 'plan'])).toEqual(['EHCP', 'plan'])
  })

  it('an address comes from the label, with the type in front where it is taken or would look like an area', () => {
    expect(newTagSlug('Short breaks', 'theme', () => false)).toBe('short-breaks')
    expect(newTagSlug('Short breaks', 'theme', (slug) => slug === 'short-breaks')).toBe('theme-short-breaks')
    expect(newTagSlug('Area Kent', 'organisation', () => false)).toBe('organisation-area-kent')
    expect(newTagSlug('教育', 'theme', () => false)).toBeNull()
  })

  it('broader tags cannot go round in a circle, however long', () => {
    const chain = [
      { id: 1, label: 'A', broaderId: 2 },
      { id: 2, label: 'B', broaderId: 3 },
      { id: 3, label: 'C', broaderId: null },
    ]
    expect(broaderCycle(3, 1, chain)).toEqual(['C', 'A', 'B', 'C'])
    expect(broaderCycle(1, 1, chain)).toEqual(['A', 'A'])
    expect(broaderCycle(1, 3, chain)).toBeNull()
  })
})

describe('A tag made in the tag field', () => {
  it('gets what was typed as its label', () => {
    expect(labelToMake('  Short   breaks ', all)).toBe('Short breaks')
    expect(labelToMake('EHC', all)).toBe('EHC')
  })

  it.each(['', ' ', '?!', 'ehc plans', 'ehcp', 'SENDIST', 'x'.repeat(81)])('is not offered for “%s”', (typed) => {
    expect(labelToMake(typed, all)).toBeNull()
  })
})
