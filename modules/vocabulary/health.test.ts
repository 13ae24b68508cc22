import { describe, expect, it } from 'vitest'
import { broadTags, duplicatePairs, type HealthTag, onceTags, unusedTags } from './health'

let id = 0
const tag = (label: string, given: Partial<HealthTag> = {}): HealthTag => {
  id += 1
  const slug = label.toLowerCase().replaceAll(' ', '-')
  return {
    id,
    slug,
    label,
    type: 'theme',
    version: 1,
    aliases: [],
    doNotRelate: false,
    retired: false,
    needed: false,
    live: 3,
    notLive: 0,
    ...given,
  }
}
const labels = (tags: readonly HealthTag[]) => tags.map((one) => one.label)

describe('The health of the vocabulary', () => {
  it('finds tags that no story carries, besides those that the record makes or others need', () => {
    const none = { live: 0, notLive: 0 }
    const tags = [
      tag('Unused', none),
      tag('Draft only', { live: 0, notLive: 1 }),
      tag('An area', { ...none, type: 'area' }),
      tag('A board', { ...none, type: 'organisation', needed: true }),
      tag('Retired', { ...none, retired: true }),
    ]
    expect(labels(unusedTags(tags))).toEqual(['Unused'])
    expect(labels(onceTags(tags))).toEqual(['Draft only'])
  })

  it('finds tags on more than a quarter of the stories, the broadest first, unless they relate nothing', () => {
    const tags = [
      tag('Half', { live: 50 }),
      tag('Most', { live: 80 }),
      tag('Quarter', { live: 25 }),
      tag('Quiet', { live: 90, doNotRelate: true }),
      tag('Outcome', { live: 60, type: 'outcome' }),
    ]
    expect(labels(broadTags(tags, 100))).toEqual(['Most', 'Half'])
    expect(broadTags(tags, 19)).toEqual([])
  })

  it('finds second spellings of one type: number, order, a slip, an other name; and keeps the one with more stories', () => {
    const pairs = duplicatePairs([
      tag('EHC plan', { live: 2 }),
      tag('EHC plans', { live: 9 }),
      tag('Neurodevelopmental'),
      tag('Neurodevelopmetal', { live: 1 }),
      tag('Waiting times', { aliases: ['Long waits'] }),
      tag('Long wait', { live: 1 }),
      tag('Ombudsman', { type: 'organisation' }),
      tag('Ombudsmen'),
      tag('Autism'),
    ])
    expect(pairs.map(({ keep, goes }) => `${keep.label} ← ${goes.label}`)).toEqual([
      'EHC plans ← EHC plan',
      'Neurodevelopmental ← Neurodevelopmetal',
      'Waiting times ← Long wait',
    ])
  })

  it('takes names with different numbers for different things', () => {
    expect(duplicatePairs([tag('Framework 2016'), tag('Framework 2019')])).toEqual([])
    expect(duplicatePairs([tag('Key stage 2'), tag('Key stages 2')])).toHaveLength(1)
  })

  it('leaves areas alone, and says each pair once', () => {
    for (const type of ['area', 'outcome', 'storyline'])
      expect(duplicatePairs([tag('Suttons', { type }), tag('Sutton', { type })])).toEqual([])
    expect(duplicatePairs([tag('Plan review'), tag('Review of plans', { aliases: ['Plans review'] })])).toHaveLength(1)
  })
})
