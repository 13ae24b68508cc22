import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { describe, expect, inject, it } from 'vitest'
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

type Row = Record<string, unknown>

/** What `question` answers in a newsroom that had `before` when tags could be no aspects yet. */
async function migrated(before: string, question: string): Promise<Row[]> {
  const name = `${template}_aspects_${process.env.VITEST_POOL_ID}`
  const url = databaseUrl(serverUrl, name)
  const folder = foldersBefore()
  await onServer(serverUrl, (client) => client.query(`create database ${name}`))
  try {
    await migrate(url, { folder })
    await onServer(url, (client) => client.query(before))
    await migrate(url)
    return (await onServer(url, (client) => client.query<Row>(question))).rows
  } finally {
    rmSync(folder, { recursive: true })
    await onServer(serverUrl, (client) => client.query(`drop database ${name} with (force)`))
  }
}

describe('A newsroom from before aspects', () => {
  it('has them worth what a new one gives them, whole and in passing', async () => {
    const asked = { type: 'theme', slug: 'workforce' } as const
    const before = pointsOf(asked, 12, 600)
    const values = `('workforce', 'Workforce', 'theme', ${before.own}, ${before.inherited})`
    const [row] = await migrated(
      `insert into tag (slug, label, type, points, inherited_points) values ${values}`,
      'select points as own, inherited_points as inherited from tag',
    )
    const { own, inherited } = pointsOf({ ...asked, aspect: true }, 12, 600)
    expect(Math.abs(Number(row?.own) - own)).toBeLessThan(DEFAULT_POINTS.hysteresis)
    expect(Math.abs(Number(row?.inherited) - inherited)).toBeLessThan(DEFAULT_POINTS.hysteresis)
  })

  it('finds what it set of links by a place alone in its weights, in those of earlier days and in its fair tests', async () => {
    const weights = '{"placeShare": 0.9, "listLength": 5}'
    const rows = await migrated(
      `update related_settings set weights = '${weights}', trial = '{"test": 1, "share": 50, "weights": ${weights}}';
      insert into related_settings_version (version, weights, at, by_name) values (99, '${weights}', now(), 'Somebody');
      insert into related_test (id, name, changes, share, days, started_at, started_by)
      values (1, 'Places', '[{"key": "placeShare", "from": 0.75, "to": 0.9}]', 50, 7, now(), 'Somebody')`,
      `select weights from related_settings union all select trial -> 'weights' from related_settings
      union all select weights from related_settings_version where version = 99 union all select changes from related_test`,
    )
    const renamed = { thinShare: 0.9, listLength: 5 }
    expect(rows.map((row) => row.weights)).toEqual([renamed, renamed, renamed, [{ key: 'thinShare', from: 0.75, to: 0.9 }]])
  })
})
