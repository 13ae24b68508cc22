/** The demo stories, whose every date and count figures.test.ts works out again, against the checks of the editor. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../modules/articles/body'
import { checkStory } from '../../modules/inspections/check-story'
import { boardNames } from '../../modules/inspections/record-bodies'
import { readRule } from '../../modules/style/rules'
import { shippedRules } from '../../modules/style/shipped-rules'
import { readReference } from '../../modules/tags/reference'
import { suggester } from '../../modules/tags/suggest'
import { readStoryFiles, storyBody } from './story-file'

const reference = readReference(join(import.meta.dirname, '../reference'))
const boards = reference.tags.flatMap((tag) => {
  const areas = reference.companions
    .filter((one) => one.kind === 'board' && one.offered === tag.slug)
    .map((one) => one.tag.replace('area-', ''))
  return areas.length > 0 ? [{ names: boardNames(tag), areas }] : []
})
const knowledge = {
  rules: shippedRules().map(readRule),
  suggest: suggester(reference.tags),
  areas: reference.areas,
  boards,
  records: reference.inspections,
}

describe('The checks of the editor', () => {
  it.each(readStoryFiles().map((story) => [story.slug, story] as const))('have nothing from the record against %s', (_, story) => {
    const { headline, standfirst, publishedAt } = story
    const copy = { headline, standfirst, paragraphs: plainText(storyBody(story)).split('\n'), date: publishedAt ?? null }
    const found = checkStory(copy, knowledge, new Date('2026-11-22T10:00:00Z')).filter(({ rule }) => rule.startsWith('REC-'))
    expect(found.map(({ rule, text, suggestion }) => `${rule}: ${text} → ${suggestion}`)).toEqual([])
  })
})
