import { describe, expect, it } from 'vitest'
import { matchAreas } from './name'

const area = (slug: string, name: string, officialName: string, aliases: string[] = []) => ({ slug, name, officialName, aliases })
const areas = [
  area('barking-and-dagenham', 'Barking and Dagenham', 'London Borough of Barking and Dagenham', ['LBBD']),
  area('derby', 'Derby', 'Derby City Council'),
  area('derbyshire', 'Derbyshire', 'Derbyshire County Council'),
  area('rotherham', 'Rotherham', 'Rotherham Metropolitan Borough Council', ['Rotherham MBC']),
  area('telford-and-wrekin', 'Telford and Wrekin', 'Telford & Wrekin Council'),
  area('york', 'York', 'City of York Council'),
  area('north-yorkshire', 'North Yorkshire', 'North Yorkshire Council'),
  area('st-helens', 'St Helens', 'St Helens Metropolitan Borough Council'),
  area('county-durham', 'Durham', 'Durham County Council', ['County Durham']),
]
const found = (query: string) => matchAreas(query, areas).map((one) => one.name)

describe('Finding an area', () => {
  it.each([
    ['rotherham', 'Rotherham'],
    ['  ROTHERHAM  ', 'Rotherham'],
    ['Rotherham council', 'Rotherham'],
    ['Rotherham Metropolitan Borough Council', 'Rotherham'],
    ['rotherham mbc', 'Rotherham'],
    ['Telford & Wrekin', 'Telford and Wrekin'],
    ['telford and wrekin council', 'Telford and Wrekin'],
    ['lbbd', 'Barking and Dagenham'],
    ['London Borough of Barking and Dagenham', 'Barking and Dagenham'],
    ['City of York', 'York'],
    ['St. Helens', 'St Helens'],
    ['barking-and-dagenham', 'Barking and Dagenham'],
    ['County Durham', 'Durham'],
    ['Dagenham', 'Barking and Dagenham'],
  ])('%s finds %s first', (query, name) => {
    expect(found(query)[0]).toBe(name)
  })

  it('a whole name comes before a longer one', () => {
    expect(found('Derby')).toEqual(['Derby', 'Derbyshire'])
  })

  it('a beginning finds all that begin so, by name', () => {
    expect(found('der')).toEqual(['Derby', 'Derbyshire'])
  })

  it('nothing typed, and a place that is no area, find none', () => {
    expect(found('  ')).toEqual([])
    expect(found('Atlantis')).toEqual([])
    expect(found('council')).toEqual([])
  })
})
