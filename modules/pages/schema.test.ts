import { describe, expect, it } from 'vitest'
import { parseInput } from '@/lib/input'
import { bodyFromParagraphs } from '@/modules/articles/body'
import { editSitePageSchema } from './schema'

const words = { title: 'About us', body: bodyFromParagraphs(['We report on inspections.']) }

describe('What may be typed into a page of the site', () => {
  it.each([
    [{ title: '' }, 'title'],
    [{ key: 'imprint' }, 'key'],
    [{ body: { type: 'doc', content: [{ type: 'script' }] } }, 'body'],
    [{ colour: 'red' }, 'colour'],
  ])('name the field of what they refuse: %#', (wrong, field) => {
    const parsed = parseInput(editSitePageSchema, { key: 'about', version: '1', ...words, ...wrong })
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.field)).toEqual([field])
  })
})
