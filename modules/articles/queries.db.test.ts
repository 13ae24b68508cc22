import { beforeEach, describe, expect, it } from 'vitest'
import { NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person } from '@/modules/access/actor'
import { draftArticle, liveArticle, withdrawnArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { getArticleForEditing, getHistory } from './queries'

beforeEach(emptyDatabase)

const nobody = '00000000-0000-4000-8000-000000000000'
const stranger = { kind: 'person', id: nobody, name: 'Stranger', role: 'reader' } as unknown as Person

describe('Stories in the newsroom', () => {
  it('are for staff', async () => {
    const story = await draftArticle()
    const reads = [() => getHistory(stranger, story.id), () => getArticleForEditing(stranger, story.id)]
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
      'published version 1, before a second person had read it',
      'started this story',
    ])
    expect(history.revisions).toMatchObject([{ number: 1, headline: 'A plan', head: true, live: false }])
  })
})
