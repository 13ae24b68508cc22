import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { bodyFromParagraphs } from '@/modules/articles/body'
import { makeUser } from '@/prisma/factories/user'
import { editSitePage } from './commands'
import { findSitePage } from './published'
import { getSitePageForEditing } from './queries'
import { SITE_PAGE_KEYS } from './schema'

const now = new Date('2026-11-20T10:00:00Z')
const words = { title: 'About us', body: bodyFromParagraphs(['We report on inspections.']) }

beforeEach(async () => {
  await emptyDatabase()
  await db.sitePage.createMany({ data: SITE_PAGE_KEYS.map((key) => ({ key, title: key, body: words.body })) })
})

describe('About, Contact and Privacy', () => {
  it('show readers what an admin saved, at once, and keep who it was', async () => {
    const { actor } = await makeUser({ role: 'admin' })
    const { version } = await getSitePageForEditing(actor, 'about')
    expect(await editSitePage(actor, { key: 'about', version, ...words }, now)).toEqual({ ok: true, value: { version: version + 1 } })
    expect(await findSitePage('about')).toMatchObject({ title: 'About us', body: words.body, updatedAt: now })
    expect(await db.auditEvent.count({ where: { kind: 'page.changed', entityId: 'about', actorName: actor.name } })).toBe(1)
  })

  it('end the cached page with the change', async () => {
    const { actor } = await makeUser({ role: 'admin' })
    const { version } = await getSitePageForEditing(actor, 'contact')
    await editSitePage(actor, { key: 'contact', version, ...words }, now)
    expect(await db.$queryRaw`select count(*)::int as n from page_cache.tag where tag = 'page:contact'`).toEqual([{ n: 1 }])
  })

  it('refuse a save over somebody else’s, with what is stored now', async () => {
    const { actor } = await makeUser({ role: 'admin' })
    const { version } = await getSitePageForEditing(actor, 'about')
    await editSitePage(actor, { key: 'about', version, ...words }, now)
    await expect(editSitePage(actor, { key: 'about', version, ...words, title: 'Mine' }, now)).rejects.toThrow(Conflict)
    expect((await findSitePage('about'))?.title).toBe('About us')
  })

  it.each(['viewer', 'author', 'editor'] as const)('are not for a %s to change', async (role) => {
    const { actor } = await makeUser({ role })
    await expect(editSitePage(actor, { key: 'about', version: 1, ...words }, now)).rejects.toThrow(NotAllowed)
    await expect(getSitePageForEditing(actor, 'about')).rejects.toThrow(NotAllowed)
  })
})
