import { beforeEach, describe, expect, it } from 'vitest'
import { emptyDatabase } from '@/lib/testing/database'
import { deleteDraft } from '@/modules/articles/commands/delete-draft'
import { findPublishedStory } from '@/modules/articles/published'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { relatedNews } from './published'
import { previewRelated } from './queries'

beforeEach(emptyDatabase)

const now = new Date('2026-11-20T10:00:00Z')
const unsaved = { articleId: null, headline: 'Being written', tagSlugs: [], exclusions: [], evergreen: false }

describe('The hand-made links of an unsaved story', () => {
  it('lead where publishing would lead them when the story they led to was deleted', async () => {
    const { actor } = await makeUser()
    const gone = await draftArticle({ headline: 'The report' })
    const pins = [{ headline: 'The report', targetId: gone.id }]
    const instead = await liveArticle({ headline: '‘The report’', now })
    expect(await previewRelated(actor, { ...unsaved, pins }, now)).toEqual([])
    await deleteDraft(actor, { id: gone.id, version: gone.version }, now)
    const shown = await previewRelated(actor, { ...unsaved, pins }, now)
    expect(shown).toMatchObject([{ slug: instead.slug, pinned: true }])
    const story = await liveArticle({ headline: unsaved.headline, pins, now })
    const published = await findPublishedStory(story.slug)
    if (published.state !== 'live') throw new Error('not live')
    expect(await relatedNews(published.story, now)).toEqual(shown)
  })

  it('never lead to the story itself, nor to another of its own headline', async () => {
    const { actor } = await makeUser()
    await liveArticle({ headline: 'The same', now, publishedAt: new Date('2026-11-01T10:00:00Z') })
    const self = await liveArticle({ headline: 'The same', now })
    const pins = [{ headline: 'The same', targetId: null }]
    expect(await previewRelated(actor, { ...unsaved, articleId: self.id, headline: 'The same', pins }, now)).toEqual([])
  })

  it('lead to another story of the headline that this one had before', async () => {
    const { actor } = await makeUser()
    const other = await liveArticle({ headline: 'Before', now, publishedAt: new Date('2026-11-01T10:00:00Z') })
    const self = await liveArticle({ headline: 'Before', now })
    const pins = [{ headline: 'Before', targetId: null }]
    expect(await previewRelated(actor, { ...unsaved, articleId: self.id, headline: 'After', pins }, now)).toMatchObject([
      { slug: other.slug },
    ])
  })
})
