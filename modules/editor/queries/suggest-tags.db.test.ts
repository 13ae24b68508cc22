import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { refuseTags } from '@/modules/articles/commands/refuse-tags'
import { draftArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { suggestTags } from './suggest-tags'

beforeEach(emptyDatabase)
const now = new Date('2026-11-22T06:00:00Z')
const words = { articleId: null, headline: 'Speech therapy waits in Northmoor', standfirst: '', paragraphs: ['The waits are long.'] }
type Person = Awaited<ReturnType<typeof makeUser>>['actor']
const slugsFor = async (actor: Person, articleId: string | null = null) =>
  (await suggestTags(actor, { ...words, articleId })).suggestions.map(({ slug }) => slug)

describe('Suggested tags', () => {
  it('come with their names and sentences, of the vocabulary as it is this moment', async () => {
    const { actor } = await makeUser()
    const tag = await makeTag({ label: 'Speech therapy' })
    const { suggestions } = await suggestTags(actor, words)
    expect(suggestions).toMatchObject([{ slug: tag.slug, label: 'Speech therapy', evidence: [{ text: words.headline }] }])
    await db.tag.update({ where: { id: tag.id }, data: { label: 'Talking' } })
    expect(await slugsFor(actor)).toEqual([])
    await db.tagAlias.create({ data: { tagId: tag.id, alias: 'speech therapy' } })
    expect(await slugsFor(actor)).toEqual([tag.slug])
  })

  it('are none that were retired or merged', async () => {
    const { actor } = await makeUser()
    const [tag, other] = [await makeTag({ label: 'Speech therapy' }), await makeTag({ label: 'Another' })]
    expect(await slugsFor(actor)).toEqual([tag.slug])
    await db.tag.update({ where: { id: tag.id }, data: { retiredAt: now } })
    expect(await slugsFor(actor)).toEqual([])
    await db.tag.update({ where: { id: tag.id }, data: { retiredAt: null, mergedIntoId: other.id } })
    expect(await slugsFor(actor)).toEqual([])
  })

  it('stay refused for the story they were refused for, until that is taken back', async () => {
    const { actor } = await makeUser()
    const tag = await makeTag({ label: 'Speech therapy' })
    const [story, another] = [await draftArticle(), await draftArticle()]
    const input = { id: story.id, slugs: [tag.slug, 'unknown'], refused: true }
    expect(await refuseTags(actor, input, now)).toMatchObject({ ok: true })
    // Pressed twice.
    await refuseTags(actor, input, now)
    expect(await suggestTags(actor, { ...words, articleId: story.id })).toEqual({
      suggestions: [],
      refused: [{ slug: tag.slug, label: 'Speech therapy' }],
    })
    expect(await slugsFor(actor, another.id)).toEqual([tag.slug])
    await refuseTags(actor, { ...input, refused: false }, now)
    expect(await slugsFor(actor, story.id)).toEqual([tag.slug])
  })

  it('are nothing to ask of a story that is closed', async () => {
    const [author, other] = [await makeUser({ role: 'author' }), await makeUser({ role: 'author' })]
    const story = await draftArticle({ actor: author.actor })
    await expect(refuseTags(other.actor, { id: story.id, slugs: [], refused: true }, now)).rejects.toBeInstanceOf(NotAllowed)
    await db.article.update({ where: { id: story.id }, data: { sensitive: true } })
    await expect(suggestTags(other.actor, { ...words, articleId: story.id })).rejects.toBeInstanceOf(NotFound)
    await expect(refuseTags(other.actor, { id: story.id, slugs: [], refused: true }, now)).rejects.toBeInstanceOf(NotFound)
  })
})
