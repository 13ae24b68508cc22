import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed, NotFound, type Outcome } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person } from '@/modules/access/actor'
import { deleteDraft } from '@/modules/articles/commands/delete-draft'
import { draftArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { type Added, addComment } from './commands/add-comment'
import { addVisitorComment } from './commands/add-visitor-comment'
import { answerComment } from './commands/answer-comment'
import { removeComment } from './commands/remove-comment'
import { reopenComment, resolveComment } from './commands/resolve-comment'
import { seeComment } from './commands/see-comment'
import { commentsOf, countMentions, mentionsFor } from './queries'

// The settings are read once a process: before anything asks for them.
const folder = mkdtempSync(join(tmpdir(), 'throughline-comments-'))
process.env.MAIL_TRANSPORT = `file:${folder}`
process.env.PUBLIC_URL = 'https://news.example.org'

const now = new Date('2026-11-21T10:00:00Z')
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const anchor = { field: 'body' as const, quote: 'local services', before: 'A report on ', after: ' was published' }

/** Mails, their soft line ends joined. */
const mails = () =>
  readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replace(/=\r\n/g, '').replace(/\r\n/g, '\n'))
const worked = <T>(outcome: Outcome<T>): T => {
  if (outcome.ok) return outcome.value
  throw new Error(JSON.stringify(outcome))
}

let ann: Person
let ben: Person
let story: Awaited<ReturnType<typeof draftArticle>>
const comment = async (actor: Person, body: string, at = now): Promise<Added> =>
  worked(await addComment(actor, { articleId: story.id, anchor, body, mentions: [] }, at))
const close = (people: Person[]) =>
  db.article.update({
    where: { id: story.id },
    data: { sensitive: true, people: { create: people.map(({ id }) => ({ personId: id, addedBy: 'Test' })) } },
  })

