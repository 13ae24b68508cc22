import { describe, expect, test } from 'vitest'
import { looksLikeStory, paragraphsOfText, storyFromBlocks, storyFromText } from './pasted-story'

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const bold = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'bold' }] }] })

describe('A whole story from plain text', () => {
  test('has its standfirst, its paragraphs and its hand-made list', () => {
    const story = storyFromText('A standfirst\nFirst paragraph.\nSecond paragraph.\nIn related news:\nAnother story')
    expect(story).toMatchObject({ headline: '', standfirst: 'A standfirst', relatedHeadlines: ['Another story'] })
    expect(story?.body.content).toHaveLength(2)
  })

  test('leaves out what a press release says of itself, and says so', () => {
    const story = storyFromText('PRESS RELEASE\n\n4 March 2026\nNorthmoor board opens a service\nFirst paragraph.\nSecond paragraph.')
    expect(story).toMatchObject({ standfirst: 'Northmoor board opens a service', leftOut: ['PRESS RELEASE', '4 March 2026'] })
    expect(storyFromText('4 March 2026\nFirst paragraph.\nSecond paragraph.')).not.toHaveProperty('leftOut')
    expect(storyFromText('4 March 2026\nNorthmoor board opens a service\nFirst paragraph.')).toMatchObject({ leftOut: ['4 March 2026'] })
    expect(storyFromText('Press release\nEmbargoed until noon\nA paragraph.')?.standfirst).toBe('Embargoed until noon')
  })

  test('is not seen in one paragraph, nor in a headline broken over two lines', () => {
    expect(storyFromText('One paragraph alone.')).toBeNull()
    expect(looksLikeStory('A headline that was\nbroken over two lines')).toBe(false)
  })
})

describe('A whole story from a formatted document', () => {
  test('keeps the formatting of its blocks and takes a title for the headline', () => {
    const blocks = [
      { type: 'heading' },
      paragraph('The standfirst.'),
      bold('A paragraph.'),
      paragraph('In related news:'),
      paragraph('Another story'),
    ]
    const texts = ['The title', 'The standfirst.', 'A paragraph.', 'In related news:', 'Another story']
    expect(storyFromBlocks(blocks, texts)).toEqual({
      headline: 'The title',
      standfirst: 'The standfirst.',
      body: { type: 'doc', content: [bold('A paragraph.')] },
      relatedHeadlines: ['Another story'],
    })
  })

  const read = (...lines: string[]) =>
    storyFromBlocks(
      lines.map((line, at) => (at === 0 ? bold(line) : paragraph(line))),
      lines,
    )
  const bodyOf = (story: ReturnType<typeof read>) =>
    story?.body.content.map((block) => JSON.stringify(block).match(/"text":"([^"]*)"/)?.[1])

  test('loses nothing after a sentence that only begins like a list, between two lists, or after one', () => {
    const sentence = 'In related news, the council said more.'
    expect(bodyOf(read('A title', 'First.', sentence, 'Last.'))).toEqual(['First.', sentence, 'Last.'])
    expect(bodyOf(read('A title', 'First.', 'In related newsletters', 'Last.'))).toHaveLength(3)
    expect(read('A title', 'First.', 'In related news:', 'Second.', 'In related news:', 'Budget agreed')).toMatchObject({
      relatedHeadlines: ['Budget agreed'],
      body: { content: [{}, {}, paragraph('Second.')] },
    })
    const noted = read('A title', 'First.', 'In related news –', 'Budget agreed', 'Notes to editors', 'The board has nine members.')
    expect(noted?.relatedHeadlines).toEqual(['Budget agreed'])
    expect(bodyOf(noted)).toEqual(['First.', 'Notes to editors', 'The board has nine members.'])
  })

  test('may begin its list at the end of a paragraph, which keeps its other words as they are', () => {
    const last = {
      type: 'paragraph',
      content: [
        { type: 'text', text: ' It ' },
        { type: 'text', text: 'ended.', marks: [{ type: 'bold' }] },
        { type: 'text', text: ' In related news: Budget agreed' },
      ],
    }
    const texts = ['A title', 'It ended. In related news: Budget agreed', 'New chair']
    expect(storyFromBlocks([paragraph('A title'), last, paragraph('New chair')], texts)).toMatchObject({
      relatedHeadlines: ['Budget agreed', 'New chair'],
      body: { content: [{ ...last, content: last.content.slice(0, 2) }] },
    })
  })

  test('leaves out what a press release says of itself, as plain text does', () => {
    expect(read('PRESS RELEASE', '4 March 2026', 'Northmoor board opens a service', 'First.')).toMatchObject({
      standfirst: 'Northmoor board opens a service',
      leftOut: ['PRESS RELEASE', '4 March 2026'],
    })
    expect(
      storyFromBlocks([{ type: 'heading' }, paragraph('4 March 2026'), paragraph('First.')], ['Title', '4 March 2026', 'First.']),
    ).toMatchObject({ headline: 'Title', standfirst: 'First.', leftOut: ['4 March 2026'] })
  })

  test('keeps in the body what is too long for a standfirst', () => {
    const long = `${'A long opening of a report. '.repeat(20)}`.trim()
    expect(bodyOf(read(long, 'Second.'))).toEqual([long, 'Second.'])
    expect(storyFromText(`${long}\nSecond.\nThird.`)).toMatchObject({ standfirst: '', body: { content: [{}, {}, {}] } })
  })

  test('is left to the plain text when there is no formatting to keep', () => {
    expect(storyFromBlocks([paragraph('One'), paragraph('Two')], ['One', 'Two'])).toBeNull()
  })
})

describe('Plain text among other words', () => {
  test('joins the lines between blank lines', () => {
    expect(paragraphsOfText('One line\nThat goes on.\n\nAnother.')).toEqual([
      { kind: 'paragraph', text: 'One line That goes on.' },
      { kind: 'paragraph', text: 'Another.' },
    ])
  })

  test('without blank lines joins only a line that goes on in lower case', () => {
    expect(paragraphsOfText('A good\nidea.\nNext one').map((block) => block.text)).toEqual(['A good idea.', 'Next one'])
  })

  test('makes bullets a list, and the line after them a paragraph', () => {
    expect(paragraphsOfText('Intro.\n\n• one\n• two\nAfter').map((block) => `${block.kind} ${block.text}`)).toEqual([
      'paragraph Intro.',
      'bullet one',
      'bullet two',
      'paragraph After',
    ])
  })

  test('makes lines numbered from 1 a list, and leaves other numbers alone', () => {
    expect(
      paragraphsOfText('1. one\n2) two\n\n3. three\n\n7. seven\n\n2024. A year').map((block) => `${block.kind} ${block.text}`),
    ).toEqual(['number one', 'number two', 'number three', 'paragraph 7. seven', 'paragraph 2024. A year'])
  })
})
