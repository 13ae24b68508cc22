import { parse } from 'csv-parse/sync'
import { Pool } from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { londonIsoDay } from '@/lib/dates'
import { db } from '@/lib/db'
import { NotAllowed } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { recordEvent } from './commands'
import { auditCsv, listEvents } from './queries'
import { type AuditFilter, EVENTS_PER_PAGE } from './schema'

beforeEach(emptyDatabase)

const seed = systemActor('Seed', 'a test')
const record = (count: number) =>
  db.$transaction((tx) => recordEvent(tx, seed, 'data.seeded', { type: 'system', id: 'seed' }, { what: 'stories', count }))

describe('the audit', () => {
  it.each([
    "update audit_event set actor_name = 'Somebody else'",
    'delete from audit_event',
    'truncate audit_event',
    'truncate audit_event cascade',
    "insert into audit_event (id, actor_name, kind, entity_type, entity_id, detail) select id, 'x', kind, entity_type, entity_id, detail from audit_event on conflict (id) do update set actor_name = 'x'",
  ])('refuses, even its owner: %s', async (statement) => {
    await record(1)
    const owner = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
    await expect(owner.query(statement)).rejects.toThrow(/append-only/)
    await owner.end()
    expect(await db.auditEvent.findMany({ select: { actorName: true } })).toEqual([{ actorName: 'Seed' }])
  })

  it('stands or falls with the change', async () => {
    await expect(
      db.$transaction(async (tx) => {
        await recordEvent(tx, seed, 'data.seeded', { type: 'system', id: 'seed' }, { what: 'stories', count: 1 })
        throw new Error('the change failed')
      }),
    ).rejects.toThrow('the change failed')
    expect(await db.auditEvent.count()).toBe(0)
  })

  it('takes no payload but the kind’s own', async () => {
    const wrong = { what: 'stories', count: 1, password: 'secret' }
    await expect(db.$transaction((tx) => recordEvent(tx, seed, 'data.seeded', { type: 'system', id: 'seed' }, wrong))).rejects.toThrow(
      /password/,
    )
  })

  it('has the database’s time, not the caller’s', async () => {
    const before = Date.now()
    await record(1)
    const [event] = await db.auditEvent.findMany()
    expect(Math.abs((event?.at.getTime() ?? 0) - before)).toBeLessThan(5_000)
  })
})

async function allOf(parts: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = []
  for await (const part of parts) all.push(part)
  return all
}

describe('reading the audit', () => {
  it('gives the newest first, page after page, each once', async () => {
    const { actor } = await makeUser({ role: 'editor' })
    for (let count = 1; count <= EVENTS_PER_PAGE + 2; count += 1) await record(count)
    const first = await listEvents(actor, {})
    expect(first.events).toHaveLength(EVENTS_PER_PAGE)
    expect(first.events[0]?.sentence).toBe(`loaded ${EVENTS_PER_PAGE + 2} stories`)
    const second = await listEvents(actor, { before: first.older ?? '' })
    expect(second.events.map(({ sentence }) => sentence)).toEqual(['loaded 2 stories', 'loaded 1 stories'])
    expect(second.older).toBeNull()
  })

  it('tells the addresses of those who were invited to nobody but who may see who has an account', async () => {
    const invited = { email: 'canary@example.org', role: 'author', again: false }
    await db.$transaction((tx) => recordEvent(tx, seed, 'user.invited', { type: 'user', id: 'unknown' }, invited))
    await db.$transaction((tx) =>
      recordEvent(tx, seed, 'user.invitation-revoked', { type: 'user', id: 'unknown' }, { email: invited.email }),
    )
    const seen = async (role: 'editor' | 'admin') => {
      const { actor } = await makeUser({ role })
      const csv: string[] = []
      for await (const part of auditCsv(actor, {} as AuditFilter)) csv.push(part)
      return { page: JSON.stringify((await listEvents(actor, {} as AuditFilter)).events), csv: csv.join('') }
    }
    const [editor, admin] = [await seen('editor'), await seen('admin')]
    expect(`${editor.page}${editor.csv}`).not.toContain('canary')
    expect(editor.page).toContain('invited somebody as author')
    expect(admin.page).toContain('invited canary@example.org as author')
    expect(admin.csv).toContain('canary@example.org')
  })

  it('names the tag that was changed', async () => {
    const { actor } = await makeUser({ role: 'editor' })
    const tag = await db.tag.create({ data: { slug: 'portage', label: 'Portage', type: 'theme' }, select: { id: true } })
    await db.$transaction((tx) =>
      recordEvent(tx, seed, 'tag.changed', { type: 'tag', id: String(tag.id) }, { version: 2, changed: ['do not relate'] }),
    )
    expect((await listEvents(actor, {})).events).toMatchObject([{ sentence: 'changed do not relate', entity: { name: 'Portage' } }])
  })

  it('filters by who and by what', async () => {
    const admin = await makeUser({ role: 'admin', name: 'The admin' })
    await record(1)
    await db.$transaction((tx) => recordEvent(tx, admin.actor, 'user.signed-in', { type: 'user', id: admin.id }, {}))
    expect((await listEvents(admin.actor, { who: 'ADMIN' })).events).toMatchObject([
      { sentence: 'signed in', entity: { type: 'user', id: admin.id, name: 'The admin' } },
    ])
    expect((await listEvents(admin.actor, { about: 'system' })).events).toHaveLength(1)
    expect((await listEvents(admin.actor, { who: '%' })).events).toHaveLength(0)
  })

  it.each(['viewer', 'author'] as const)('is not for a %s', async (role) => {
    const { actor } = await makeUser({ role })
    await expect(listEvents(actor, {})).rejects.toThrow(NotAllowed)
  })

  it('finds acts, London days and one story', async () => {
    const { actor } = await makeUser({ role: 'editor' })
    const one = await liveArticle({ headline: '=One, “quoted”' })
    const other = await draftArticle({ headline: 'Other' })
    const kinds = async (filter: AuditFilter) => (await listEvents(actor, filter)).events.map(({ kind }) => kind)
    expect(await kinds({ act: 'published' })).toEqual(['article.published'])
    expect(await kinds({ story: other.id })).toEqual(['article.created'])
    const today = londonIsoDay(new Date())
    const yesterday = londonIsoDay(new Date(Date.now() - 86_400_000))
    expect((await kinds({ from: today, to: today })).length).toBeGreaterThan(2)
    expect(await kinds({ to: yesterday })).toEqual([])
    const csv = (await allOf(auditCsv(actor, { story: one.id }))).join('')
    const rows = parse(csv, { columns: true }) as Record<string, string>[]
    expect(rows.map(({ kind }) => kind)).toContain('article.published')
    expect(rows[0]).toMatchObject({ about: 'article', about_id: one.id, about_name: "'=One, “quoted”" })
  })
})
