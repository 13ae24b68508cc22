/**
 * In each worker, before a test file and the modules it tests are loaded: this worker's copy of the template, empty,
 * and the addresses that lib/db.ts, lib/published-db.ts and lib/counter-db.ts read.
 */
import { Client, type DatabaseError } from 'pg'
import { inject } from 'vitest'
import { ensureCounterLogin } from '../counter-login'
import { ensureReaderLogin } from '../reader-login'
import { emptyDatabase } from './database'
import { databaseUrl } from './start-database'

const DUPLICATE_DATABASE = '42P04'
const { serverUrl, template } = inject('testDatabase')
const database = `${template}_${process.env.VITEST_POOL_ID}`

const server = new Client({ connectionString: serverUrl })
await server.connect()
try {
  await server.query(`create database ${database} template ${template}`)
} catch (error) {
  if ((error as DatabaseError).code !== DUPLICATE_DATABASE) throw error
} finally {
  await server.end()
}

process.env.AUTH_SECRET = 'a-secret-for-tests-of-more-than-32-characters'
process.env.DATABASE_URL = databaseUrl(serverUrl, database)
process.env.READER_DATABASE_URL = await ensureReaderLogin(process.env.DATABASE_URL, process.env.AUTH_SECRET)
process.env.COUNTER_DATABASE_URL = await ensureCounterLogin(process.env.DATABASE_URL, process.env.AUTH_SECRET)
await emptyDatabase()
