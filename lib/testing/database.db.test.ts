import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { publishedDb } from '@/lib/published-db'
import { emptyDatabase } from './database'

beforeEach(emptyDatabase)

const someone = { email: 'sam@example.org', name: 'Sam', role: 'editor', passwordHash: 'x' }

describe('A test’s database', () => {
  it('begins with what the migrations put in', async () => {
    expect(await db.user.count()).toBe(0)
    expect(await publishedDb.relatedSettings.count()).toBe(1)
  })

  it('is empty again after a test that wrote, the append-only audit included', async () => {
    await db.user.create({ data: someone })
    await db.auditEvent.create({ data: { actorName: 'Sam', kind: 'user.created', entityType: 'user', entityId: '1', detail: {} } })
    await db.relatedSettings.update({ where: { id: 1 }, data: { version: 7 } })
    await emptyDatabase()
    expect(await db.user.count()).toBe(0)
    expect(await db.auditEvent.count()).toBe(0)
    expect((await db.relatedSettings.findUniqueOrThrow({ where: { id: 1 } })).version).toBe(1)
    const event = await db.auditEvent.create({
      data: { actorName: 'Sam', kind: 'user.created', entityType: 'user', entityId: '1', detail: {} },
    })
    expect(event.id).toBe(1n)
  })
})