beforeEach(async () => {
  await emptyDatabase()
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  ann = (await makeUser({ name: 'Ann Lee', email: 'ann@example.org', role: 'author' })).actor
  ben = (await makeUser({ name: 'Ben Hale', email: 'ben@example.org' })).actor
  story = await draftArticle({ headline: 'A plan for the board' })
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('A comment', () => {
  it('stands with its answers and the words it is about, and is recorded without its own words', async () => {
    const { id } = await comment(ben, 'Where is this from?')
    worked(await answerComment(ann, { commentId: id, body: 'The report, page 4.', mentions: [] }, inMinutes(1)))
    const { threads } = await commentsOf(ben, story.id, inMinutes(2))
    expect(threads).toMatchObject([
      {
        id,
        body: 'Where is this from?',
        by: 'Ben Hale',
        anchor,
        resolved: null,
        answers: [{ body: 'The report, page 4.', by: 'Ann Lee' }],
      },
    ])
    const events = await db.auditEvent.findMany({ where: { kind: { startsWith: 'comment.' } }, orderBy: { id: 'asc' } })
    expect(events.map(({ kind, actorName }) => `${kind} ${actorName}`)).toEqual(['comment.added Ben Hale', 'comment.answered Ann Lee'])
    expect(JSON.stringify(events, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toMatch(/page 4|Where is this/)
  })

  it('leaves the version of the story as it is', async () => {
    await comment(ann, 'Only a comment.')
    expect(await db.article.findUnique({ where: { id: story.id }, select: { version: true } })).toEqual({ version: story.version })
  })

  it('is resolved by whoever made it and by those who may edit the story, and by nobody else', async () => {
    const { actor: viewer } = await makeUser({ role: 'viewer' })
    const { id } = await comment(ben, 'Mend this.')
    const answer = worked(await answerComment(viewer, { commentId: id, body: 'It is mended.', mentions: [] }, now))
    for (const actor of [viewer, ann]) {
      expect((await commentsOf(actor, story.id, now)).threads[0]?.canSettle).toBe(false)
      await expect(resolveComment(actor, { commentId: answer.id }, now)).rejects.toBeInstanceOf(NotAllowed)
    }
    const own = await comment(viewer, 'This is mine.', inMinutes(1))
    worked(await resolveComment(viewer, { commentId: own.id }, now))
    worked(await resolveComment(ben, { commentId: id }, now))
    await expect(reopenComment(viewer, { commentId: id }, now)).rejects.toBeInstanceOf(NotAllowed)
    const [thread] = (await commentsOf(ben, story.id, now)).threads
    expect(thread).toMatchObject({ id, canSettle: true, resolved: { by: 'Ben Hale' } })
  })

  it('is resolved once, opened again, and not answered while it is resolved', async () => {
    const { id } = await comment(ben, 'Mend this.')
    await db.article.update({ where: { id: story.id }, data: { createdById: ann.id } })
    worked(await resolveComment(ann, { commentId: id }, inMinutes(1)))
    worked(await resolveComment(ben, { commentId: id }, inMinutes(2)))
    expect((await commentsOf(ben, story.id, now)).threads[0]?.resolved).toEqual({ by: 'Ann Lee', at: inMinutes(1).toISOString() })
    await expect(answerComment(ben, { commentId: id, body: 'Not yet.', mentions: [] }, now)).rejects.toBeInstanceOf(Conflict)
    worked(await reopenComment(ben, { commentId: id }, inMinutes(3)))
    expect((await commentsOf(ben, story.id, now)).threads[0]?.resolved).toBeNull()
    expect(await db.auditEvent.count({ where: { kind: 'comment.resolved' } })).toBe(1)
  })

  it('can be taken back by its author for five minutes, and by nobody once it was answered', async () => {
    const { id } = await comment(ann, 'Wrong story.')
    await expect(removeComment(ben, { commentId: id }, inMinutes(1))).rejects.toBeInstanceOf(NotAllowed)
    await expect(removeComment(ann, { commentId: id }, inMinutes(5))).rejects.toBeInstanceOf(Conflict)
    expect((await commentsOf(ann, story.id, inMinutes(1))).threads[0]?.canRemove).toBe(true)
    worked(await removeComment(ann, { commentId: id }, inMinutes(4)))
    const answered = await comment(ann, 'Right story.')
    worked(await answerComment(ben, { commentId: answered.id, body: 'Yes.', mentions: [] }, now))
    await expect(removeComment(ann, { commentId: answered.id }, now)).rejects.toBeInstanceOf(Conflict)
  })

  it('of a visitor says by which link it came', async () => {
    const { headRevisionId } = await db.article.findUniqueOrThrow({ where: { id: story.id }, select: { headRevisionId: true } })
    const link = await db.previewLink.create({
      data: {
        tokenHash: 'a'.repeat(64),
        articleId: story.id,
        label: 'legal',
        createdByName: 'Ben',
        createdAt: now,
        expiresAt: inMinutes(60),
      },
      select: { id: true, label: true },
    })
    const said = {
      articleId: story.id,
      revisionId: headRevisionId ?? '',
      link,
      name: 'A solicitor',
      body: 'Fine.',
      verdict: 'approved' as const,
    }
    await db.$transaction((tx) => addVisitorComment(tx, said, now))
    expect((await commentsOf(ann, story.id, now)).threads).toMatchObject([
      { by: 'A solicitor, by preview link “legal”', verdict: 'approved', canRemove: false },
    ])
  })

  it('goes with a draft that is deleted', async () => {
    await comment(ben, 'Is this needed?')
    worked(await deleteDraft(ben, { id: story.id, version: story.version }, now))
    expect(await db.comment.count()).toBe(0)
  })
})

describe('Naming a colleague with @', () => {
  it('puts the comment on their desk and sends them the words', async () => {
    expect(await comment(ben, '@Ann Lee, is this right?')).toMatchObject({ unreached: [] })
    expect(await mentionsFor(ann)).toMatchObject([{ headline: 'A plan for the board', by: 'Ben Hale', body: '@Ann Lee, is this right?' }])
    expect([await countMentions(ann), await countMentions(ben)]).toEqual([1, 0])
    const [mail = ''] = mails()
    expect(mail).toContain('To: ann@example.org')
    expect(mail).toContain('is this right?')
    expect(mail).toContain(`https://news.example.org/admin/articles/${story.id}?panel`)
  })

  it.each([
    ['answering', async (id: string) => answerComment(ann, { commentId: id, body: 'Yes.', mentions: [] }, now)],
    ['“seen”', async (id: string) => seeComment(ann, { commentId: id }, now)],
    ['resolving, by whoever may', async (id: string) => resolveComment(ben, { commentId: id }, now)],
  ])('is done by %s', async (_, act) => {
    const { id } = await comment(ben, '@Ann Lee?')
    await act(id)
    expect(await countMentions(ann)).toBe(0)
  })

  it('is not needed for whoever is answered', async () => {
    const { id } = await comment(ann, 'Is this clear?')
    worked(await answerComment(ben, { commentId: id, body: 'Yes.', mentions: [] }, now))
    expect(await countMentions(ann)).toBe(1)
  })

  it('does not name oneself, nor an account that is closed', async () => {
    await makeUser({ name: 'Cass Gone', active: false })
    await comment(ann, '@Ann Lee and @Cass Gone')
    expect(await db.commentMention.count()).toBe(0)
    expect(mails()).toEqual([])
  })

  it('keeps the comment when the mail cannot be sent, and says whom it did not reach', async () => {
    await db.user.update({ where: { id: ann.id }, data: { email: 'no address' } })
    expect(await comment(ben, '@Ann Lee?')).toMatchObject({ unreached: ['Ann Lee'] })
    expect(await countMentions(ann)).toBe(1)
  })
})

describe('Comments on a closed story', () => {
  it('are there for those named on it and for nobody else, not even for an admin', async () => {
    const { id } = await comment(ben, 'Before it was closed: @Ann Lee')
    const { actor: admin } = await makeUser({ role: 'admin' })
    await close([ben])
    await expect(commentsOf(admin, story.id, now)).rejects.toBeInstanceOf(NotFound)
    await expect(resolveComment(admin, { commentId: id }, now)).rejects.toBeInstanceOf(NotFound)
    await expect(addComment(ann, { articleId: story.id, anchor: null, body: 'x', mentions: [] }, now)).rejects.toBeInstanceOf(NotFound)
    expect(await mentionsFor(ann)).toEqual([])
    expect((await commentsOf(ben, story.id, now)).people).toEqual([])
  })

  it('cannot name somebody who may not open it', async () => {
    await close([ben])
    const outcome = await addComment(ben, { articleId: story.id, anchor: null, body: '@Ann Lee, look', mentions: [] }, now)
    expect(outcome).toEqual({
      ok: false,
      problems: [{ field: 'body', message: 'Ann Lee may not open this story. Name them on it first, under Workflow' }],
    })
    expect(await db.comment.count()).toBe(0)
  })

  it.each(['sensitive', 'embargoed', 'legally sensitive'])('sends no word of it by mail when it is %s', async (why) => {
    if (why === 'legally sensitive') await db.article.update({ where: { id: story.id }, data: { legallySensitive: true } })
    else await close([ann, ben])
    if (why === 'embargoed') await db.article.update({ where: { id: story.id }, data: { sensitive: false, embargoUntil: inMinutes(60) } })
    await comment(ben, '@Ann Lee, a secret')
    const [mail = ''] = mails()
    expect(mail).toContain('Subject: Ben Hale named you in a comment\n')
    expect(mail).not.toMatch(/secret|plan for the board/)
  })
})
