import { describe, expect, it } from 'vitest'
import { ageOf, checkPlainEnglish, type PlainLine, type PlainStory } from './plain-english'

const line = (text: string, given: Partial<PlainLine> = {}): PlainLine => ({
  text,
  kind: 'paragraph',
  level: 0,
  links: [],
  speaker: '',
  ...given,
})
const story = (lines: PlainLine[], given: Partial<PlainStory> = {}): PlainStory => ({
  headline: '',
  standfirst: '',
  lines,
  pictures: [],
  ...given,
})
const found = (...lines: PlainLine[]) => checkPlainEnglish(story(lines)).map(({ rule, text }) => [rule, text])
const many = (count: number) => Array.from({ length: count }, () => 'word').join(' ')

describe('Plain English', () => {
  it('notes a sentence that is too long, where it stands, and not what somebody said', () => {
    const text = `A short one. It goes ${many(32)}.`
    expect(checkPlainEnglish(story([line('First.'), line(text)]))).toMatchObject([
      { rule: 'PE-LONG', line: 1, start: 13, end: text.length },
    ])
    expect(found(line(`‘It goes ${many(32)},’ she said.`))).toEqual([])
  })

  it('notes passives on top of each other, not one or two', () => {
    const piled = 'The plan was written after needs were identified and children had been assessed by the team.'
    expect(found(line(piled))).toEqual([['PE-PASSIVE', piled]])
    expect(found(line('The plan was written after needs were identified.'))).toEqual([])
    expect(found(line('She is concerned, they were pleased and all are involved.'))).toEqual([])
  })

  it.each([
    ['The MLQX met in May. The MLQX will report.', [['PE-SHORT', 'MLQX']]],
    ['The Midland Learning Quality Exchange (MLQX) met. The MLQX will report.', []],
    ['The MLQX (Midland Learning Quality Exchange) met.', []],
    ['Two MPs, the NHS and the BBC met; see GOV.UK.', []],
    ['The OT visits each week.', [['PE-SHORT', 'OT']]],
    ['Occupational therapy is late: the OT visits each week.', []],
  ])('notes the first use of a short form that nobody explains: %s', (text, expected) => expect(found(line(text))).toEqual(expected))

  it('names the full form where the glossary has it, and leaves to the house style what that asks', () => {
    expect(checkPlainEnglish(story([line('The OT visits.')]))[0]?.advice).toMatch(/occupational therapy/i)
    expect(checkPlainEnglish(story([line('The OT visits.')]), (short) => short === 'OT')).toEqual([])
  })

  it('tells the reading age of our own sentences, quotations left aside', () => {
    const plain = line(Array.from({ length: 12 }, () => 'The team met the boy at his home.').join(' '))
    const hard = line(
      Array.from(
        { length: 8 },
        () => 'Multidisciplinary commissioning arrangements necessitate comprehensive organisational transformation.',
      ).join(' '),
    )
    const [easy, difficult] = [ageOf(story([plain])), ageOf(story([plain, hard]))]
    expect([easy.words, easy.sentences]).toEqual([96, 12])
    expect(easy.age).toBeLessThan(9)
    expect(difficult.age).toBeGreaterThan((easy.age ?? 0) + 6)
    expect(ageOf(story([plain, { ...hard, kind: 'quotation' }])).age).toBe(easy.age)
    expect(ageOf(story([plain, { ...hard, text: `‘${hard.text}’ a parent said.` }])).age).toBe(easy.age)
    expect(ageOf(story([line('Too short to say.')])).age).toBeNull()
  })
})

describe('Access', () => {
  const link = (text: string) => line(`Read ${text} now.`, { links: [{ text, href: 'https://example.org' }] })

  it.each(['here', 'Click here', 'read more', 'https://example.org/report'])('notes a link that says nothing: %s', (text) =>
    expect(found(link(text))).toEqual([['AX-LINK', text]]),
  )

  it('has nothing against a link that says where it leads', () => expect(found(link('the report on Northtown'))).toEqual([]))

  it('notes a subheading without a heading above it', () => {
    const heading = (level: number) => line(`Level ${level}`, { kind: 'heading', level })
    expect(found(heading(3))).toEqual([['AX-HEADING', 'Level 3']])
    expect(found(heading(2), heading(3), heading(2))).toEqual([])
  })

  it('notes pictures that nobody described, unless they only decorate', () => {
    const pictures = [
      { alt: '', decorative: false },
      { alt: 'A school gate', decorative: false },
      { alt: '', decorative: true },
    ]
    expect(checkPlainEnglish(story([], { pictures })).map(({ rule, text }) => [rule, text])).toEqual([['AX-ALT', 'Picture 1']])
  })

  it('notes quotations without a speaker', () => {
    const quoted = (text: string, speaker = '') => line(text, { kind: 'quotation', speaker })
    expect(found(quoted('We are here.'), quoted('And we stay.'))).toEqual([['AX-SPEAKER', 'We are here.']])
    expect(found(quoted('We are here.', 'Ann Lee'))).toEqual([])
    expect(found(line('Nothing was decided.'), line('‘We are still waiting for a plan.’'))).toEqual([
      ['AX-SPEAKER', '‘We are still waiting for a plan.’'],
    ])
    expect(found(line('A parent told the board:'), line('‘We are still waiting for a plan.’'))).toEqual([])
    expect(found(line('‘We wait,’ said a parent.'))).toEqual([])
  })
})

it('A list of thousands of codes is not looked at code by code', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const codes = Array.from({ length: 3_000 }, (_, at) => [at % 26, (at / 26) % 26, at / 676].map((one) => letters.charAt(one)).join(''))
  const notes = found(line(`The codes are ${codes.join(' ')}`)).filter(([rule]) => rule === 'PE-SHORT')
  expect(notes.length).toBeGreaterThan(50)
  expect(notes.length).toBeLessThanOrEqual(100)
})
