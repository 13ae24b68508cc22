import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, inject, it } from 'vitest'
import { migrate } from '@/lib/migrations'
import { databaseUrl } from '@/lib/testing/start-database'
import { DEFAULT_POINTS, pointsOf } from '@/modules/tags/points'

const ASPECTS_BEGAN = '20261122001180'
const ALL = 'prisma/migrations'
const { serverUrl, template } = inject('testDatabase')

async function onServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return work(client).finally(() => client.end())
}

/** The migrations there were before tags could be aspects. */
function foldersBefore(): string {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-before-aspects-'))
  for (const name of readdirSync(ALL).filter((one) => /^\d/.test(one) && one < ASPECTS_BEGAN)) {
    mkdirSync(join(folder, name))
    cpSync(join(ALL, name), join(folder, name), { recursive: true })
  }
  return folder
}

it('An aspect of a newsroom from before is worth what a new one gives it, whole and in passing', async () => {
  const name = `${template}_aspects_${process.env.VITEST_POOL_ID}`
  const url = databaseUrl(serverUrl, name)
  const folder = foldersBefore()
  await onServer(serverUrl, (client) => client.query(`create database ${name}`))
  try {
    await migrate(url, { folder })
    const asked = { type: 'theme', slug: 'workforce' } as const
    const before = pointsOf(asked, 12, 600)
    const tag = `(slug, label, type, points, inherited_points) values ('workforce', 'Workforce', 'theme', ${before.own}, ${before.inherited})`
    await onServer(url, (client) => client.query(`insert into tag ${tag}`))
    await migrate(url)
    const { rows } = await onServer(url, (client) => client.query('select points as own, inherited_points as inherited from tag'))
    const { own, inherited } = pointsOf({ ...asked, aspect: true }, 12, 600)
    expect(Math.abs(rows[0].own - own)).toBeLessThan(DEFAULT_POINTS.hysteresis)
    expect(Math.abs(rows[0].inherited - inherited)).toBeLessThan(DEFAULT_POINTS.hysteresis)
  } finally {
    rmSync(folder, { recursive: true })
    await onServer(serverUrl, (client) => client.query(`drop database ${name} with (force)`))
  }
})
