import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { StorylineBox, StorylineStory } from '../views'
import { StorylineBoxes } from './storyline-boxes'

const story = (number: number, current = false): StorylineStory => ({
  number,
  slug: `part-${number}`,
  headline: `Part ${number}`,
  firstPublishedAt: new Date(Date.UTC(2026, 8, number, 12)),
  current,
})
const line = (given: Partial<StorylineBox> = {}): StorylineBox => ({
  tagId: 1,
  slug: 'the-case',
  label: 'The case',
  summary: 'What happened.',
  open: true,
  byHand: false,
  total: 3,
  latest: story(3),
  first: 1,
  stories: [story(1), story(2, true), story(3)],
  ...given,
})
const html = (...lines: StorylineBox[]): string => renderToStaticMarkup(<StorylineBoxes lines={lines} siteUrl="news.example" />)
/** The words alone, tags out. */
const words = (markup: string): string => markup.replace(/<[^>]+>/g, '')

describe('The story so far', () => {
  it('is a list under a heading that leads to the line, what is newest first', () => {
    const markup = html(line())
    expect(markup).toMatch(/<section[^>]* aria-labelledby="storyline-the-case"><h2 id="storyline-the-case">/)
    expect(markup).toContain('The story so far: <a href="/tags/the-case">The case</a>')
    expect(words(markup)).toMatch(/The caseLatest on this: Part 3, 3 September 2026What happened\.Part 1/)
    expect(markup.match(/<li/g)).toHaveLength(3)
    expect(markup).not.toMatch(/<script|style=/)
  })

  it('marks the story being read, which is no link', () => {
    const markup = html(line())
    expect(markup).toContain('<span aria-current="page">Part 2')
    expect(markup.match(/aria-current/g)).toHaveLength(1)
    expect(markup).not.toContain('href="/news/part-2"')
    expect(markup).toContain('<a href="/news/part-1" data-print="news.example/news/part-1">')
  })

  it('has no “Latest on this” beside the newest story itself', () => {
    expect(html(line({ latest: story(2, true) }))).not.toContain('Latest on this')
  })

  it('says of a closed line that it is concluded, and of an open one nothing', () => {
    expect(html(line({ open: false }))).toContain('Concluded')
    expect(html(line())).not.toContain('Concluded')
  })

  it('counts on where it begins in the middle, and leads to all of a long line', () => {
    const markup = html(line({ total: 12, first: 5 }))
    expect(markup).toContain('start="5"')
    expect(words(markup)).toContain('All 12 stories of “The case”')
    expect(words(html(line()))).not.toContain('All 3 stories')
  })

  it('is nothing for a story of no line, and one box for each of several', () => {
    expect(html()).toBe('')
    expect(html(line(), line({ tagId: 2, slug: 'other', label: 'Other', summary: '' })).match(/<h2/g)).toHaveLength(2)
  })
})
