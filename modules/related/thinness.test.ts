import { describe, expect, it } from 'vitest'
import type { TagType } from '@/modules/tags/tag-types'
import type { NamedTag } from './tag-book'
import { tellingOfOwn, thinness } from './thinness'

const tag = (id: number, type: TagType): NamedTag => ({ id, slug: `${type}-${id}`, label: `${type} ${id}`, type, points: 100 })
const [area, otherArea, board] = [tag(1, 'area'), tag(2, 'area'), tag(3, 'organisation')]
const [theme, otherTheme, person] = [tag(4, 'theme'), tag(5, 'theme'), tag(6, 'person')]
const [outcome, otherOutcome, stage, region] = [tag(7, 'outcome'), tag(8, 'outcome'), tag(9, 'stage'), tag(10, 'region')]

/** The link between a story with these tags and one with those. */
const link = (own: NamedTag[], carried: NamedTag[]) =>
  thinness(
    own.filter((one) => carried.includes(one) && ['area', 'organisation', 'theme', 'person'].includes(one.type)),
    carried,
    tellingOfOwn(own),
  )

describe('A link is thin', () => {
  it.each<[string, NamedTag[], NamedTag[], 'place' | 'theme' | null]>([
    ['a place alone', [area, theme], [area, otherTheme], 'place'],
    ['a place and a body', [area, board], [area, board], 'place'],
    ['a body alone', [board, theme], [board], 'place'],
    ['a place, of which one tells of its inspection', [area, outcome], [area, theme], 'place'],
    ['a place and what lies in it', [area, region], [area, region], 'place'],
    ['one theme between two places', [area, theme, otherTheme], [otherArea, theme], 'theme'],
    ['one theme and a stage between two places', [area, theme, stage], [otherArea, theme, stage], 'theme'],
  ])('that shares %s', (_, own, carried, expected) => expect(link(own, carried)).toBe(expected))
})

describe('A link is not thin', () => {
  it.each<[string, NamedTag[], NamedTag[]]>([
    ['a place and a theme', [area, theme], [area, theme]],
    ['a place and an outcome', [area, outcome], [area, outcome]],
    ['a place, both about its inspection', [area, outcome], [area, stage]],
    ['a place, both with an outcome of it', [area, outcome], [area, otherOutcome]],
    ['two themes between two places', [area, theme, otherTheme], [otherArea, theme, otherTheme]],
    ['a theme and an outcome between two places', [area, theme, outcome], [otherArea, theme, outcome]],
    ['a theme with a story of no place', [area, theme], [theme]],
    ['a theme, of no place itself', [theme], [area, theme]],
    ['a person between two places', [area, person], [otherArea, person]],
    ['nothing: a pin', [area], [theme]],
  ])('that shares %s', (_, own, carried) => expect(link(own, carried)).toBeNull())
})

it('A body alone stays thin, whatever inspection both tell of: it may be in another place', () => {
  expect(link([board, outcome], [board, stage])).toBe('place')
})
