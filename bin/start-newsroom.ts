/** npm start, once the packages are there: database, contents, build, server; and its end in good order. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureBuild, ensureClients } from '../lib/built'
import type { Env } from '../lib/env'
import { type Newsroom, openNewsroom, readSettings } from '../lib/open-newsroom'
import { StartProblem } from '../lib/start-problem.mjs'
import { seedNewsroom, welcome } from './first-contents'
import { ServerProcess } from './server-process'

/** The server of a start that was killed a moment ago needs this long to notice. */
const PORT_WAIT_MS = 4_000
const PARENT_CHECK_MS = 300

type Say = (line: string) => void

function listen(port: number, host: string): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', resolve)
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
}

/** Before anything slow: can the address be served? */
async function requirePort({ PORT, HOST }: Env): Promise<void> {
  const until = Date.now() + PORT_WAIT_MS
  for (;;) {
    const error = await listen(PORT, HOST)
    if (!error) return
    if (error.code === 'EACCES')
      throw new StartProblem(`This user may not serve on port ${PORT}: set PORT to a number from 1024 up, for example PORT=3000.`)
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
      throw new StartProblem(`HOST is ${HOST}, which is no address of this machine: correct it, or unset it for 127.0.0.1.`)
    if (Date.now() > until)
      throw new StartProblem(
        `Port ${PORT} is taken by another program: end it, or set another one, for example PORT=${PORT < 65535 ? PORT + 1 : 3000} npm start.`,
      )
    await sleep(200)
  }
}

/** The parent of a process, on Linux; elsewhere unknown. */
function parentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1] ?? ''
  } catch {
    return ''
  }
}

/** Under npm, which may be killed without a word: then this process ends too, instead of serving on unseen. */
function endWithNpm(end: () => void): void {
  if (!process.env.npm_lifecycle_event || process.ppid === 1) return
  // npm may stand one further up, behind a shell.
  const above = (): string => `${process.ppid} ${parentOf(process.ppid)}`
  const atFirst = above()
  setInterval(() => {
    if (above() !== atFirst) end()
  }, PARENT_CHECK_MS).unref()
}

/** Starts everything and stays until told to end. Throws StartProblem with one sentence when it cannot. */
export async function start({ dev, say }: { dev: boolean; say: Say }): Promise<void> {
  const settings = readSettings()
  await requirePort(settings)
  await ensureClients()
  const newsroom = await openNewsroom(say)
  let database = newsroom
  const server = new ServerProcess({ dev, settings, environment: newsroom.environment })
  let ending = false
  const end = async (code: number): Promise<never> => {
    if (ending) return new Promise<never>(() => undefined)
    ending = true
    await server.stop()
    await database.close()
    process.exit(code)
  }
  const politely = (): void => void end(0)
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, politely)
  endWithNpm(politely)
  watch(
    newsroom,
    say,
    (again) => {
      database = again
    },
    end,
  )
  try {
    const contents = await seedNewsroom(newsroom, say)
    if (!dev) await ensureBuild(say)
    await requirePort(settings) // somebody may have taken it while we built
    say(dev ? 'Starting the development server …' : 'Starting the server …')
    await server.start((problem) => {
      process.stderr.write(`\n${problem}\n`)
      void end(1)
    })
    process.stdout.write(welcome(newsroom, contents))
  } catch (error) {
    if (ending) return
    await server.stop()
    await newsroom.close()
    throw error
  }
}

/** If the embedded database goes away under us (killed, or out of memory), it is started again at the same address. */
function watch(newsroom: Newsroom, say: Say, reopened: (again: Newsroom) => void, end: (code: number) => Promise<never>): void {
  newsroom.embedded?.onLost(async () => {
    say('The embedded database was stopped from outside. Starting it again …')
    try {
      const again = await openNewsroom()
      reopened(again)
      watch(again, say, reopened, end)
      say('The embedded database runs again.')
    } catch (error) {
      process.stderr.write(`\n${(error as Error).message}\n`)
      await end(1)
    }
  })
}
