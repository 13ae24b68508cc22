import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { temporaryMedia } from '@/lib/testing/media'
import type { Person } from '@/modules/access/actor'
import type { Body } from '@/modules/articles/body'
import { createArticle } from '@/modules/articles/commands/create-article'
import { deleteDraft } from '@/modules/articles/commands/delete-draft'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { retagStory } from '@/modules/articles/commands/retag-story'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { findPublishedStory, wholeStoriesByNumber } from '@/modules/articles/published'
import { getArticleForEditing } from '@/modules/articles/queries'
import { openPicture, whereUsed } from '@/modules/articles/queries/picture-uses'
import { listEvents } from '@/modules/audit/queries'
import { auditFilterSchema } from '@/modules/audit/schema'
import { draftArticle, liveArticle, storyInput } from '@/prisma/factories/article'
import { drawPicture, makePicture, pictureUse, withFile } from '@/prisma/factories/picture'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { addPicture } from './commands/add-picture'
import { deletePicture, editPicture, replacePicture, withdrawConsent } from './commands/change-picture'
import { findPublicFile } from './published'
import { countExpiringPictures, getPicture, listPictures } from './queries'
import type { PictureUse } from './schema'

const media = temporaryMedia()
const NOW = new Date()
const dayFromNow = (days: number): string => new Date(NOW.getTime() + days * 86_400_000).toISOString().slice(0, 10)
const YESTERDAY = dayFromNow(-1)
const NEXT_YEAR = dayFromNow(365)
const consent = { showsFamily: true, consentBy: 'A parent', consentOn: '2026-01-10', consentUntil: NEXT_YEAR }
const nothing = { alt: '', caption: '', credit: '', rightsUntil: '', showsFamily: false, consentBy: '', consentOn: '', consentUntil: '' }

const withPicture = (use: PictureUse): Body => ({
  type: 'doc',
  content: [
    { type: 'paragraph', content: [{ type: 'text', text: 'Words before the picture.' }] },
    { type: 'picture', attrs: use },
  ],
})

const editor = async () => (await makeUser({ role: 'editor' })).actor

async function readersSee(slug: string): Promise<string[]> {
  const found = await findPublishedStory(slug)
  return found.state === 'live' ? found.story.pictures.map((picture) => picture.id) : []
}

const keyOf = async (id: string): Promise<string> => (await db.media.findUniqueOrThrow({ where: { id } })).key

beforeEach(emptyDatabase)

describe('A story with pictures', () => {
  it('is not published while one has no text and is not marked as decoration', async () => {
    const picture = await makePicture({ fileName: 'council-house.jpg' })
    const actor = await editor()
    const bare = pictureUse(picture, { alt: '' })
    const story = await draftArticle({ leadPicture: bare, body: withPicture(bare) })
    const refused = await publishArticle(actor, { id: story.id, version: story.version }, NOW)
    expect(refused).toMatchObject({
      ok: false,
      problems: [
        { field: 'leadPicture', message: expect.stringContaining('The lead picture (“council-house.jpg”) has no text') },
        { field: 'body', message: expect.stringContaining('Picture 1 of the body (“council-house.jpg”) has no text') },
      ],
    })
    const decorated = { ...bare, decorative: true }
    const saved = await saveDraft(
      actor,
      { ...story.input, id: story.id, version: story.version, leadPicture: pictureUse(picture), body: withPicture(decorated) },
      NOW,
    )
    expect(saved).toMatchObject({ ok: true, value: { changed: ['body', 'lead picture'] } })
    expect(await publishArticle(actor, { id: story.id, version: story.version + 1 }, NOW)).toMatchObject({ ok: true })
    expect(await readersSee(story.slug)).toEqual([picture.id])
  })

  it('keeps its lead picture through a save that does not speak of it, and through a change of tags', async () => {
    const picture = await makePicture()
    const tag = await makeTag()
    const actor = await editor()
    const use = pictureUse(picture)
    const story = await draftArticle({ leadPicture: use })
    await saveDraft(actor, { ...storyInput({ headline: 'Another headline' }), id: story.id, version: story.version }, NOW)
    expect((await getArticleForEditing(actor, story.id)).leadPicture).toEqual(use)
    await retagStory(actor, { id: story.id, add: [tag.slug], remove: [] }, NOW)
    expect((await getArticleForEditing(actor, story.id)).leadPicture).toEqual(use)
    expect(await whereUsed(actor, picture.id, NOW)).toMatchObject([
      { id: story.id, headline: 'Another headline', newest: true, live: false },
    ])
    expect(await db.revisionPicture.count()).toBe(3)
  })

  it('is not saved with a picture that is not in the library', async () => {
    const actor = await editor()
    const story = await draftArticle()
    const strange = pictureUse({ id: '00000000-0000-4000-8000-000000000000' })
    const input = { ...story.input, id: story.id, version: story.version, leadPicture: strange }
    expect(await saveDraft(actor, input, NOW)).toMatchObject({ ok: false, problems: [{ field: 'leadPicture' }] })
  })

  it('shows in feeds what its page shows', async () => {
    const picture = await makePicture({ credit: 'The council' })
    const story = await liveArticle({ leadPicture: pictureUse(picture) })
    const [whole] = await wholeStoriesByNumber([story.number])
    expect(whole).toMatchObject({ leadPicture: { mediaId: picture.id }, pictures: [{ id: picture.id, credit: 'The council' }] })
  })
})

