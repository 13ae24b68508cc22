import { expect, test } from 'vitest'
import { emptyForm } from './story-form'
import { takenBack } from './taken-back'

const accepted = { form: 'result', storyDate: '2026-11-01', sourceUrl: 'https://example.org/a' } as const

test('What a proposal filled in goes with the text it came from', () => {
  const before = { ...emptyForm, sourceUrl: 'https://example.org/first' }
  expect(takenBack({ ...before, ...accepted, byline: 'Somebody' }, accepted, before)).toEqual({
    form: 'news',
    storyDate: '',
    sourceUrl: 'https://example.org/first',
  })
})

test('What somebody has changed since stays', () => {
  const now = { ...emptyForm, ...accepted, storyDate: '2026-11-02' }
  expect(takenBack(now, accepted, emptyForm)).toEqual({ form: 'news', sourceUrl: '' })
})
