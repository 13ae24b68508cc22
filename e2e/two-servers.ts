/** Two web servers of the built product on one database, each behind a network of its own that can fail. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { allocatorSettings, serverArguments } from '../bin/server-memory'
import { openTcpProxy, type TcpProxy } from '../lib/testing/tcp-proxy'
import type { Deeds } from './two-servers-newsroom'

export type Server = { url: string; database: TcpProxy; process: ChildProcess }
type Told = { id: number; value?: unknown; error?: string }

export class TwoServers {
  readonly a: Server
  readonly b: Server
  readonly #child: ChildProcess
  #asked = 0

  private constructor(child: ChildProcess, a: Server, b: Server) {
    this.#child = child
    this.a = a
    this.b = b
  }

  static async open(): Promise<TwoServers> {
    const child = fork(new URL('./two-servers-newsroom.ts', import.meta.url), {
      execArgv: ['--conditions=react-server', '--import', 'tsx'],
      serialization: 'advanced',
      env: {
        ...process.env,
        DATA_DIR: process.env.E2E_DATA_DIR,
        PORT: process.env.E2E_PORT,
        DATABASE_URL: '',
        READER_DATABASE_URL: '',
        COUNTER_DATABASE_URL: '',
        PUBLIC_URL: '',
        AUTH_SECRET: '',
        LOG_LEVEL: 'silent',
      },
    })
    await once(child, 'message')
    const environment = await ask<Deeds['environment']>(child, -1, 'environment', undefined)
    const [a, b] = await Promise.all([openServer(environment), openServer(environment)])
    return new TwoServers(child, a, b)
  }

  get both(): Server[] {
    return [this.a, this.b]
  }

  /** Does something in the newsroom, as another server of the same database would. */
  do<D extends keyof Deeds>(deed: D, argument: Parameters<Deeds[D]>[0]): Promise<Awaited<ReturnType<Deeds[D]>>> {
    this.#asked += 1
    return ask(this.#child, this.#asked, deed, argument)
  }

  async close(): Promise<void> {
    for (const server of this.both) {
      if (server.process.exitCode === null) {
        server.process.kill('SIGTERM')
        await once(server.process, 'exit')
      }
      await server.database.close()
    }
    this.#child.disconnect()
    await once(this.#child, 'exit')
  }
}

async function ask<F extends (argument: never) => Promise<unknown>>(
  child: ChildProcess,
  id: number,
  deed: string,
  argument: unknown,
): Promise<Awaited<ReturnType<F>>> {
  const told = new Promise<Told>((resolve) => {
    const hear = (message: Told) => {
      if (message.id !== id) return
      child.off('message', hear)
      resolve(message)
    }
    child.on('message', hear)
  })
  child.send({ id, deed, argument })
  const { value, error } = await told
  if (error) throw new Error(error)
  return value as Awaited<ReturnType<F>>
}

async function openServer(environment: Record<string, string>): Promise<Server> {
  const database = await openTcpProxy(environment.DATABASE_URL ?? '')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, [...serverArguments, 'bin/serve.mjs'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...environment,
      ...allocatorSettings(process.env),
      DATABASE_URL: database.through(environment.DATABASE_URL ?? ''),
      READER_DATABASE_URL: database.through(environment.READER_DATABASE_URL ?? ''),
      COUNTER_DATABASE_URL: database.through(environment.COUNTER_DATABASE_URL ?? ''),
      HOST: '127.0.0.1',
      PORT: String(port),
      NEXTAUTH_URL: url,
      NODE_ENV: 'production',
      LOG_LEVEL: 'silent',
    },
  })
  const ended = once(server, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with code ${code}.`)))
  ended.catch(() => undefined)
  await Promise.race([once(server, 'message'), ended])
  return { url, database, process: server }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
