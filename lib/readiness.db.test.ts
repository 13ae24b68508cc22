import { afterEach, describe, expect, it } from 'vitest'
import { db, Prisma } from './db'
import { isReady } from './readiness'

const NAME = Prisma.sql`select migration_name as name from _prisma_migrations order by migration_name desc limit 1`

afterEach(async () => {
  await db.$executeRaw(Prisma.sql`update _prisma_migrations set finished_at = now() where finished_at is null`)
})

describe('being ready', () => {
  // The first question opens both logins, which on a busy machine takes longer than an answer may.
  it('is so with every migration applied', () => expect.poll(isReady, { timeout: 20_000 }).toBe(true))

  it('is not so while one is waiting or unfinished', async () => {
    const [last] = await db.$queryRaw<{ name: string }[]>(NAME)
    await db.$executeRaw(Prisma.sql`update _prisma_migrations set finished_at = null where migration_name = ${last?.name}`)
    expect(await isReady()).toBe(false)
  })
})
