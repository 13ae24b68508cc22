import pg, { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from './db'
import { expirePages, pageTag } from './page-cache'
import { PageStore } from './page-cache-store.mjs'
import { emptyDatabase } from './testing/database'
import { openTcpProxy, type TcpProxy } from './testing/tcp-proxy'

const url = () => process.env.DATABASE_URL ?? ''
const page = (text: string, extra: Record<string, unknown> = {}) => ({ kind: 'APP_PAGE', html: text, headers: {}, ...extra })
const quiet = () => undefined

const open: { close: () => Promise<void> }[] = []

function store(connectionString = url(), options: Record<string, number> = {}): PageStore {
  const made = new PageStore({ connectionString, log: quiet, ...options })
  open.push(made)
  return made
}

async function listening(connectionString = url(), options: Record<string, number> = {}): Promise<PageStore> {
  const made = store(connectionString, options)
  made.start()
  await expect.poll(() => made.state.hearing, { timeout: 5_000 }).toBe(true)
  return made
}

async function proxy(): Promise<TcpProxy> {
  const made = await openTcpProxy(url())
  open.push(made)
  return made
}

/** As the cache handler does: look, render, keep. */
async function render(
  on: PageStore,
  key: string,
  text: string,
  tags: string[],
  between?: () => Promise<unknown>,
  expiresAt: Date | null = null,
) {
  const { snap } = await on.look(key)
  await between?.()
  return on.keep(key, page(text), { tags, snap: snap ?? '', expiresAt })
}

const shown = async (on: PageStore, key: string) => (await on.look(key)).found?.data().html
const end = (...tags: string[]) => db.$transaction((tx) => expirePages(tx, tags))
const stored = async () => (await sql('select key from page_cache.entry order by key')).map((row) => row.key)

async function sql(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url() })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

beforeEach(async () => {
  await emptyDatabase()
  await sql('truncate page_cache.entry, page_cache.tag')
})
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

describe('A stored page', () => {
  it('is shown by every server that shares the database', async () => {
    const [one, other] = [store(), store()]
    expect(await render(one, 'k', 'first', [pageTag.address('x')])).toBe('kept')
    expect(await shown(one, 'k')).toBe('first')
    expect(await shown(other, 'k')).toBe('first')
  })

  it('is shown by none from the commit on that ends one of its tags', async () => {
    const [one, other] = [store(), store()]
    await render(one, 'k', 'first', [pageTag.address('x'), pageTag.shows(7)])
    await shown(other, 'k')
    await end(pageTag.shows(7))
    expect(await shown(one, 'k')).toBeUndefined()
    expect(await shown(other, 'k')).toBeUndefined()
    await render(other, 'k', 'second', [pageTag.address('x')])
    expect(await shown(one, 'k')).toBe('second')
  })

  it('outlives the ending of other tags, and of its own when that was taken back', async () => {
    const one = store()
    await render(one, 'k', 'first', [pageTag.address('x')])
    await end(pageTag.address('y'))
    const undone = db.$transaction(async (tx) => {
      await expirePages(tx, [pageTag.address('x')])
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await shown(one, 'k')).toBe('first')
  })

  it('is shown until its time, and not after', async () => {
    const one = store()
    await render(one, 'k', 'soon over', [], undefined, new Date(Date.now() + 400))
    expect(await shown(one, 'k')).toBe('soon over')
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await shown(one, 'k')).toBeUndefined()
  })
})

describe('The snapshot guard', () => {
  it('refuses a page when one of its tags ended during the render', async () => {
    expect(await render(store(), 'k', 'old', [pageTag.address('x')], () => end(pageTag.address('x')))).toBe('old')
    expect(await stored()).toEqual([])
  })

  it('refuses a page when the ending began before the render and was committed after it', async () => {
    const one = store()
    const publisher = new Client({ connectionString: url() })
    await publisher.connect()
    await publisher.query('begin')
    await publisher.query(`select page_cache.expire('{address:x}')`)
    // An ending that began later and is committed earlier: a counter would take the older one for past.
    await end(pageTag.address('y'))
    const { snap } = await one.look('k')
    await publisher.query('commit')
    await publisher.end()
    expect(await one.keep('k', page('old'), { tags: ['address:x'], snap: snap ?? '', expiresAt: null })).toBe('old')
  })

  it('never shows a page that was stored in the moment its tag ended', async () => {
    const one = store()
    const publisher = new Client({ connectionString: url() })
    await publisher.connect()
    await publisher.query('begin')
    await publisher.query(`select page_cache.expire('{address:x}')`)
    expect(await render(one, 'k', 'old', ['address:x'])).toBe('kept')
    await publisher.query('commit')
    await publisher.end()
    expect(await shown(one, 'k')).toBeUndefined()
  })
})

describe('Many readers at once', () => {
  it('are answered by few questions to the database, each asked after its readers came', async () => {
    const one = store()
    for (let i = 0; i < 5; i += 1) await render(one, `k${i}`, `page ${i}`, [])
    const asked = vi.spyOn(pg.Pool.prototype, 'query')
    const all = await Promise.all(Array.from({ length: 200 }, (_, i) => shown(one, `k${i % 5}`)))
    expect(all.every((html, i) => html === `page ${i % 5}`)).toBe(true)
    expect(asked).toHaveBeenCalledTimes(1)
    await shown(one, 'k0')
    expect(asked).toHaveBeenCalledTimes(2)
    asked.mockRestore()
  })
})

