import { describe, expect, test } from 'vitest'
import { emptyBody } from '@/modules/articles/body'
import { storyInputSchema } from '@/modules/articles/schema'
import type { EditableStory } from '@/modules/articles/views'
import { bodyOfDocument, documentOfBody, isEmptyDocument } from './body-document'
import { afterSave, knownOf } from './known-story'
import { emptyForm, formOf, inputOf, moved, withPins } from './story-form'

const stored = (given: Partial<EditableStory>): EditableStory => ({
  id: '0b0e7cde-6a3c-4f0f-9d5c-1f2a3b4c5d6e',
  number: 1,
  state: 'draft',
  version: 3,
  revision: 2,
  slug: 'a-headline',
  liveSlug: null,
  hasUnpublishedChanges: false,
  headline: 'A headline',
  standfirst: '',
  leadPicture: null,
  body: emptyBody,
  byline: '',
  storyDate: null,
  evergreen: false,
  form: 'news',
  sourceUrl: null,
  tags: [],
  pins: [],
  exclusions: [],
  firstPublishedAt: null,
  republishedAt: null,
  readersToldAt: null,
  readersToldNote: null,
  withdrawnAt: null,
  withdrawnReason: null,
  createdById: null,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  updatedByName: 'Somebody',
  canEdit: true,
  canPublish: true,
  canWithdraw: false,
  canMakeLiveAgain: false,
  canChangeSlug: true,
  canDelete: true,
  ...given,
})

describe('The form of a story', () => {
  test('sends what the schema of stories takes, also when it is empty', () => {
    expect(storyInputSchema.safeParse(inputOf(emptyForm, emptyBody)).success).toBe(true)
  })

  test('lets the address follow the headline, unless somebody typed another', () => {
    expect(formOf(stored({ slug: 'a-headline-2' })).slug).toBe('')
    expect(formOf(stored({ slug: '2026-11-21-0b0e7c', headline: '' })).slug).toBe('')
    expect(formOf(stored({ slug: 'typed-by-hand' })).slug).toBe('typed-by-hand')
    expect(formOf(stored({ slug: 'typed-by-hand', firstPublishedAt: new Date(0), state: 'live' })).slug).toBe('')
  })

  test('shows the London day of a date', () => {
    expect(formOf(stored({ storyDate: new Date('2026-06-25T23:30:00Z') })).storyDate).toBe('2026-06-26')
  })
})

describe('The hand-made list', () => {
  const pin = (headline: string, id: string | null = null) => ({ headline, target: id ? { id, headline, live: true } : null })

  test('takes a headline once, whatever its quotation marks', () => {
    expect(withPins([pin('‘A story’')], [pin('"A story"'), pin('Another')]).map((each) => each.headline)).toEqual(['‘A story’', 'Another'])
  })

  test('takes a story once, whatever it was called', () => {
    expect(withPins([pin('Old name', 'x')], [pin('New name', 'x')])).toHaveLength(1)
  })

  test('moves a link by one place, and not past the ends', () => {
    expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
  })
})

describe('The document being edited', () => {
  test('loses the empty paragraphs at its end, and the prototypes of nobody', () => {
    const attrs = Object.assign(Object.create(null), { level: 2 })
    const document = { type: 'doc', content: [{ type: 'heading', attrs }, { type: 'paragraph' }, { type: 'paragraph' }] }
    const body = bodyOfDocument(document)
    expect(body.content).toEqual([{ type: 'heading', attrs: { level: 2 } }])
    expect(Object.getPrototypeOf((body.content[0] as { attrs: object }).attrs)).toBe(Object.prototype)
  })

  test('ends with a paragraph while it is edited', () => {
    const body = { type: 'doc' as const, content: [{ type: 'heading' as const, attrs: { level: 2 as const } }] }
    expect(documentOfBody(body).content.at(-1)).toEqual({ type: 'paragraph' })
    expect(documentOfBody(emptyBody)).toBe(emptyBody)
  })

  test('is empty with empty paragraphs only', () => {
    expect(isEmptyDocument(emptyBody)).toBe(true)
    expect(isEmptyDocument({ type: 'doc', content: [{ type: 'table' }] })).toBe(false)
  })
})

describe('What the page knows after a save', () => {
  test('a first save makes a draft', () => {
    expect(afterSave(null, { id: 'x', version: 1, revision: 1, slug: 's', changed: true, existing: null })).toMatchObject({
      state: 'draft',
      hasUnpublishedChanges: false,
    })
  })

  test('a story that an earlier press had made is what is stored now', () => {
    const existing = knownOf(stored({ state: 'live' }))
    expect(afterSave(null, { id: existing.id, version: 3, revision: 3, slug: existing.slug, changed: false, existing })).toEqual(existing)
  })

  test('a live story has changes that readers do not have, once something changed', () => {
    const live = knownOf(stored({ state: 'live' }))
    expect(
      afterSave(live, { id: live.id, version: 4, revision: 4, slug: live.slug, changed: true, existing: null }).hasUnpublishedChanges,
    ).toBe(true)
    expect(
      afterSave(live, { id: live.id, version: 3, revision: 3, slug: live.slug, changed: false, existing: null }).hasUnpublishedChanges,
    ).toBe(false)
  })
})
