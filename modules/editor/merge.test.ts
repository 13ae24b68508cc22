import { describe, expect, test } from 'vitest'
import { bodyFromParagraphs } from '@/modules/articles/body'
import { linesOf } from '@/modules/articles/text-diff'
import { type Choices, mergeStories, type Text } from './merge'
import { emptyForm, type StoryForm } from './story-form'

const text = (paragraphs: string[], form: Partial<StoryForm> = {}): Text => ({
  form: { ...emptyForm, ...form },
  body: bodyFromParagraphs(paragraphs),
})
const words = ({ body }: Text) => linesOf(body).map((line) => line.text)
const merged = (base: Text, mine: Text, theirs: Text, choices: Choices = {}) => mergeStories(base, mine, theirs).result(choices)
const tag = (slug: string) => ({ slug, label: slug, type: 'theme' })
const pin = (headline: string) => ({ headline, target: null })

describe('Two texts that grew from one', () => {
  const base = text(['One.', 'Two.', 'Three.', 'Four.', 'Five.'])

  test('are put together by themselves where they changed different paragraphs', () => {
    const merge = mergeStories(
      base,
      text(['One, mine.', 'Two.', 'Three.', 'Four.', 'Five.']),
      text(['One.', 'Two.', 'Three.', 'Four.', 'Five, theirs.']),
    )
    expect(merge.differences).toEqual([])
    expect(merge).toMatchObject({ mine: 1, theirs: 1 })
    expect(words(merge.result({}))).toEqual(['One, mine.', 'Two.', 'Three.', 'Four.', 'Five, theirs.'])
  })

  test('ask where both changed the same one, and do as they are told', () => {
    const mine = text(['One.', 'Two, mine.', 'Three.', 'Four.', 'Five.'])
    const theirs = text(['One.', 'Two, theirs.', 'Three.', 'Four.', 'Five.'])
    const [difference] = mergeStories(base, mine, theirs).differences
    expect(difference).toMatchObject({ what: 'Paragraph', base: ['Two.'], mine: ['Two, mine.'], theirs: ['Two, theirs.'], mayBoth: true })
    const id = difference?.id ?? ''
    expect(words(merged(base, mine, theirs, { [id]: 'mine' }))[1]).toBe('Two, mine.')
    expect(words(merged(base, mine, theirs, { [id]: 'theirs' }))[1]).toBe('Two, theirs.')
    expect(words(merged(base, mine, theirs, { [id]: 'both' })).slice(1, 3)).toEqual(['Two, mine.', 'Two, theirs.'])
  })

  test('do not ask about the same change made twice', () => {
    const same = text(['One.', 'Two, again.', 'Three.', 'Four.', 'Five.'])
    expect(mergeStories(base, same, same).differences).toEqual([])
    expect(words(merged(base, same, same))).toEqual(words(same))
  })

  test('keep what one added and the other took away elsewhere', () => {
    const mine = text(['One.', 'Two.', 'Three.', 'Four.', 'Five.', 'Six is new.'])
    const theirs = text(['Two.', 'Three.', 'Four.', 'Five.'])
    expect(words(merged(base, mine, theirs))).toEqual(['Two.', 'Three.', 'Four.', 'Five.', 'Six is new.'])
  })

  test('ask when one changed what the other took away', () => {
    const mine = text(['One.', 'Two, mine.', 'Three.', 'Four.', 'Five.'])
    const theirs = text(['One.', 'Three.', 'Four.', 'Five.'])
    expect(mergeStories(base, mine, theirs).differences).toMatchObject([{ mine: ['Two, mine.'], theirs: [], mayBoth: false }])
  })

  test('lose no paragraph, whatever was changed, when both are kept', () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
      return seed % below
    }
    for (let round = 0; round < 200; round += 1) {
      const paragraphs = Array.from({ length: 8 }, (_, index) => `Base ${round} ${index}.`)
      const change = (whose: string) => paragraphs.map((one, index) => (random(4) === 0 ? `${whose} ${round} ${index}.` : one))
      const [o, a, b] = [text(paragraphs), text(change('Mine')), text(change('Theirs'))]
      const merge = mergeStories(o, a, b)
      const result = words(merge.result(Object.fromEntries(merge.differences.map(({ id }) => [id, 'both' as const]))))
      for (const line of [...words(a), ...words(b)]) if (!line.startsWith('Base')) expect(result).toContain(line)
    }
  })

  test('stored by a database that keeps no order of keys are the same', () => {
    const shuffled = {
      ...base,
      body: JSON.parse('{"content":[{"content":[{"text":"One.","type":"text"}],"type":"paragraph"}],"type":"doc"}'),
    }
    expect(mergeStories(text(['One.']), text(['One.']), shuffled)).toMatchObject({ differences: [], mine: 0, theirs: 0 })
  })
})

describe('Fields', () => {
  test('take the side that changed them, and ask where both did', () => {
    const base = text([], { headline: 'Before', standfirst: 'Before', byline: 'Before' })
    const mine = text([], { headline: 'Mine', standfirst: 'Mine', byline: 'Before' })
    const theirs = text([], { headline: 'Theirs', standfirst: 'Before', byline: 'Theirs' })
    const merge = mergeStories(base, mine, theirs)
    expect(merge.differences).toMatchObject([{ id: 'headline', what: 'Headline', mine: ['Mine'], theirs: ['Theirs'], mayBoth: false }])
    expect(merge.result({ headline: 'theirs' }).form).toMatchObject({ headline: 'Theirs', standfirst: 'Mine', byline: 'Theirs' })
    expect(merge).toMatchObject({ mine: 1, theirs: 1 })
  })

  test('of tags, pins and stories left out keep what either added and drop what either took away', () => {
    const base = text([], { tags: [tag('stays'), tag('mine-drops'), tag('theirs-drops')], pins: [pin('A'), pin('B')] })
    const mine = text([], { tags: [tag('stays'), tag('theirs-drops'), tag('mine-adds')], pins: [pin('B'), pin('Mine')] })
    const theirs = text([], { tags: [tag('stays'), tag('mine-drops'), tag('theirs-adds')], pins: [pin('A'), pin('B'), pin('Theirs')] })
    const { form } = merged(base, mine, theirs)
    expect(form.tags.map(({ slug }) => slug)).toEqual(['stays', 'theirs-adds', 'mine-adds'])
    expect(form.pins.map(({ headline }) => headline)).toEqual(['B', 'Theirs', 'Mine'])
  })

  test('that this file does not know by name are asked about too', () => {
    const picture = (alt: string) => ({ ...emptyForm, leadPicture: { mediaId: 'x', alt, decorative: false, caption: '' } }) as StoryForm
    const { body } = text([])
    const merge = mergeStories({ form: picture('a'), body }, { form: picture('b'), body }, { form: picture('c'), body })
    expect(merge.differences).toMatchObject([{ id: 'leadPicture', mine: ['Picture: b'], theirs: ['Picture: c'] }])
  })
})
