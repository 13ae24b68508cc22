/**
 * The store of rendered pages: PostgreSQL tables shared by every server (schema page_cache), and copies in memory.
 *
 * No clocks and no counters decide what is old. A tag remembers the transaction that ended it; a page remembers the
 * database snapshot taken before its render began; the page is right while every ending of its tags is visible in
 * that snapshot. The same test runs when a page is asked for and when it is stored.
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { logLine } from './log-line.mjs'
import { Copies } from './page-cache-copies.mjs'
import { encodePage, PAGE_BYTES_MAX } from './page-cache-entry.mjs'
import { Listener } from './page-cache-listener.mjs'
import { Entrants } from './page-entrants.mjs'
import { StoredPage } from './stored-page.mjs'

/** A database that twice does not answer in this time is away. */
const ANSWER_MS = 2_000
/** While the database is away nobody waits for it: it is asked again this often, in the background. */
const PROBE_MS = 500
/** A server cut off alone cannot know of a withdrawal: after this time its copies are not shown any more. */
const UNCHECKED_MS = 60 * 60_000
/** Answers to questions asked within this time of losing the news may still come from a database that is going down. */
const LOSS_GRACE_MS = 250
const CHECKS_AT_ONCE = 2
const TIDY_MS = 10 * 60_000
const TIDY_EVERY = 256
const MISSING_PAGES_MAX = 1_000
const ADDRESSES_KNOWN_MAX = 20_000
const MEBIBYTE = 1024 * 1024

const FRESH = `not exists (select 1 from page_cache.tag t where t.tag = any (e.tags) and not pg_visible_in_snapshot(t.expired_by, e.snap))`

const LOOK = `select w.i::int as i, e.ver, case when e.ver is distinct from w.ver then e.value end as value, e.tags, pg_current_snapshot()::text as snap
  from unnest($1::text[], $2::text[]) with ordinality as w(key, ver, i)
  left join page_cache.entry e on e.key = w.key and (e.expires_at is null or e.expires_at > now()) and ${FRESH}`

const STILL_RIGHT = `select e.key from unnest($1::text[], $2::text[]) as w(key, ver)
  join page_cache.entry e on e.key = w.key and e.ver = w.ver and (e.expires_at is null or e.expires_at > now()) and ${FRESH}`

const KEEP = `with fresh as (select page_cache.is_fresh($4::text[], $5::pg_snapshot) as ok),
  put as (insert into page_cache.entry (key, ver, value, tags, snap, bytes, expires_at)
    select $1, $2, $3, $4, $5::pg_snapshot, $6, $7 from fresh where ok
    on conflict (key) do update set ver = excluded.ver, value = excluded.value, tags = excluded.tags, snap = excluded.snap,
      bytes = excluded.bytes, expires_at = excluded.expires_at, at = now())
  select ok from fresh`

const TIDY = [
  `delete from page_cache.entry where expires_at < now() or at < now() - interval '30 days'`,
  `delete from page_cache.entry e where not (${FRESH})`,
  `delete from page_cache.entry where key in (
    select key from page_cache.entry where tags @> '{http-status:404}' order by at desc offset ${MISSING_PAGES_MAX})`,
]
const TIDY_BYTES = `delete from page_cache.entry where key in (
  select key from (select key, sum(bytes) over (order by at desc, key) as running from page_cache.entry) s where running > $1)`
/** An arbitrary number of our own: one server tidies at a time. */
const TIDY_LOCK = 7_305_114_902

/**
 * @typedef {StoredPage | null} Found
 * @typedef {{ snap: string | null, found: Found }} Look `snap`: the moment of the check; null while the database is away
 */
export class PageStore {
  #pool
  #listener
  #log
  #bytesMax
  #uncheckedMs
  #copies
  /** @type {{ key: string, resolve: (look: Look) => void }[]} */
  #waiting = []
  /** @type {Map<string, string>} */
  #keys = new Map()
  #asking = 0
  #endings = 0
  #away = false
  #closed = false
  #kept = 0
  #tidyTimer = undefined
  #heardAt = Date.now()
  /** Who asks for which address at this moment: bin/serve.mjs says so, lib/cache-handler.mjs asks. */
  entrants = new Entrants()
  /** The database answered while this server could not hear of ended pages: its copies may be old without its knowing. */
  #missedNews = true