describe('A picture of a family', () => {
  it('is not published without a consent that holds', async () => {
    const actor = await editor()
    const picture = await makePicture({ ...consent, fileName: 'playground.jpg' })
    await db.media.update({ where: { id: picture.id }, data: { consentUntil: new Date(`${YESTERDAY}T00:00:00Z`) } })
    const story = await draftArticle({ leadPicture: pictureUse(picture) })
    const refused = await publishArticle(actor, { id: story.id, version: story.version }, NOW)
    expect(refused).toMatchObject({
      ok: false,
      problems: [{ field: 'leadPicture', message: expect.stringContaining('the consent to show it ended on') }],
    })
  })

  it('says who consented, when, and until when, before it is stored', async () => {
    const actor = await editor()
    const { id, version } = await makePicture()
    const outcome = await editPicture(actor, { ...nothing, fileName: 'a.jpg', id, version, showsFamily: true }, NOW)
    expect(outcome).toMatchObject({ ok: false, problems: [{ field: 'consentBy' }, { field: 'consentOn' }, { field: 'consentUntil' }] })
  })

  it('is gone from readers at once when the consent is withdrawn, and its bytes with it', async () => {
    const actor = await editor()
    const picture = await makePicture(consent)
    const story = await liveArticle({ leadPicture: pictureUse(picture) })
    const key = await keyOf(picture.id)
    expect(await findPublicFile(key)).toMatchObject({ until: NEXT_YEAR })
    const before = await db.$queryRaw<{ tag: string }[]>`select tag from page_cache.tag where tag = ${`address:${story.slug}`}`
    const outcome = await withdrawConsent(actor, { id: picture.id, version: picture.version }, NOW)
    expect(outcome.ok && before.length).toBe(1)
    expect(await readersSee(story.slug)).toEqual([])
    expect(await findPublicFile(key)).toBeNull()
    expect(await countExpiringPictures(actor, NOW)).toBe(1)
    // The day of the consent that was withdrawn is put right: it stays withdrawn, also with the day of the withdrawal.
    const again = { ...nothing, ...consent, fileName: 'a.jpg', id: picture.id, version: picture.version + 1 }
    await editPicture(actor, { ...again, consentOn: '2026-02-11' }, NOW)
    await editPicture(actor, { ...again, consentOn: dayFromNow(0), version: again.version + 1 }, NOW)
    expect(await readersSee(story.slug)).toEqual([])
    // Given anew after it: it comes back.
    const tomorrow = new Date(NOW.getTime() + 86_400_000)
    await editPicture(actor, { ...again, consentOn: dayFromNow(1), version: again.version + 2 }, tomorrow)
    expect(await db.media.findUniqueOrThrow({ where: { id: picture.id } })).toMatchObject({
      consentWithdrawn: false,
      consentWithdrawnOn: null,
    })
    expect(await readersSee(story.slug)).toEqual([picture.id])
  })

  it('stays withdrawn, whatever box is unticked and ticked again, and not for whoever added it to say otherwise', async () => {
    const [actor, author] = [await editor(), (await makeUser({ role: 'author' })).actor]
    const { id } = await makePicture(consent)
    await db.media.update({ where: { id }, data: { createdById: author.id, consentWithdrawn: true } })
    const of = async () => ({ id, fileName: 'a.jpg', version: (await db.media.findUniqueOrThrow({ where: { id } })).version })
    const unticked = { ...nothing, ...consent, showsFamily: false }
    await expect(editPicture(author, { ...unticked, ...(await of()) }, NOW)).rejects.toBeInstanceOf(NotAllowed)
    expect(await editPicture(actor, { ...unticked, ...(await of()) }, NOW)).toMatchObject({ ok: true })
    expect(await editPicture(author, { ...nothing, ...consent, ...(await of()) }, NOW)).toMatchObject({ ok: true })
    expect(await db.media.findUniqueOrThrow({ where: { id } })).toMatchObject({ showsFamily: true, consentWithdrawn: true })
  })

  it('leaves the site by itself after the last day of its rights, without anybody doing anything', async () => {
    const actor = await editor()
    const picture = await makePicture({ rightsUntil: dayFromNow(3) })
    const story = await liveArticle({ leadPicture: pictureUse(picture) })
    const key = await keyOf(picture.id)
    expect(await readersSee(story.slug)).toEqual([picture.id])
    expect(await countExpiringPictures(actor, NOW)).toBe(1)
    // As if the days had passed.
    await db.publishedMedia.updateMany({ data: { until: new Date(`${YESTERDAY}T00:00:00Z`) } })
    expect(await readersSee(story.slug)).toEqual([])
    expect(await findPublicFile(key)).toBeNull()
  })
})

