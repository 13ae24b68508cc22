import { describe, expect, it } from 'vitest'
import { groupByType, matchTags, type PickerTag } from './match'

let id = 0
const tag = (label: string, type: PickerTag['type'], aliases: string[] = [], uses = 0): PickerTag => {
  id += 1
  return { id, slug: `t${id}`, label, type, aliases, description: '', doNotRelate: false, companions: [], uses }
}
const tags = [
  tag('EHC plans', 'theme', ['EHCP', 'education, health and care plan'], 4),
  tag('EHC plan timeliness', 'theme', ['20-week deadline'], 9),
  tag('Rotherham', 'area', ['Rotherham Council']),
  tag('South Yorkshire ICB', 'organisation', ['NHS South Yorkshire']),
  tag('Ombudsman and complaints', 'theme', ['ombudsman']),
  tag('Local Government and Social Care Ombudsman', 'organisation', ['ombudsman', 'LGSCO']),
  tag('Children’s Commissioner for England', 'organisation', []),
]
const found = (query: string) => matchTags(query, tags).map(({ tag: one }) => one.label)

describe('The tag field', () => {
  it('finds by label, by other name, by beginning, by the beginnings of words', () => {
    expect(found('Rotherham')).toEqual(['Rotherham'])
    expect(found('ehcp')).toEqual(['EHC plans'])
    expect(found('ehc')).toEqual(['EHC plan timeliness', 'EHC plans'])
    expect(found('south icb')).toEqual(['South Yorkshire ICB'])
    expect(found('childrens comm')).toEqual(['Children’s Commissioner for England'])
  })

  it('says which other name matched', () => {
    expect(matchTags('20-week', tags)[0]).toMatchObject({ alias: '20-week deadline' })
    expect(matchTags('EHC plans', tags)[0]).toMatchObject({ alias: null })
  })

  it('a whole name comes first, then organisations before themes', () => {
    expect(found('ombudsman')).toEqual(['Local Government and Social Care Ombudsman', 'Ombudsman and complaints'])
  })

  it('of two that begin alike the shorter comes first', () => {
    const alike = [tag('EHC plan timeliness', 'theme'), tag('EHC plans', 'theme')]
    expect(matchTags('ehc', alike, 5).map(({ tag: { label } }) => label)).toEqual(['EHC plans', 'EHC plan timeliness'])
  })

  it('nothing typed finds nothing, and no more than asked for', () => {
    expect(found(' - ')).toEqual([])
    expect(matchTags('e', tags, 1)).toHaveLength(1)
  })

  it('groups keep the order of what was found', () => {
    const groups = groupByType(matchTags('ombudsman', tags))
    expect(groups.map((group) => group.type)).toEqual(['organisation', 'theme'])
  })
})
