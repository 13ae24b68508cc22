import { describe, expect, it } from 'vitest'
import { parseStoryText } from './story-text'

describe('A pasted story', () => {
  it('is its standfirst, its paragraphs and the headlines of its list', () => {
    const text =
      'Panel praises steady work\nThe panel met on Monday. It heard two reports.\n\n‘We are glad,’ says the chair.\nIn related news:\nBudget agreed\nNew chair named – report'
    expect(parseStoryText(text)).toEqual({
      standfirst: 'Panel praises steady work',
      paragraphs: ['The panel met on Monday. It heard two reports.', '‘We are glad,’ says the chair.'],
      relatedHeadlines: ['Budget agreed', 'New chair named – report'],
    })
  })

  it('may end with an empty list, or have none', () => {
    expect(parseStoryText('Standfirst\nBody.\nIn related news:')).toEqual({
      standfirst: 'Standfirst',
      paragraphs: ['Body.'],
      relatedHeadlines: [],
    })
    expect(parseStoryText('Standfirst\nBody.')).toEqual({ standfirst: 'Standfirst', paragraphs: ['Body.'], relatedHeadlines: [] })
    expect(parseStoryText('')).toEqual({ standfirst: '', paragraphs: [], relatedHeadlines: [] })
  })

  it('may begin its list on the same line, or at the end of the last paragraph', () => {
    expect(parseStoryText('S\nBody.\nIn related news: Budget agreed\nNew chair').relatedHeadlines).toEqual(['Budget agreed', 'New chair'])
    expect(parseStoryText('S\nHe said: ‘Good.’ In Related News: Budget agreed')).toEqual({
      standfirst: 'S',
      paragraphs: ['He said: ‘Good.’'],
      relatedHeadlines: ['Budget agreed'],
    })
  })

  it('keeps the words "In related news" where they are part of a sentence', () => {
    const { paragraphs, relatedHeadlines } = parseStoryText('S\nIn related news, the board met. It was in related news: nothing.\nMore.')
    expect(paragraphs).toEqual(['In related news, the board met. It was in related news: nothing.', 'More.'])
    expect(relatedHeadlines).toEqual([])
  })

  it('names its list in other ways too: with a dash, with spaces that do not break, as related stories', () => {
    const listOf = (heading: string) => parseStoryText(`S\nBody.\n${heading}\nBudget agreed\nNew chair`).relatedHeadlines
    for (const heading of ['In related news –', 'In\u00a0related news\u00a0:', 'IN RELATED NEWS', 'Related stories:', 'Related news'])
      expect([heading, listOf(heading)]).toEqual([heading, ['Budget agreed', 'New chair']])
    expect(listOf('In related newsletters')).toEqual([])
    // A heading of the story's own.
    expect(parseStoryText('S\nBody.\nRelated news\nThe board met twice.').paragraphs).toHaveLength(3)
  })

  it('goes on after its list with what is no headline', () => {
    const long = `${'A paragraph about the partnership. '.repeat(7)}`.trim()
    expect(parseStoryText(`S\nBody.\nIn related news:\nBudget agreed\nNotes to editors:\n1. The board has nine members.`)).toEqual({
      standfirst: 'S',
      paragraphs: ['Body.', 'Notes to editors:', '1. The board has nine members.'],
      relatedHeadlines: ['Budget agreed'],
    })
    for (const more of [long, '[1] See the report.'])
      expect(parseStoryText(`S\nBody.\nIn related news:\nBudget agreed\n${more}`)).toMatchObject({ paragraphs: ['Body.', more] })
  })

  it('joins lines that were wrapped, and only those', () => {
    const text =
      'S\nthe use of good\nqualitative data.\nThe end of a sentence.\nlower case starts a paragraph here.\nNo full stop\n\nlower case after an empty line\nUpper case'
    expect(parseStoryText(text)).toMatchObject({
      standfirst: 'S the use of good qualitative data.',
      paragraphs: [
        'The end of a sentence.',
        'lower case starts a paragraph here.',
        'No full stop',
        'lower case after an empty line',
        'Upper case',
      ],
    })
  })

  it('may come with bullets, Windows line ends, a byte order mark and odd spaces', () => {
    expect(
      parseStoryText('\ufeffS\r\nBody\u00a0 text.\r\nIn related news:\r\n• Budget agreed\r\n2. New chair\r\n- budget agreed!\r\n'),
    ).toEqual({
      standfirst: 'S',
      paragraphs: ['Body text.'],
      relatedHeadlines: ['Budget agreed', 'New chair'],
    })
  })

  it('of a megabyte is read in no time', () => {
    const started = performance.now()
    parseStoryText('in related news '.repeat(65_000))
    parseStoryText(`${'. '.repeat(500_000)}x`)
    parseStoryText(`In related news${' '.repeat(500_000)}x`)
    parseStoryText(`${' '.repeat(500_000)}In related news:`)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
