/** What a new newsroom begins with, and what its first visitor is told. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Newsroom } from '../lib/open-newsroom'
import { StartProblem } from '../lib/start-problem.mjs'

/** Kept while the first contents are loaded: a start that was killed meanwhile goes on where it stopped. */
const LOADING = 'loading-first-contents'
/** Left once the welcome has been shown. */
export const WELCOMED = 'welcomed'
/** The demo users' passwords, for the person who started the demo. Mode 0600. */
export const DEMO_SIGN_IN = 'demo-sign-in.json'

export type DemoSignIn = { email: string; role: string; password: string }
export type Contents = { users: number; demo: DemoSignIn[] }

type Counts = { users: number; stories: number; areas: number }

/** The advisory lock that lets one start at a time load first contents, whatever servers share the database. */
const LOADING_LOCK = 7_270_002

async function count(client: Client): Promise<Counts> {
  const { rows } = await client.query<Counts>(
    'select (select count(*) from user_account)::int as users, (select count(*) from article)::int as stories, (select count(*) from area)::int as areas',
  )
  return rows[0] ?? { users: 0, stories: 0, areas: 0 }
}

function demoSignIn(dataDir: string): DemoSignIn[] {
  const file = join(dataDir, DEMO_SIGN_IN)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoSignIn[]) : []
}

/**
 * Loads the reference data into a database without any, and the demo newsroom into an empty embedded one (SEED=none:
 * not; SEED=demo: also into an empty database of DATABASE_URL). Going on after a killed start changes nothing twice.
 */
export async function seedNewsroom(newsroom: Newsroom, say: (line: string) => void): Promise<Contents> {
  const client = new Client({ connectionString: newsroom.environment.DATABASE_URL ?? '' })
  await client.connect()
  try {
    // Held by the connection, so that a killed start lets go of it; counted after it, so that the second start sees
    // what the first one loaded.
    await client.query('select pg_advisory_lock($1)', [LOADING_LOCK])
    return await seedAlone(newsroom, client, say)
  } finally {
    await client.end()
  }
}

async function seedAlone(newsroom: Newsroom, client: Client, say: (line: string) => void): Promise<Contents> {
  const { settings, environment, embedded } = newsroom
  const marker = join(settings.DATA_DIR, LOADING)
  const before = await count(client)
  const wantsDemo = settings.SEED === 'demo' || (settings.SEED === undefined && embedded !== null)
  const unfinished = existsSync(marker)
  const demo = wantsDemo && (unfinished || (before.users === 0 && before.stories === 0))
  const reference = unfinished || before.areas === 0
  if (!demo && !reference) return { users: before.users, demo: demoSignIn(settings.DATA_DIR) }
  say(demo ? 'Loading the reference data and the demo newsroom …' : 'Loading the reference data …')
  writeFileSync(marker, '', { flush: true })
  await runSeed(demo ? ['reference', 'demo'] : ['reference'], environment)
  rmSync(marker, { force: true })
  return { users: (await count(client)).users, demo: demoSignIn(settings.DATA_DIR) }
}

/** Commands are server-only: a process of its own, with the condition that lets them load. */
function runSeed(what: string[], environment: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = ['--conditions=react-server', '--import', 'tsx', 'bin/seed-newsroom.ts', ...what]
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, ...environment, LOG_LEVEL: 'error' },
    })
    let said = ''
    child.stderr?.on('data', (part) => {
      said += part
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve()
      reject(new StartProblem(`The first contents could not be loaded: ${said.trim().split('\n')[0] ?? 'no reason given'}`))
    })
  })
}

/** Where to go and how to sign in. Passwords are shown at the first start that gets this far; later only where they are kept. */
export function welcome({ settings }: Newsroom, { users, demo }: Contents): string {
  const first = !existsSync(join(settings.DATA_DIR, WELCOMED))
  const lines = ['', `  Throughline is ready: ${settings.publicUrl}`, `  The newsroom:         ${settings.publicUrl}/sign-in`, '']
  if (users === 0) {
    lines.push(
      '  There is no user yet. Make the first admin:',
      '    npm run --silent cms -- create-user --email you@example.org --name "Your Name" --role admin',
      '',
    )
  } else if (first && demo.length > 0) {
    const width = Math.max(...demo.map(({ email }) => email.length))
    lines.push(
      '  Sign in to the demo newsroom as',
      ...demo.map(({ email, password }) => `    ${email.padEnd(width)}  ${password}`),
      `  (kept in ${join(settings.DATA_DIR, DEMO_SIGN_IN)})`,
      '',
    )
  } else if (demo.length > 0) {
    lines.push(`  The demo users’ passwords are in ${join(settings.DATA_DIR, DEMO_SIGN_IN)}`, '')
  }
  writeFileSync(join(settings.DATA_DIR, WELCOMED), '')
  return `${lines.join('\n')}\n`
}
