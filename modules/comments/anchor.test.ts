import { describe, expect, it } from 'vitest'
import { anchorOf, findAnchor } from './anchor'

const text = 'The report was published in May. The board met in June. The board met again in July.'
const chosen = (words: string, nth = 0) => {
  let at = text.indexOf(words)
  for (let n = 0; n < nth; n += 1) at = text.indexOf(words, at + 1)
  const anchor = anchorOf('body', text, at, at + words.length)
  if (!anchor) throw new Error('nothing chosen')
  return anchor
}
const found = (now: string, anchor: Parameters<typeof findAnchor>[1]) => {
  const place = findAnchor(now, anchor)
  return place && { words: now.slice(place.from, place.to), changed: place.changed, from: place.from }
}

describe('The words a comment is about', () => {
  it('are kept without the space around them', () => {
    expect(anchorOf('headline', 'One  two three', 3, 9)).toEqual({ field: 'headline', quote: 'two', before: 'One  ', after: ' three' })
    expect(anchorOf('body', 'One   two', 3, 6)).toBeNull()
    expect(anchorOf('body', 'One', 1, 1)).toBeNull()
  })

  it('never end in half a character', () => {
    const faces = '😀'.repeat(200)
    const anchor = anchorOf('body', `x${faces}`, 0, 401)
    const halves = /\p{Surrogate}/u
    expect(halves.test(`${anchor?.quote} ${anchor?.after}`)).toBe(false)
    expect(anchor?.quote).toHaveLength(299)
  })

  it('are found where they were', () => expect(found(text, chosen('in May'))).toEqual({ words: 'in May', changed: false, from: 25 }))

  it('are told apart by what stands around them', () => {
    const second = chosen('The board met', 1)
    expect(found(text, second)?.from).toBe(text.lastIndexOf('The board met'))
    expect(found(`The board met first. ${text}`, second)?.from).toBe(`The board met first. ${text}`.lastIndexOf('The board met'))
  })

  it('are found when they were changed between the same words', () => {
    expect(found(text.replace('met in June', 'gathered in June'), chosen('met in June'))).toEqual({
      words: 'gathered in June',
      changed: true,
      from: text.indexOf('met in June'),
    })
  })

  it('have gone when they and their surroundings are no longer there', () => {
    expect(findAnchor('Another text altogether.', chosen('met in June'))).toBeNull()
    expect(findAnchor(text.replace('met in June', ''), chosen('met in June'))).toBeNull()
  })
})
