import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { type Actor, systemActor } from '@/modules/access/actor'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { draftArticle, liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { createPreviewLink } from './commands/create-preview-link'
import { revokePreviewLink } from './commands/revoke-preview-link'
import { sayByLink } from './commands/say-by-link'
import { listPreviewLinks } from './queries/list-links'
import { openPreview } from './queries/open-preview'
import { createPreviewLinkSchema, sayByLinkSchema } from './schema'

const tester = systemActor('Test', 'a test')
const now = new Date('2026-11-22T10:00:00Z')
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000)
const peer = '198.51.100.7'

beforeEach(emptyDatabase)

async function link(story: MadeArticle, given: { actor?: Actor; shows?: 'latest' | number; label?: string } = {}) {
  const { actor = tester, shows = 'latest', label = 'the lawyer' } = given
  const made = await createPreviewLink(actor, { articleId: story.id, label, shows, hours: 72 }, now)
  if (!made.ok) throw new Error(made.problems[0]?.message)
  return { ...made.value, token: made.value.url.split('/').at(-1) ?? '' }
}
const open = (token: string, at = now) => openPreview({ token, peer }, at)
const change = (story: MadeArticle, headline: string) =>
  saveDraft(tester, { id: story.id, version: story.version, ...story.input, slug: story.slug, headline }, now)

describe('A preview link', () => {
  it('shows the words of a draft to whoever has it, and nothing of tags that only drafts carry', async () => {
    const [quiet, known] = [
      await makeTag({ label: 'Quiet matter', type: 'theme' }),
      await makeTag({ label: 'Known matter', type: 'theme' }),
    ]
    await liveArticle({ tags: [known.slug] })
    const draft = await draftArticle({ headline: 'A report nobody has seen', tags: [quiet.slug, known.slug] })
    const { token } = await link(draft)
    const seen = await open(token)
    expect(seen).toMatchObject({ state: 'shown', label: 'the lawyer', readers: 'nothing', story: { headline: 'A report nobody has seen' } })
    expect(seen.state === 'shown' && seen.story.tags.map((tag) => tag.label)).toEqual(['Known matter'])
  })

  it('is known only to whoever made it: what is kept of it opens nothing', async () => {
    const { token, id } = await link(await draftArticle())
    const row = await db.previewLink.findUniqueOrThrow({ where: { id } })
    expect(JSON.stringify(row)).not.toContain(token)
    expect(await open(row.tokenHash)).toEqual({ state: 'nothing' })
  })

  it('to the newest version follows the story; to one version it stays with that', async () => {
    const draft = await draftArticle({ headline: 'First words' })
    const [latest, first] = [await link(draft), await link(draft, { shows: 1 })]
    await change(draft, 'Second words')
    expect(await open(latest.token)).toMatchObject({ story: { headline: 'Second words', revision: 2 } })
    expect(await open(first.token)).toMatchObject({ story: { headline: 'First words', revision: 1 } })
  })

  it('of a live story says whether readers have these words', async () => {
    const live = await liveArticle()
    const { token } = await link(live)
    expect(await open(token)).toMatchObject({ readers: 'same' })
    await change(live, 'Other words')
    expect(await open(token)).toMatchObject({ readers: 'older' })
  })

  it('that is unknown, revoked or past answers alike', async () => {
    const draft = await draftArticle()
    const [revoked, past] = [await link(draft), await link(draft)]
    await revokePreviewLink(tester, { linkId: revoked.id }, now)
    const unknown = 'A'.repeat(43)
    expect(await Promise.all([open(unknown), open(revoked.token), open(past.token, hours(72)), open('short')])).toEqual(
      Array(4).fill({ state: 'nothing' }),
    )
    expect(await open(past.token, hours(71.9))).toMatchObject({ state: 'shown' })
  })

  it('ends where its story was withdrawn after it was made', async () => {
    const live = await liveArticle()
    const before = await link(live)
    await withdrawArticle(tester, { id: live.id, version: live.version, reason: 'Named a child.' }, hours(1))
    expect(await open(before.token, hours(2))).toEqual({ state: 'nothing' })
  })

  it('leaves a peer that opens many dead ones waiting, and nobody else', async () => {
    for (let at = 0; at < 60; at += 1) await open('A'.repeat(43))
    expect(await open('A'.repeat(43))).toEqual({ state: 'wait' })
    expect(await openPreview({ token: 'A'.repeat(43), peer: '203.0.113.9' }, now)).toEqual({ state: 'nothing' })
  })
})

