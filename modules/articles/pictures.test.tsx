import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { PictureUse } from '@/modules/media/schema'
import type { ShownPicture } from '@/modules/media/views'
import { type Body, plainText, validateBody } from './body'
import { bodyToMarkdown } from './body-markdown'
import { StoryBody } from './components/story-body'
import { asShown, leadOf, pictureProblems, picturesOf, storedLead } from './pictures'

const ID = '0b0e7cde-6a3c-4f0f-9d5c-1f2a3b4c5d6e'
const OTHER = '1c1f8def-7b4d-4a1a-8e6d-2a3b4c5d6e7f'
const use = (given: Partial<PictureUse> = {}): PictureUse => ({
  mediaId: ID,
  alt: 'A town hall',
  decorative: false,
  caption: 'The hall',
  ...given,
})
const picture: ShownPicture = { id: ID, key: 'ab'.repeat(16), width: 1600, height: 1200, widths: [480, 960, 1600], credit: 'The council' }
const bodyWith = (attrs: object): Body =>
  ({
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'Words.' }] },
      { type: 'picture', attrs },
    ],
  }) as Body

describe('A picture in a body', () => {
  it('is stored in one form, with nothing else it may say', () => {
    const typed = bodyWith({ mediaId: ID.toUpperCase(), alt: '  A town\nhall ', decorative: 'yes', caption: null })
    const stored = validateBody(typed)
    expect(stored).toMatchObject({ ok: true, value: bodyWith({ mediaId: ID, alt: 'A town hall', decorative: false, caption: '' }) })
    expect(stored.ok && validateBody(stored.value)).toEqual(stored)
  })

  it.each([
    ['an address', bodyWith({ mediaId: 'https://example.org/a.jpg' }), 'not one of the library'],
    ['a source of its own', bodyWith({ ...use(), src: '/a.jpg' }), 'unknown attribute “src”'],
    ['a text too long', bodyWith({ ...use(), alt: 'x'.repeat(401) }), 'Shorten the text for people who cannot see a picture'],
    [
      'words inside',
      { type: 'doc', content: [{ type: 'picture', attrs: use(), content: [{ type: 'text', text: 'x' }] }] },
      'cannot hold text',
    ],
    [
      'a list around it',
      { type: 'doc', content: [{ type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'picture', attrs: use() }] }] }] },
      'A list item cannot hold “picture”',
    ],
  ])('is refused with %s', (_, body, words) => {
    expect(validateBody(body)).toMatchObject({ ok: false, problems: [{ field: 'body', message: expect.stringContaining(words) }] })
  })

  it('is none of the words: a search does not find what may have to go', () => {
    expect(plainText(bodyWith(use()))).toBe('Words.')
    expect(bodyToMarkdown(bodyWith(use()))).toBe('Words.\n\n*Picture: A town hall – The hall*\n')
  })

  it('keeps its room, offers every width, and is loaded when it is needed', () => {
    const html = renderToStaticMarkup(<StoryBody body={bodyWith(use())} pictures={[picture]} />)
    expect(html).toContain(
      `srcSet="/media/${picture.key}/480.webp 480w, /media/${picture.key}/960.webp 960w, /media/${picture.key}/1600.webp 1600w"`,
    )
    expect(html).toContain(`src="/media/${picture.key}/960.jpg" width="960" height="720" alt="A town hall" loading="lazy"`)
    expect(html).toContain('<figcaption>The hall <span>Picture: The council</span></figcaption>')
  })

  it('is passed over by screen readers when it is decoration', () => {
    expect(renderToStaticMarkup(<StoryBody body={bodyWith(use({ decorative: true }))} pictures={[picture]} />)).toContain('alt=""')
  })

  it('that may not be shown leaves nothing, not even its caption', () => {
    expect(renderToStaticMarkup(<StoryBody body={bodyWith(use())} />)).toBe('<p>Words.</p>')
  })
})

describe('The pictures of a story', () => {
  it('are its lead picture and then those of the body, counted apart', () => {
    const story = { leadPicture: use({ mediaId: OTHER }), body: bodyWith(use()) }
    expect(picturesOf(story).map(({ use: { mediaId }, place, position }) => [mediaId, place, position])).toEqual([
      [OTHER, 'lead', 0],
      [ID, 'body', 0],
    ])
    expect(picturesOf({ body: bodyWith(use()), leadPicture: null })).toHaveLength(1)
  })

  it('go to readers only as far as they may be shown', () => {
    const story = { leadPicture: use({ mediaId: OTHER }), body: bodyWith(use()), pictures: [picture] }
    expect(asShown(story)).toMatchObject({ leadPicture: null, body: story.body })
    expect(asShown({ ...story, pictures: [] }).body.content).toHaveLength(1)
    expect(leadOf({ ...story, leadPicture: use() })).toMatchObject({ picture })
    expect(leadOf(story)).toBeNull()
  })

  it('are read from the database only in their own shape', () => {
    expect(storedLead(use())).toEqual(use())
    expect(storedLead({ mediaId: 'x' })).toBeNull()
    expect(storedLead(null)).toBeNull()
  })

  it('keep it from readers until each says what it shows or is decoration', () => {
    const story = { leadPicture: use({ alt: '' }), body: bodyWith(use({ alt: '', decorative: true })) }
    expect(pictureProblems(story, [], '2026-11-21')).toEqual([
      { field: 'leadPicture', message: 'The lead picture has no text for people who cannot see it: describe it, or mark it as decoration' },
    ])
  })

  it('are no reason against mending words when only a right ran out', () => {
    const rights = {
      rightsUntil: new Date('2020-01-01'),
      showsFamily: false,
      consentBy: '',
      consentOn: null,
      consentUntil: null,
      consentWithdrawn: false,
    }
    expect(
      pictureProblems({ leadPicture: use(), body: bodyWith(use()) }, [{ id: ID, fileName: 'a.jpg', ...rights }], '2026-11-21'),
    ).toEqual([])
  })
})
