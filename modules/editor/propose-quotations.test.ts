import { describe, expect, test } from 'vitest'
import { findQuotations, wordsOfQuotation } from './propose-quotations'

const read = (...paragraphs: (string | null)[]) =>
  findQuotations(paragraphs).map((one) => {
    const { speaker, role, organisation, sure, from, to } = one
    return { speaker, role, organisation, sure, from, to, words: wordsOfQuotation(one, paragraphs) }
  })

describe('Somebody who is named before their words', () => {
  test('has a name, a role and an organisation', () => {
    expect(read('Cllr Ann Roe, Cabinet Member for Schools at Northmoor Council, adds: ‘We’re proud of this. It isn’t done.’')).toEqual([
      {
        speaker: 'Cllr Ann Roe',
        role: 'Cabinet Member for Schools',
        organisation: 'Northmoor Council',
        sure: true,
        from: 0,
        to: 1,
        words: ['We’re proud of this. It isn’t done.'],
      },
    ])
    expect(read('Sam Hill, chair of the Northmoor Parent Carer Forum, said: “We were heard.”')).toMatchObject([
      { speaker: 'Sam Hill', role: 'chair', organisation: 'Northmoor Parent Carer Forum', sure: true },
    ])
    expect(read('Jo Marsh, chief nurse, North Moor ICB, said: “It helped.”')).toMatchObject([
      { speaker: 'Jo Marsh', role: 'chief nurse', organisation: 'North Moor ICB' },
    ])
  })

  test('may have the role before the name, or the body before the role', () => {
    const who = (lead: string) =>
      read(`${lead} said: “It helped.”`).map(({ speaker, role, organisation, sure }) => [speaker, role, organisation, sure])
    expect(who('Northmoor Council leader Ann Roe')).toEqual([['Ann Roe', 'leader', 'Northmoor Council', true]])
    expect(who('Ofsted’s national director for schools, Ann Roe,')).toEqual([['Ann Roe', 'national director for schools', 'Ofsted', true]])
    expect(who('Ann Roe, Northmoor Council’s cabinet member for schools,')).toEqual([
      ['Ann Roe', 'cabinet member for schools', 'Northmoor Council', true],
    ])
    expect(who('Speaking for the partnership, Ann Roe, chief nurse at North Moor ICB,')).toEqual([
      ['Ann Roe', 'chief nurse', 'North Moor ICB', true],
    ])
    expect(who('Mother of two Ann Roe')).toEqual([['Ann Roe', 'Mother of two', '', false]])
  })

  test('may say first what they speak of; two of them are not taken for one for certain, and no words for words', () => {
    expect(read('Commenting on the report, Ann Roe, chair of the forum, said: “We were heard.”')).toMatchObject([
      { speaker: 'Ann Roe', sure: true },
    ])
    expect(read('Ann Roe, chair of the forum, and Bob Poe, leader, said: “We were heard.”')).toMatchObject([{ sure: false }])
    expect(read('Ann Roe, head of inclusion, said: “”')).toEqual([])
  })

  test('may speak for a body without a name', () => {
    const words = 'In response, a spokesperson from Northmoor Parent Carers Forum says: ‘Families were asked.’'
    expect(read(words)).toMatchObject([{ speaker: 'Spokesperson', role: '', organisation: 'Northmoor Parent Carers Forum', sure: true }])
    expect(read('A Northmoor Council spokesperson said: “Yes.”')).toMatchObject([
      { speaker: 'Spokesperson', organisation: 'Northmoor Council' },
    ])
  })

  test('goes on in the next paragraph, which opens again', () => {
    expect(read('Ann Roe, head of inclusion, said: ‘First part.', '‘Second part.’', 'No part.')).toMatchObject([
      { from: 0, to: 2, words: ['First part.', 'Second part.'] },
    ])
    expect(read('Ann Roe, head of inclusion, said: ‘First part.', 'No part.’')).toEqual([])
    expect(read('Ann Roe, head of inclusion, said: ‘First part.', null, '‘Other.’')).toEqual([])
  })

  test('is not taken for certain with half a sentence about them, nor without a role', () => {
    expect(read('Clare Dale, who this week becomes Portfolio Holder for Skills at Northmoor Council, says: ‘Good.’')).toMatchObject([
      { speaker: 'Clare Dale', role: 'Portfolio Holder for Skills', organisation: 'Northmoor Council', sure: false },
    ])
    expect(read('Clare Dale said: ‘Good.’')).toMatchObject([{ speaker: 'Clare Dale', sure: false }])
  })
})

describe('Somebody who is named after their words', () => {
  test('may have its comma after the mark, and a plural’s apostrophe inside', () => {
    expect(read('‘The boys’ school did well’, said Ann Roe, head of inclusion.')).toMatchObject([
      { speaker: 'Ann Roe', sure: true, words: ['The boys’ school did well.'] },
    ])
    expect(read('‘The boys’ school did well,’ said Ann Roe, head of inclusion.')).toMatchObject([{ words: ['The boys’ school did well.'] }])
  })

  test('keeps them whole, with a full stop for the comma', () => {
    expect(read('“We were heard,” said Sam Hill, chair of the Northmoor Parent Carer Forum.')).toMatchObject([
      { speaker: 'Sam Hill', organisation: 'Northmoor Parent Carer Forum', words: ['We were heard.'], sure: true },
    ])
    expect(read('“Were we heard?” Sam Hill, head of care at North Moor ICB, said. “We were.”')).toMatchObject([
      { speaker: 'Sam Hill', role: 'head of care', words: ['Were we heard? We were.'] },
    ])
  })
})

describe('What is left as it is', () => {
  test.each([
    'The report says that ‘most needs are identified quickly’ and met.',
    '“We were heard,” she said.',
    'Northmoor Council said: “It was expected.” It did not say more.',
    'Ann Roe, head of inclusion, said: “It was late,” and left. “We know.”',
    'Northmoor Council said: “It was expected.”',
    'Inspectors said: “Leaders know the area.”',
    'She added: ‘It is late.’',
  ])('%s', (paragraph) => expect(read(paragraph)).toEqual([]))
})