describe('Making one', () => {
  it('is for authors of the story and for editors', async () => {
    const [author, other] = [(await makeUser({ role: 'author' })).actor, (await makeUser({ role: 'author' })).actor]
    const editor = (await makeUser({ role: 'editor' })).actor
    const draft = await draftArticle({ actor: author })
    await link(draft, { actor: author })
    await link(draft, { actor: editor })
    await expect(link(draft, { actor: other })).rejects.toThrow(NotAllowed)
    expect((await listPreviewLinks(other, draft.id, now)).mayShare).toBe(false)
  })

  it('is refused during an embargo, and what was made before shows nothing until it ends', async () => {
    const draft = await draftArticle()
    const before = await link(draft)
    await db.article.update({ where: { id: draft.id }, data: { embargoUntil: hours(5) } })
    expect(await createPreviewLink(tester, { articleId: draft.id, label: 'the lawyer', shows: 'latest', hours: 72 }, now)).toEqual({
      ok: false,
      problems: [{ field: '', message: 'Sharing is blocked: this story is under embargo until 3.00pm on 22 November 2026' }],
    })
    expect(await open(before.token)).toEqual({ state: 'nothing' })
    expect((await listPreviewLinks(tester, draft.id, now)).links).toMatchObject([{ state: 'blocked' }])
  })

  it('of a sensitive story is for those named on it; older links show nothing any more, nor theirs once they have gone', async () => {
    const { actor, id } = await makeUser({ role: 'editor' })
    const stranger = (await makeUser({ role: 'admin' })).actor
    const draft = await draftArticle()
    const older = await link(draft, { actor })
    await db.article.update({ where: { id: draft.id }, data: { sensitive: true, people: { create: { personId: id, addedBy: 'Test' } } } })
    await expect(link(draft, { actor: stranger })).rejects.toThrow(NotFound)
    await expect(listPreviewLinks(stranger, draft.id, now)).rejects.toThrow(NotFound)
    const { token } = await link(draft, { actor })
    expect(await open(older.token)).toEqual({ state: 'nothing' })
    expect(await open(token)).toMatchObject({ state: 'shown' })
    await db.user.update({ where: { id }, data: { active: false } })
    expect(await open(token)).toEqual({ state: 'nothing' })
    await db.user.update({ where: { id }, data: { active: true } })
    await db.articlePerson.deleteMany({ where: { articleId: draft.id } })
    expect(await open(token)).toEqual({ state: 'nothing' })
  })

  it('asks who it is for, how long from one hour to two weeks, and a version that is there', async () => {
    const draft = await draftArticle()
    const input = { articleId: draft.id, label: 'Press office', shows: '1', hours: '72' }
    const problems = (given: object) =>
      createPreviewLinkSchema.safeParse({ ...input, ...given }).error?.issues.map((issue) => issue.message)
    expect(createPreviewLinkSchema.parse(input)).toMatchObject({ shows: 1, hours: 72 })
    expect(problems({ label: ' ' })).toEqual(['Enter who the link is for'])
    for (const wrong of ['0', '337', '1.5', 'long']) expect(problems({ hours: wrong })).toEqual(['Enter a number of hours from 1 to 336'])
    expect(problems({ shows: 'all' })).toEqual(['Choose which version is shown'])
    expect(await createPreviewLink(tester, { articleId: draft.id, label: 'x', shows: 9, hours: 1 }, now)).toMatchObject({
      problems: [{ field: 'shows', message: 'This story has no version 9' }],
    })
  })
})

describe('The list of a story’s links', () => {
  it('says what each shows, until when, and when it was opened, without an address', async () => {
    const draft = await draftArticle()
    const made = await link(draft, { shows: 1 })
    await open(made.token)
    await open(made.token)
    const { links } = await listPreviewLinks(tester, draft.id, now)
    expect(links).toMatchObject([{ id: made.id, label: 'the lawyer', revision: 1, state: 'open', openings: 2, mayRevoke: true }])
    expect(links[0]?.openedAt).toHaveLength(2)
    expect(
      JSON.stringify(await db.previewOpening.findMany(), (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(peer)
  })

  it('keeps the record of openings as it is', async () => {
    const { token } = await link(await draftArticle())
    await open(token)
    await expect(db.previewOpening.deleteMany()).rejects.toThrow()
    expect(await db.previewOpening.count()).toBe(1)
  })
})

describe('A visitor', () => {
  const says = (token: string, given: object = {}) => ({
    token,
    revision: 1,
    name: 'Council press office',
    verdict: 'needs-change' as const,
    body: 'The date is wrong.',
    ...given,
  })

  it('says what they think of the version they were shown, under a name', async () => {
    const draft = await draftArticle()
    const { token, id } = await link(draft)
    await change(draft, 'Other words')
    expect(await sayByLink(says(token), { peer }, now)).toMatchObject({ ok: true })
    const [comment] = await db.comment.findMany()
    const first = await db.revision.findFirstOrThrow({ where: { articleId: draft.id, number: 1 } })
    expect(comment).toMatchObject({
      articleId: draft.id,
      revisionId: first.id,
      authorId: null,
      authorName: 'Council press office',
      previewLinkId: id,
      verdict: 'needs-change',
      body: 'The date is wrong.',
    })
  })

  it('is not heard by a link that shows nothing, nor about a version that it does not show', async () => {
    const draft = await draftArticle()
    const [one, pinned] = [await link(draft), await link(draft, { shows: 1 })]
    await change(draft, 'Other words')
    expect(await sayByLink(says(pinned.token, { revision: 2 }), { peer }, now)).toMatchObject({ ok: false })
    await revokePreviewLink(tester, { linkId: one.id }, now)
    expect(await sayByLink(says(one.token), { peer }, now)).toMatchObject({ ok: false })
    expect(await db.comment.count()).toBe(0)
  })

  it('has to give a name, and words unless they approve', () => {
    const problems = (given: object) => sayByLinkSchema.safeParse(says('x', given)).error?.issues.map((issue) => issue.message)
    expect(problems({ name: '' })).toEqual(['Enter your name'])
    expect(problems({ body: '' })).toEqual(['Write what needs a change'])
    expect(problems({ body: '', verdict: '' })).toEqual(['Write a comment, or choose “Approved”'])
    expect(problems({ body: '', verdict: 'approved' })).toBeUndefined()
  })

  it('waits after a lot was sent from one peer', async () => {
    const { token } = await link(await draftArticle())
    for (let at = 0; at < 20; at += 1) expect(await sayByLink(says(token), { peer }, now)).toMatchObject({ ok: true })
    expect(await sayByLink(says(token), { peer }, now)).toMatchObject({ ok: false, problems: [{ field: '' }] })
    expect(await sayByLink(says(token), { peer: '203.0.113.9' }, now)).toMatchObject({ ok: true })
  })
})
