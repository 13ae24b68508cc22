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
