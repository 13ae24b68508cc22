import { beforeEach, describe, expect, it } from 'vitest'
import { NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person } from '@/modules/access/actor'
import { draftArticle, liveArticle, withdrawnArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { saveDraft } from './commands/save-draft'
import { deskCounts, getArticleForEditing, getHistory, listArticles } from './queries'

beforeEach(emptyDatabase)

const now = new Date('2026-11-20T10:00:00Z')
const nobody = '00000000-0000-4000-8000-000000000000'
const stranger = { kind: 'person', id: nobody, name: 'Stranger', role: 'reader' } as unknown as Person

describe('The newsroom’s list', () => {
  it('shows every story to all staff, last changed first, with the newest headline', async () => {
    const { actor } = await makeUser({ role: 'viewer' })
    const editor = await makeUser({ name: 'Robin' })
    const draft = await draftArticle({ headline: 'Draft', now: new Date('2026-11-01T10:00:00Z') })
    await liveArticle({ headline: 'Live', now: new Date('2026-11-02T10:00:00Z') })
    await saveDraft(editor.actor, { id: draft.id, version: 1, ...draft.input, headline: 'Draft, better' }, now)
    const { items, total } = await listArticles(actor)
    expect(total).toBe(2)
    expect(items.map(({ headline, state, updatedByName }) => [headline, state, updatedByName])).toEqual([
      ['Draft, better', 'draft', 'Robin'],
      ['Live', 'live', 'Factory'],
    ])
  })

  it('finds by state and by words of the headline, of which none is a pattern', async () => {
    const { actor } = await makeUser()
    for (const headline of ['100% of plans', '1000 plans', 'A_B', 'AxB', 'Back\\slash']) await draftArticle({ headline })
    await withdrawnArticle({ headline: '100% withdrawn' })
    const found = async (filter: Parameters<typeof listArticles>[1]) =>
      (await listArticles(actor, filter)).items.map(({ headline }) => headline).sort()
    expect(await found({ q: '100%' })).toEqual(['100% of plans', '100% withdrawn'])
    expect(await found({ q: '100%', state: 'draft' })).toEqual(['100% of plans'])
    expect(await found({ q: 'a_b' })).toEqual(['A_B'])
    expect(await found({ q: '\\' })).toEqual(['Back\\slash'])
    expect(await found({ q: '\u0000 \ud800 PLANS' })).toEqual(['100% of plans', '1000 plans'])
    expect(await found({ q: 'x'.repeat(5_000) })).toEqual([])
  })

  it('and everything else in the newsroom is for staff', async () => {
    const story = await draftArticle()
    const reads = [
      () => listArticles(stranger),
      () => deskCounts(stranger),
      () => getHistory(stranger, story.id),
      () => getArticleForEditing(stranger, story.id),
    ]
    for (const read of reads) await expect(read()).rejects.toBeInstanceOf(NotAllowed)
  })
})

describe('A story in the newsroom', () => {
  it('that is not there is not found, whatever its id looks like', async () => {
    const { actor } = await makeUser()
    for (const id of [nobody, 'nothing', '', '\u0000', "'; drop table article"]) {
      await expect(getArticleForEditing(actor, id)).rejects.toBeInstanceOf(NotFound)
      await expect(getHistory(actor, id)).rejects.toBeInstanceOf(NotFound)
    }
  })

  it('says what this person may do with it', async () => {
    const [viewer, author, editor] = [await makeUser({ role: 'viewer' }), await makeUser({ role: 'author' }), await makeUser()]
    const [draft, live, gone] = [await draftArticle({ actor: author.actor }), await liveArticle(), await withdrawnArticle()]
    const may = async (actor: Person, id: string) =>
      Object.entries(await getArticleForEditing(actor, id))
        .filter(([key, value]) => key.startsWith('can') && value === true)
        .map(([key]) => key)
    expect(await may(viewer.actor, draft.id)).toEqual([])
    expect(await may(author.actor, draft.id)).toEqual(['canEdit', 'canChangeSlug', 'canDelete'])
    expect(await may(author.actor, live.id)).toEqual([])
    expect(await may(editor.actor, draft.id)).toEqual(['canEdit', 'canPublish', 'canChangeSlug', 'canDelete'])
    expect(await may(editor.actor, live.id)).toEqual(['canEdit', 'canPublish', 'canWithdraw', 'canChangeSlug'])
    expect(await may(editor.actor, gone.id)).toEqual(['canEdit', 'canMakeLiveAgain', 'canChangeSlug'])
  })

  it('has a history in sentences, newest first, and all its texts', async () => {
    const { actor } = await makeUser({ role: 'viewer' })
    const story = await withdrawnArticle({ headline: 'A plan', reason: 'It was wrong.' })
    const history = await getHistory(actor, story.id)
    expect(history.events.map(({ sentence }) => sentence)).toEqual([
      'withdrew it: It was wrong.',
      'published version 1',
      'started this story',
    ])
    expect(history.revisions).toMatchObject([{ number: 1, headline: 'A plan', head: true, live: false }])
  })
})

describe('The desk', () => {
  it('counts what stands where, and the person’s own drafts', async () => {
    const { actor } = await makeUser()
    await draftArticle({ actor })
    await draftArticle()
    await withdrawnArticle()
    await liveArticle()
    const live = await liveArticle()
    await saveDraft(actor, { id: live.id, version: live.version, ...live.input, byline: 'x' }, now)
    expect(await deskCounts(actor)).toEqual({ drafts: 2, live: 2, withdrawn: 1, unpublishedChanges: 1, mine: 1 })
  })
})