  /**
   * @param {{ connectionString: string, copiesBytes?: number, storeBytes?: number, uncheckedMs?: number,
   *   log?: import('./log-line.mjs').LogLine }} options
   */
  constructor({ connectionString, copiesBytes = 48 * MEBIBYTE, storeBytes = 512 * MEBIBYTE, uncheckedMs = UNCHECKED_MS, log = logLine }) {
    this.#log = log
    this.#bytesMax = storeBytes
    this.#uncheckedMs = uncheckedMs
    this.#copies = new Copies(copiesBytes)
    this.#pool = new pg.Pool({
      connectionString,
      max: 4,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      statement_timeout: 10_000,
      idleTimeoutMillis: 60_000,
      allowExitOnIdle: true,
      keepAlive: true,
      application_name: 'throughline page cache',
      // Fresh tables have no statistics yet, and a guess at a sequential scan would be paid by every reader.
      onConnect: (client) => client.query('set enable_seqscan = off'),
    })
    // One idle connection lost says little: the next question finds out whether the database is away.
    this.#pool.on('error', (error) => log('debug', 'page cache: idle connection lost', { error: error.message }))
    this.#listener = new Listener({
      connectionString,
      log,
      onExpired: (tags) => this.#ended(tags),
      onHearing: () => this.#checkCopies(),
    })
  }

  /** Begins to listen and to tidy. */
  start() {
    this.#listener.start()
    this.#tidyTimer = setInterval(() => void this.tidy(), TIDY_MS)
    this.#tidyTimer.unref()
  }

  /** For measurements and tests. */
  get state() {
    return { away: this.#away, hearing: this.#listener.hearing, copies: this.#copies.size, copiesBytes: this.#copies.bytes }
  }

  /**
   * Remembers under which key Next files the page of an address.
   * @param {string} address
   * @param {string} key
   */
  learn(address, key) {
    if (this.#keys.size >= ADDRESSES_KNOWN_MAX) this.#keys.clear()
    this.#keys.set(address, key)
  }

  /**
   * @param {string} url a request target; one with a query is no address of a stored page
   * @returns {string | undefined}
   */
  keyOf(url) {
    return this.#keys.get(url)
  }

  /**
   * The page stored under `key` if it is right at this moment. All who ask in one turn of the event loop are answered by
   * one statement, sent after they asked.
   * @param {string} key
   * @returns {Promise<Look>} Never rejects.
   */
  look(key) {
    if (this.#away || this.#closed) return Promise.resolve({ snap: null, found: this.#unchecked(key) })
    return new Promise((resolve) => {
      this.#waiting.push({ key, resolve })
      if (this.#waiting.length === 1) setImmediate(() => this.#ask())
    })
  }

  async #ask() {
    if (this.#waiting.length === 0 || this.#asking >= CHECKS_AT_ONCE) return
    const waiting = this.#waiting
    this.#waiting = []
    this.#asking += 1
    const endings = this.#endings
    const keys = [...new Set(waiting.map(({ key }) => key))]
    const versions = keys.map((key) => this.#copies.version(key) ?? null)
    try {
      const { rows } = await this.#askTwice({ name: 'page-cache-look', text: LOOK, values: [keys, versions] })
      const looks = new Map(rows.map((row) => [keys[row.i - 1], { snap: row.snap, found: this.#found(keys[row.i - 1], row, endings) }]))
      for (const { key, resolve } of waiting) resolve(looks.get(key))
    } catch (error) {
      this.#goneAway(error)
      for (const { key, resolve } of waiting) resolve({ snap: null, found: this.#unchecked(key) })
    } finally {
      this.#asking -= 1
      if (this.#waiting.length > 0) setImmediate(() => this.#ask())
    }
  }

  /** A connection that was cut, or an answer that a busy machine kept too long, is not yet a database that is away. */
  #askTwice(config) {
    return this.#query(config).catch(() => this.#query(config))
  }

  /** @returns {Found} */
  #found(key, row, endings) {
    if (row.ver === null) {
      this.#copies.drop(key)
      return null
    }
    if (row.value === null) {
      const copy = this.#copies.get(key)
      // Dropped while the check was on its way (memory, or news of an ending): render it again.
      return copy?.ver === row.ver ? copy : null
    }
    const found = new StoredPage(row.ver, row.value, row.tags)
    if (endings === this.#endings) this.#copies.put(key, found)
    return found
  }

  /**
   * Stores a rendered page unless something it shows has changed since `snap`.
   * @param {string} key
   * @param {Record<string, unknown>} data the page
   * @param {{ tags: string[], snap: string, expiresAt: Date | null }} page `snap` of the look before the render
   * @returns {Promise<'kept' | 'old' | 'unknown' | 'not-kept'>} `old`: do not show it; `unknown`: the database went away
   *   before it could say; `not-kept`: right, but too large or not storable.
   */
  async keep(key, data, { tags, snap, expiresAt }) {
    const value = encodePage(data)
    const endings = this.#endings
    const ver = randomBytes(9).toString('base64url')
    if (value.length > PAGE_BYTES_MAX) return this.isRight(tags, snap)
    try {
      const { rows } = await this.#query({
        name: 'page-cache-keep',
        text: KEEP,
        values: [key, ver, value, tags, snap, value.length + 300, expiresAt],
      })
      if (!rows[0]?.ok) return 'old'
    } catch (error) {
      this.#log('warn', 'page cache: page not stored', { error: error?.message })
      return this.isRight(tags, snap)
    }
    // News of an ending that came meanwhile may have been about this page.
    if (endings === this.#endings) this.#copies.put(key, new StoredPage(ver, value, tags))
    else this.#copies.drop(key)
    this.#kept += 1
    if (this.#kept % TIDY_EVERY === 0) setImmediate(() => void this.tidy())
    return 'kept'
  }

  /**
   * Whether nothing that a page shows has changed since `snap`: `not-kept` where it is right.
   * @param {string[]} tags @param {string} snap @returns {Promise<'old' | 'unknown' | 'not-kept'>}
   */
  async isRight(tags, snap) {
    try {
      const { rows } = await this.#query({ text: 'select page_cache.is_fresh($1::text[], $2::pg_snapshot) as ok', values: [tags, snap] })
      return rows[0].ok ? 'not-kept' : 'old'
    } catch (error) {
      this.#goneAway(error)
      return 'unknown'
    }
  }

  /**
   * Ends pages outside a publishing transaction (Next's `revalidateTag`).
   * @param {string[]} tags
   */
  async expire(tags) {
    if (tags.length > 0) await this.#query({ text: 'select page_cache.expire($1::text[])', values: [tags] })
  }

  /**
   * Deletes pages that ended, the oldest beyond the size limit, and all but the newest "not found" pages. One server at
   * a time, in the background. @returns {Promise<boolean>} whether this server did it
   */
  async tidy() {
    if (this.#away || this.#closed) return false
    let client
    try {
      client = await this.#pool.connect()
      await client.query('begin')
      const { rows } = await client.query('select pg_try_advisory_xact_lock($1::bigint) as mine', [TIDY_LOCK])
      if (rows[0].mine) {
        for (const text of TIDY) await client.query({ text, query_timeout: 10_000 })
        await client.query({ text: TIDY_BYTES, values: [this.#bytesMax], query_timeout: 10_000 })
      }
      await client.query('commit')
      client.release()
      return rows[0].mine
    } catch (error) {
      client?.release(error)
      this.#log('warn', 'page cache: not tidied', { error: error?.message })
      return false
    }
  }

  async #query(config) {
    const sentAt = Date.now()
    const result = await this.#pool.query(config)
    if (!this.#listener.hearing && sentAt > this.#listener.lostAt + LOSS_GRACE_MS) this.#missedNews = true
    return result
  }

  #ended(tags) {
    this.#endings += 1
    this.#copies.dropTagged(new Set(tags))
  }

  /** The news are heard again, or for the first time: no copy is trusted before it has been checked. */
  async #checkCopies() {
    // Answers still on their way were given before we could hear: they are not copied.
    this.#endings += 1
    const versions = this.#copies.versions()
    for (let at = 0; at < versions.length; at += 500) {
      const part = versions.slice(at, at + 500)
      const { rows } = await this.#pool.query(STILL_RIGHT, [part.map(([key]) => key), part.map(([, ver]) => ver)])
      const right = new Set(rows.map((row) => row.key))
      for (const [key, ver] of part) if (!right.has(key) && this.#copies.version(key) === ver) this.#copies.drop(key)
    }
    this.#missedNews = false
  }

  /** A copy while nobody can be asked: only from a server that heard all news until the database went away. */
  #unchecked(key) {
    if (this.#listener.hearing) this.#heardAt = Date.now()
    else if (this.#listener.lostAt > 0) this.#heardAt = this.#listener.lostAt
    if (this.#missedNews || Date.now() - this.#heardAt > this.#uncheckedMs) return null
    return this.#copies.get(key) ?? null
  }

  #goneAway(error) {
    if (this.#away || this.#closed) return
    this.#away = true
    this.#log('warn', 'page cache: the database is away, copies are shown', { error: error?.message, copies: this.#copies.size })
    this.#probeSoon()
  }

  #probeSoon() {
    setTimeout(async () => {
      if (this.#closed) return
      try {
        await this.#query({ text: 'select 1' })
        this.#away = false
        this.#listener.hurry()
        this.#log('info', 'page cache: the database is back')
      } catch {
        this.#probeSoon()
      }
    }, PROBE_MS).unref()
  }

  async close() {
    this.#closed = true
    clearInterval(this.#tidyTimer)
    await this.#listener.close()
    await Promise.race([this.#pool.end().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1_000).unref())])
  }
}