describe('Size', () => {
  it('is bounded by bytes, the oldest pages going first', async () => {
    const one = store(url(), { storeBytes: 12_000 })
    for (let i = 0; i < 8; i += 1) await render(one, `k${i}`, 'x'.repeat(2_500), [])
    expect(await one.tidy()).toBe(true)
    expect(await stored()).toEqual(['k4', 'k5', 'k6', 'k7'])
  })

  it('is not taken by pages that ended, nor by more than a thousand “not found”', async () => {
    const one = store()
    await render(one, 'ended', 'old', ['address:x'])
    await end('address:x')
    await render(one, 'over', 'old', [], undefined, new Date(Date.now() + 50))
    await sql(`insert into page_cache.entry (key, ver, value, tags, snap, bytes, expires_at, at)
      select 'missing' || lpad(i::text, 4, '0'), 'v', '', '{http-status:404}', pg_current_snapshot(), 300, now() + interval '1 minute', now() - i * interval '1 ms'
      from generate_series(1, 1005) i`)
    await new Promise((resolve) => setTimeout(resolve, 60))
    await one.tidy()
    const left = await stored()
    expect(left).toHaveLength(1_000)
    expect(left).not.toContain('missing1001')
    expect(left).toContain('missing1000')
  })

  it('lets one server tidy at a time', async () => {
    const holder = new Client({ connectionString: url() })
    await holder.connect()
    await holder.query('begin')
    await holder.query('select pg_advisory_xact_lock(7305114902)')
    expect(await store().tidy()).toBe(false)
    await holder.end()
  })

  it('does not stop a page from being shown: what is too large is not kept', async () => {
    const one = store()
    expect(await render(one, 'k', 'x'.repeat(9 * 1024 * 1024), ['address:x'])).toBe('not-kept')
    expect(await render(one, 'k', 'x'.repeat(9 * 1024 * 1024), ['address:x'], () => end('address:x'))).toBe('old')
  })
})

describe('While the database is away', () => {
  it.each(['refuse', 'hang'] as const)(
    '(%s) pages this server has shown are still shown, quickly, and what was withdrawn before is not',
    async (how) => {
      const between = await proxy()
      const one = await listening(between.through(url()))
      await render(one, 'live', 'a story', ['address:live'])
      await render(one, 'withdrawn', 'a story that is withdrawn', ['address:withdrawn'])
      await end('address:withdrawn')
      // Not asked for again: only the news can tell.
      await expect.poll(() => one.state.copies).toBe(1)

      await between[how]()
      const first = performance.now()
      expect(await shown(one, 'live')).toBe('a story')
      expect(performance.now() - first).toBeLessThan(5_500)
      const then = performance.now()
      expect(await shown(one, 'live')).toBe('a story')
      expect(await one.look('withdrawn')).toEqual({ snap: null, found: null })
      expect(performance.now() - then).toBeLessThan(100)

      await between.pass()
      await expect.poll(() => one.state.away, { timeout: 10_000 }).toBe(false)
      expect((await one.look('live')).snap).not.toBeNull()
    },
  )

  it('a render that could not be checked is not kept', async () => {
    const between = await proxy()
    const one = await listening(between.through(url()))
    expect(await render(one, 'k', 'a story', ['address:x'], () => between.refuse())).toBe('unknown')
  })

  it('one cut connection is not an absence: the database is asked again', async () => {
    const between = await proxy()
    const one = await listening(between.through(url()))
    await render(one, 'k', 'a story', ['address:x'])
    between.cut()
    expect((await one.look('k')).snap).not.toBeNull()
    expect(one.state.away).toBe(false)
  })
})

describe('Copies while the database is away', () => {
  it('are not shown by a server that had not heard of endings for a while before', async () => {
    const between = await proxy()
    const one = store(between.through(url()))
    await render(one, 'k', 'a story', ['address:x'])
    await end('address:x')
    await between.refuse()
    expect(await one.look('k')).toEqual({ snap: null, found: null })
  })

  it('are checked before they are trusted again, once the news were lost', async () => {
    const between = await proxy()
    const one = await listening(between.through(url()))
    await render(one, 'live', 'a story', ['address:live'])
    await render(one, 'withdrawn', 'a story that is withdrawn', ['address:withdrawn'])
    // Nothing passes while the other is withdrawn; then all connections are made anew.
    await between.refuse()
    await expect.poll(() => one.state.hearing).toBe(false)
    await end('address:withdrawn')
    await between.pass()
    await expect.poll(() => one.state.hearing, { timeout: 5_000 }).toBe(true)
    expect(one.state.copies).toBe(1)
    await between.refuse()
    expect(await shown(one, 'live')).toBe('a story')
    expect(await shown(one, 'withdrawn')).toBeUndefined()
  })

  it('are not shown for ever', async () => {
    const between = await proxy()
    const one = await listening(between.through(url()), { uncheckedMs: 300 })
    await render(one, 'k', 'a story', ['address:x'])
    await between.refuse()
    expect(await shown(one, 'k')).toBe('a story')
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(await shown(one, 'k')).toBeUndefined()
  })
})
