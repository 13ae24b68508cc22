/**
 * A newsroom ready to be worked on: its settings, its secret, its database migrated, its readers' login and its counters'.
 * What npm start, the command line and the end-to-end tests have in common.
 */
import { join } from 'node:path'
import type { DatabaseError } from 'pg'
import { ensureCounterLogin, requireCounter } from './counter-login'
import { type EmbeddedPostgres, openEmbeddedPostgres } from './embedded-postgres'
import { type Env, readEnv } from './env'
import { closeToStrangers } from './limited-login'
import { makeFolder } from './make-folder'
import { migrate } from './migrations'
import { ensureReaderLogin, requireReader } from './reader-login'
import { isLoopback } from './request-origin'
import { authSecret } from './secrets'
import { StartProblem } from './start-problem.mjs'

export type Newsroom = {
  settings: Env
  /** What the processes of this newsroom need in their environment. */
  environment: Record<string, string>
  /** null with a DATABASE_URL. */
  embedded: EmbeddedPostgres | null
  /** Names of the migrations applied now. */
  migrated: string[]
  close: () => Promise<void>
}

/** Reads the settings; a bad one is a StartProblem that names it. */
export function readSettings(): Env {
  try {
    return readEnv()
  } catch (error) {
    throw new StartProblem((error as Error).message, { cause: error })
  }
}

/** Where a database is, without its password. */
export function addressOf(databaseUrl: string): string {
  try {
    const url = new URL(databaseUrl)
    return `${url.host}${url.pathname}`
  } catch {
    return 'that address'
  }
}

/** What keeps us from a database somebody else runs, in one sentence. */
export function databaseProblem(error: unknown, databaseUrl: string): unknown {
  if (error instanceof StartProblem) return error
  const { code = '', message = '' } = error as DatabaseError
  const where = addressOf(databaseUrl)
  const say = (text: string): StartProblem => new StartProblem(text, { cause: error })
  if (code === 'ECONNREFUSED')
    return say(`No PostgreSQL answers at ${where}: start it, or correct DATABASE_URL, or unset it to use the embedded one.`)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return say(`The server of DATABASE_URL (${where}) cannot be found: correct its name.`)
  if (/^28/.test(code)) return say(`PostgreSQL at ${where} refuses the user or password of DATABASE_URL: correct them.`)
  if (code === '3D000') return say(`There is no such database at ${where}: create it (createdb), or correct DATABASE_URL.`)
  if (code === '53300') return say(`PostgreSQL at ${where} has no connection left: end some, or raise max_connections.`)
  if (code === '53100') return say(`The disk of PostgreSQL at ${where} is full: make room and start again.`)
  if (/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET)$/.test(code) || /timeout|terminated/i.test(message))
    return say(`PostgreSQL at ${where} does not answer: see whether it runs and can be reached, or correct DATABASE_URL.`)
  if (code) return say(`PostgreSQL at ${where} says: ${message}.`)
  return error
}

/** Without a setting, a newsroom on its own puts its mail where its data are; one with a database of its own sends none. */
function mailOf({ MAIL_TRANSPORT, DATA_DIR }: Env, isEmbedded: boolean): Record<string, string> {
  const transport = MAIL_TRANSPORT ?? (isEmbedded ? `file:${join(DATA_DIR, 'mail')}` : undefined)
  return transport === undefined ? {} : { MAIL_TRANSPORT: transport }
}

/** Whether a second factor is required. The demo newsroom on this machine only offers one: nobody is kept out of what they are trying. */
export function secondFactorOf({ SECOND_FACTOR, SEED, HOST, publicUrl }: Env, isEmbedded: boolean): Record<string, string> {
  const isDemo = SEED === 'demo' || (SEED === undefined && isEmbedded)
  const isHere = isLoopback(HOST) && isLoopback(new URL(publicUrl).hostname)
  return { SECOND_FACTOR: SECOND_FACTOR ?? (isDemo && isHere ? 'offered' : 'required') }
}

/** Opens the newsroom of the settings. `say` hears what takes time. Throws StartProblem with one sentence. */
export async function openNewsroom(say: (line: string) => void = () => undefined): Promise<Newsroom> {
  const settings = readSettings()
  makeFolder(settings.DATA_DIR)
  const secret = authSecret(settings.DATA_DIR, settings.AUTH_SECRET)
  if (!settings.DATABASE_URL) say('Opening the embedded database …')
  const embedded = settings.DATABASE_URL ? null : await openEmbeddedPostgres(settings.DATA_DIR)
  const databaseUrl = settings.DATABASE_URL ?? embedded?.url ?? ''
  try {
    const migrated = await migrate(databaseUrl)
    if (migrated.length > 0) say(`Applied ${migrated.length} ${migrated.length === 1 ? 'migration' : 'migrations'}.`)
    if (settings.READER_DATABASE_URL) await requireReader(settings.READER_DATABASE_URL)
    const readerUrl = settings.READER_DATABASE_URL ?? (await ensureReaderLogin(databaseUrl, secret))
    if (settings.COUNTER_DATABASE_URL) await requireCounter(settings.COUNTER_DATABASE_URL)
    const counterUrl = settings.COUNTER_DATABASE_URL ?? (await ensureCounterLogin(databaseUrl, secret))
    // A login of the operator's own may rest on what everybody may do.
    if (!settings.READER_DATABASE_URL && !settings.COUNTER_DATABASE_URL) await closeToStrangers(databaseUrl)
    const environment = {
      DATABASE_URL: databaseUrl,
      READER_DATABASE_URL: readerUrl,
      COUNTER_DATABASE_URL: counterUrl,
      AUTH_SECRET: secret,
      DATA_DIR: settings.DATA_DIR,
      PUBLIC_URL: settings.publicUrl,
      ...mailOf(settings, embedded !== null),
      ...secondFactorOf(settings, embedded !== null),
    }
    return { settings, environment, embedded, migrated, close: async () => void (await embedded?.close()) }
  } catch (error) {
    await embedded?.close()
    throw databaseProblem(error, databaseUrl)
  }
}