describe('A picture that is replaced', () => {
  it('is another everywhere, and its old files are gone', async () => {
    const actor = await editor()
    const picture = await makePicture()
    const story = await liveArticle({ leadPicture: pictureUse(picture) })
    const before = await keyOf(picture.id)
    const bytes = await drawPicture({ width: 700, height: 500, colour: '#aa2200' })
    const outcome = await withFile(bytes, (file) =>
      replacePicture(actor, { id: picture.id, version: picture.version, file, fileName: 'b.jpg' }, NOW),
    )
    expect(outcome.ok).toBe(true)
    const after = await keyOf(picture.id)
    expect(after).not.toBe(before)
    expect(existsSync(join(media.folder(), before))).toBe(false)
    expect(existsSync(join(media.folder(), after, '480.webp'))).toBe(true)
    const found = await findPublishedStory(story.slug)
    expect(found.state === 'live' && found.story.pictures).toMatchObject([{ key: after, width: 700, widths: [480, 700] }])
    expect(await findPublicFile(before)).toBeNull()
  })

  it('stays as it was when the other file is no picture', async () => {
    const actor = await editor()
    const picture = await makePicture()
    const before = await keyOf(picture.id)
    const input = { id: picture.id, version: picture.version, fileName: 'b.svg' }
    expect((await withFile(Buffer.from('<svg/>'), (file) => replacePicture(actor, { ...input, file }, NOW))).ok).toBe(false)
    expect(await keyOf(picture.id)).toBe(before)
  })
})

describe('The bytes of a picture', () => {
  it('are public only while a live story shows it', async () => {
    const actor = await editor()
    const picture = await makePicture()
    const key = await keyOf(picture.id)
    const story = await draftArticle({ leadPicture: pictureUse(picture) })
    expect(await findPublicFile(key)).toBeNull()
    await publishArticle(actor, { id: story.id, version: story.version }, NOW)
    expect(await findPublicFile(key)).toEqual({ widths: [480, 960, 1200], until: null })
    await withdrawArticle(actor, { id: story.id, version: story.version + 1, reason: 'It was wrong' }, NOW)
    expect(await findPublicFile(key)).toBeNull()
    expect(await db.publishedPicture.count()).toBe(0)
  })

  it('are for a viewer only those of stories they may open', async () => {
    const viewer = (await makeUser({ role: 'viewer' })).actor
    const picture = await makePicture()
    const key = await keyOf(picture.id)
    await expect(openPicture(viewer, { key }, NOW)).rejects.toThrow('There is no such picture')
    const story = await draftArticle({ leadPicture: pictureUse(picture) })
    expect(await openPicture(viewer, { key }, NOW)).toMatchObject({ id: picture.id })
    await db.article.update({ where: { id: story.id }, data: { sensitive: true } })
    await expect(openPicture(viewer, { key }, NOW)).rejects.toThrow('There is no such picture')
    expect(await whereUsed(viewer, picture.id, NOW)).toEqual([])
  })
})

