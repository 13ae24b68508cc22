/**
 * Hears of ended pages on a connection of its own. Not for speed (every page is checked before it is answered with):
 * so that a server whose database then goes away does not go on showing what was withdrawn before.
 */
import pg from 'pg'

const CHANNEL = 'page_cache_expired'
const HEARTBEAT_MS = 2_000
const ANSWER_MS = 5_000
const RETRY_MS = [50, 250, 500, 1_000]

export class Listener {
  #options
  #client = null
  #closed = false
  #attempt = 0
  #timer = undefined
  /** True from the moment the connection listens and `onHearing` has finished, until it is lost. */
  hearing = false
  /** When it last became deaf, in milliseconds since the epoch; 0 before the first connection. */
  lostAt = 0

  /**
   * @param {{ connectionString: string, onExpired: (tags: string[]) => void, onHearing: () => Promise<void>,
   *   log: import('./log-line.mjs').LogLine }} options
   *   `onHearing` runs once the connection listens and before its news are trusted.
   */
  constructor(options) {
    this.#options = options
  }

  start() {
    if (!this.#closed && !this.#client) void this.#connect()
  }

  /** Tries again now rather than after the pause: the database has just answered somebody else. */
  hurry() {
    if (this.#closed || this.#client) return
    clearTimeout(this.#timer)
    this.#attempt = 0
    void this.#connect()
  }

  async #connect() {
    const client = new pg.Client({
      connectionString: this.#options.connectionString,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      application_name: 'throughline page cache news',
    })
    this.#client = client
    client.on('error', (error) => this.#lose(client, error))
    client.on('end', () => this.#lose(client, new Error('connection ended')))
    client.on('notification', (message) => this.#hear(message.payload))
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      await this.#options.onHearing()
      if (this.#client !== client) return
      this.hearing = true
      this.#attempt = 0
      this.#beatSoon(client)
    } catch (error) {
      this.#lose(client, error)
    }
  }

  #hear(payload) {
    try {
      const tags = JSON.parse(payload ?? '[]')
      if (Array.isArray(tags)) this.#options.onExpired(tags.map(String))
    } catch {
      this.#options.log('warn', 'page cache: unreadable notification')
    }
  }

  /** A connection that a network has dropped silently is noticed only by asking. */
  #beatSoon(client) {
    this.#timer = setTimeout(() => {
      client.query('select 1').then(
        () => this.#client === client && this.#beatSoon(client),
        (error) => this.#lose(client, error),
      )
    }, HEARTBEAT_MS)
    this.#timer.unref()
  }

  #lose(client, error) {
    if (this.#client !== client) return
    this.#client = null
    clearTimeout(this.#timer)
    if (this.hearing) {
      this.lostAt = Date.now()
      this.#options.log('warn', 'page cache: no longer hearing of ended pages', { error: error?.message })
    }
    this.hearing = false
    client.removeAllListeners('notification')
    client.connection?.stream?.destroy()
    if (this.#closed) return
    this.#timer = setTimeout(() => this.#connect(), RETRY_MS[Math.min(this.#attempt++, RETRY_MS.length - 1)])
    this.#timer.unref()
  }

  async close() {
    this.#closed = true
    clearTimeout(this.#timer)
    const client = this.#client
    this.#client = null
    this.hearing = false
    if (client) await Promise.race([client.end().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 500).unref())])
  }
}
