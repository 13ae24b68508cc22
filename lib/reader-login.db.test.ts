import { Client } from 'pg'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { closeToStrangers } from './limited-login'
import { ensureReaderLogin, readerRole, readerUrl, requireReader } from './reader-login'
import { databaseUrl } from './testing/start-database'

const { serverUrl } = inject('testDatabase')
const own = process.env.DATABASE_URL ?? ''
const SECRET = 'a-secret-for-tests-of-more-than-32-characters'

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

afterAll(async () => {
  await ensureReaderLogin(own, SECRET) // the other tests of this worker go on with it
})

describe('The reader’s login', () => {
  it('reads what is published, nothing else, and writes nothing', async () => {
    const url = await ensureReaderLogin(own, SECRET)
    expect(await query(url, 'select count(*)::int as n from published_article')).toEqual([{ n: 0 }])
    for (const table of ['article', 'revision', 'user_account', 'session', 'audit_event', 'tag', 'related_key', 'page_cache.entry']) {
      await expect(query(url, `select 1 from ${table} limit 1`), table).rejects.toMatchObject({ code: '42501' })
    }
    await expect(query(url, `insert into site_page (key, title, body) values ('x', 'x', '{}')`)).rejects.toMatchObject({ code: '25006' })
    await expect(query(url, 'set role none; select 1 from article')).rejects.toMatchObject({ code: '42501' })
    expect(await query(url, `select current_setting('statement_timeout') as timeout`)).toEqual([{ timeout: '3s' }])
  })

  it('is the same for every server with the same secret, and made once when many start together', async () => {
    await query(
      own,
      `drop owned by "${readerRole(new URL(own).pathname.slice(1))}"; drop role "${readerRole(new URL(own).pathname.slice(1))}"`,
    )
    const urls = await Promise.all([1, 2, 3, 4].map(() => ensureReaderLogin(own, SECRET)))
    expect(new Set(urls)).toEqual(new Set([readerUrl(own, new URL(own).pathname.slice(1), SECRET)]))
  })

  it('is mended when somebody changed it', async () => {
    const role = readerRole(new URL(own).pathname.slice(1))
    await query(own, `alter role "${role}" password 'something else'; alter role "${role}" reset statement_timeout`)
    const url = await ensureReaderLogin(own, SECRET)
    expect(await query(url, `select current_setting('statement_timeout') as timeout`)).toEqual([{ timeout: '3s' }])
  })

  it('that the operator gave is refused when it can read drafts, or nothing', async () => {
    await expect(requireReader(await ensureReaderLogin(own, SECRET))).resolves.toBeUndefined()
    await expect(requireReader(own)).rejects.toThrow(/can read drafts/)
    await expect(requireReader('postgres://nobody:x@127.0.0.1:1/none')).rejects.toThrow(/READER_DATABASE_URL cannot be used/)
  })

  it('of another newsroom on the same server is kept out of a database that its owner closed, and its own is not', async () => {
    const name = `closed_${process.env.VITEST_POOL_ID}_${Date.now().toString(36)}`
    await query(serverUrl, `create database ${name}`)
    const url = databaseUrl(serverUrl, name)
    const stranger = new URL(await ensureReaderLogin(own, SECRET))
    stranger.pathname = `/${name}`
    const itsOwn = await ensureReaderLogin(url, SECRET)
    try {
      await expect(query(stranger.href, 'select 1')).resolves.toHaveLength(1)
      await Promise.all([closeToStrangers(url), closeToStrangers(url)])
      await expect(query(stranger.href, 'select 1')).rejects.toMatchObject({ code: '42501' })
      await expect(query(itsOwn, 'select 1')).resolves.toHaveLength(1)
      await expect(closeToStrangers(url)).resolves.toBeUndefined()
    } finally {
      await query(serverUrl, `drop database ${name} with (force)`)
      await query(serverUrl, `drop role "${readerRole(name)}"`)
    }
  })

  it('stops with the statements to run where the owner may not create roles', async () => {
    const name = `plain_owner_${process.env.VITEST_POOL_ID}_${Date.now().toString(36)}`
    await query(serverUrl, `create role ${name} login password 'x'`)
    await query(serverUrl, `create database ${name} owner ${name}`)
    const url = new URL(databaseUrl(serverUrl, name))
    url.username = name
    url.password = 'x'
    try {
      const refusal = ensureReaderLogin(url.href, SECRET)
      await expect(refusal).rejects.toThrow(/may not make the login that public pages read with/)
      await expect(refusal).rejects.toThrow(
        /create role "throughline_reader_plain_owner.*connection limit 40;\nalter role .*default_transaction_read_only = 'on';\n/s,
      )
    } finally {
      await query(serverUrl, `drop database ${name} with (force)`)
      await query(serverUrl, `drop role ${name}`)
    }
  })
})