describe('The library', () => {
  it('finds pictures by their words, and those without text, ending soon or unused', async () => {
    const actor = await editor()
    const hall = await makePicture({ fileName: 'hall.jpg', alt: 'A hall', rightsUntil: NEXT_YEAR })
    const park = await makePicture({ fileName: 'park.jpg', caption: 'A 100% green park', rightsUntil: dayFromNow(5) })
    await draftArticle({ leadPicture: pictureUse(hall) })
    const names = async (filter: Parameters<typeof listPictures>[1]) =>
      (await listPictures(actor, filter, NOW)).items.map((picture) => picture.fileName)
    expect(await names({ q: '100%' })).toEqual(['park.jpg'])
    expect(await names({ show: 'no-text' })).toEqual(['park.jpg'])
    expect(await names({ show: 'expiring' })).toEqual(['park.jpg'])
    expect(await names({ show: 'unused' })).toEqual(['park.jpg'])
    expect((await names({})).sort()).toEqual(['hall.jpg', 'park.jpg'])
    expect(await deletePicture(actor, hall, NOW)).toMatchObject({ ok: false })
    expect(await deletePicture(actor, park, NOW)).toMatchObject({ ok: true })
    expect(await names({})).toEqual(['hall.jpg'])
  })
})

describe('A picture of a closed story', () => {
  const shut = (id: string) => db.article.update({ where: { id }, data: { sensitive: true } })
  const name = (id: string, personId: string) => db.articlePerson.create({ data: { articleId: id, personId, addedBy: 'Factory' } })
  const library = async (actor: Person) => (await listPictures(actor, {}, NOW)).items.map((picture) => picture.id)
  const opens = (actor: Person, id: string) =>
    openPicture(actor, { id }, NOW).then(
      () => true,
      () => false,
    )

  it('is in the library of those who may open the story and of whoever added it, and there is none for anybody else', async () => {
    const [named, stranger, uploader] = [await editor(), await editor(), (await makeUser({ role: 'author' })).actor]
    const picture = await makePicture({ ...consent, actor: uploader, fileName: 'canary.jpg' })
    const story = await draftArticle({ leadPicture: pictureUse(picture) })
    await shut(story.id)
    await name(story.id, named.id)
    const known = { id: picture.id, version: picture.version }
    expect([await library(named), await library(stranger), await library(uploader)]).toEqual([[picture.id], [], [picture.id]])
    expect([await opens(named, picture.id), await opens(stranger, picture.id), await opens(uploader, picture.id)]).toEqual([
      true,
      false,
      true,
    ])
    expect(await listPictures(stranger, { q: 'canary' }, NOW)).toMatchObject({ total: 0 })
    await expect(getPicture(stranger, picture.id, NOW)).rejects.toThrow(NotFound)
    const acts = [
      () => editPicture(stranger, { ...nothing, ...known, fileName: 'mine.jpg' }, NOW),
      () => withdrawConsent(stranger, known, NOW),
      () => deletePicture(stranger, known, NOW),
      async () => withFile(await drawPicture(), (file) => replacePicture(stranger, { ...known, file, fileName: 'b.jpg' }, NOW)),
    ]
    for (const act of acts) await expect(act()).rejects.toThrow(NotFound)
    expect(JSON.stringify((await listEvents(stranger, auditFilterSchema.parse({}))).events)).not.toContain('canary')
    expect(JSON.stringify((await listEvents(named, auditFilterSchema.parse({}))).events)).toContain('canary')
  })

  it('is everybody’s again once an open story shows it, which then is all they are told of', async () => {
    const stranger = await editor()
    const picture = await makePicture()
    const closed = await draftArticle({ leadPicture: pictureUse(picture) })
    await shut(closed.id)
    expect(await opens(stranger, picture.id)).toBe(false)
    const open = await draftArticle({ leadPicture: pictureUse(picture) })
    expect(await library(stranger)).toEqual([picture.id])
    expect((await whereUsed(stranger, picture.id, NOW)).map((story) => story.id)).toEqual([open.id])
  })

  it('is in no story of somebody it is closed to: a save that names it is refused, as if there were none', async () => {
    const stranger = await editor()
    const picture = await makePicture()
    const closed = await draftArticle({ leadPicture: pictureUse(picture) })
    const own = await draftArticle()
    await shut(closed.id)
    const naming = { ...own.input, slug: null, leadPicture: pictureUse(picture) }
    const refusal = { ok: false, problems: [{ field: 'leadPicture' }] }
    expect(await saveDraft(stranger, { ...naming, id: own.id, version: own.version }, NOW)).toMatchObject(refusal)
    expect(await createArticle(stranger, naming, NOW)).toMatchObject(refusal)
    expect(await opens(stranger, picture.id)).toBe(false)
  })

  it('is closed from its upload on, before any version shows it, and stays so when the story is deleted', async () => {
    const [writer, stranger] = [await editor(), await editor()]
    const story = await draftArticle()
    await shut(story.id)
    await name(story.id, writer.id)
    const added = await withFile(await drawPicture(), (file) => addPicture(writer, { file, fileName: 'a.jpg', story: story.id }, NOW))
    const used = await makePicture({ fileName: 'b.jpg' })
    await saveDraft(writer, { ...story.input, id: story.id, version: story.version, leadPicture: pictureUse(used) }, NOW)
    expect(added.ok && (await library(stranger))).toEqual([])
    const unused = await withFile(await drawPicture(), (file) => addPicture(writer, { file, fileName: 'canary.jpg', story: story.id }, NOW))
    await deletePicture(writer, { id: unused.ok ? unused.value.id : '', version: 1 }, NOW)
    const record = async (actor: Person) => JSON.stringify((await listEvents(actor, auditFilterSchema.parse({}))).events)
    expect(await record(stranger)).not.toContain('canary')
    expect(await record(writer)).toContain('canary')
    await deleteDraft(writer, { id: story.id, version: story.version + 1 }, NOW)
    expect(await db.article.count()).toBe(0)
    expect(await library(stranger)).toEqual([])
    expect(added.ok && (await library(writer))).toEqual([added.ok && added.value.id])
  })

  it('and what the record says of it stay closed when somebody begins a new story under the id of the deleted one', async () => {
    const [writer, stranger] = [await editor(), await editor()]
    const story = await draftArticle({ headline: 'A canary of a headline' })
    await shut(story.id)
    await name(story.id, writer.id)
    await withFile(await drawPicture(), (file) => addPicture(writer, { file, fileName: 'a.jpg', story: story.id }, NOW))
    await deleteDraft(writer, { id: story.id, version: story.version }, NOW)
    const begin = async () => {
      const made = await createArticle(stranger, { ...storyInput({ headline: 'Another' }), newId: story.id }, NOW)
      return made.ok ? made.value.id : ''
    }
    const id = await begin()
    expect(id).not.toBe(story.id)
    expect(await library(stranger)).toEqual([])
    expect(JSON.stringify((await listEvents(stranger, auditFilterSchema.parse({}))).events)).not.toMatch(/canary/)
    // Pressed again because the answer was lost, it is the same story.
    expect(await begin()).toBe(id)
    expect(await db.article.count()).toBe(1)
  })

  it('whose story was deleted falls to the admins once whoever added it has left, and to nobody else', async () => {
    const [writer, stranger, admin] = [await editor(), await editor(), (await makeUser({ role: 'admin' })).actor]
    const story = await draftArticle()
    await shut(story.id)
    await name(story.id, writer.id)
    const added = await withFile(await drawPicture(), (file) => addPicture(writer, { file, fileName: 'a.jpg', story: story.id }, NOW))
    const leave = () => db.user.update({ where: { id: writer.id }, data: { active: false } })
    await leave()
    // While the story is there, it is for those named on it.
    expect(await library(admin)).toEqual([])
    await db.user.update({ where: { id: writer.id }, data: { active: true } })
    await deleteDraft(writer, { id: story.id, version: story.version }, NOW)
    expect([await library(admin), await library(stranger)]).toEqual([[], []])
    await leave()
    expect(added.ok && [await library(admin), await library(stranger)]).toEqual([[added.ok && added.value.id], []])
    expect(added.ok && (await opens(admin, added.value.id))).toBe(true)
  })

  it('is everybody’s when it was added in an open story that was deleted', async () => {
    const [writer, stranger] = [await editor(), await editor()]
    const story = await draftArticle()
    const added = await withFile(await drawPicture(), (file) => addPicture(writer, { file, fileName: 'a.jpg', story: story.id }, NOW))
    await deleteDraft(writer, { id: story.id, version: story.version }, NOW)
    expect(added.ok && (await library(stranger))).toEqual([added.ok && added.value.id])
  })
})
