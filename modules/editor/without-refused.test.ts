import { expect, test } from 'vitest'
import { emptyBody } from '@/modules/articles/body'
import { storyInputSchema } from '@/modules/articles/schema'
import { emptyForm, inputOf } from './story-form'
import { withoutRefused } from './without-refused'

const half = { ...inputOf({ ...emptyForm, headline: 'Whole' }, emptyBody), sourceUrl: 'htt' }

test('A half-typed address holds nothing else up', () => {
  expect(storyInputSchema.safeParse(half).success).toBe(false)
  const kept = withoutRefused(half, [{ field: 'story.sourceUrl' }], null)
  expect(storyInputSchema.safeParse(kept).success).toBe(true)
  expect(kept).toMatchObject({ headline: 'Whole', sourceUrl: null })
})

test('A field that was taken before stays as it was then, and a list goes by its name', () => {
  const good = { ...half, sourceUrl: 'https://example.org/', pins: [] }
  const typed = { ...half, pins: [{ headline: '', targetId: null, url: null, datedOn: null, expiresAt: null, note: '' }] }
  expect(withoutRefused(typed, [{ field: 'story.sourceUrl' }, { field: 'story.pins.0.headline' }], good)).toMatchObject({
    sourceUrl: 'https://example.org/',
    pins: [],
    headline: 'Whole',
  })
})
