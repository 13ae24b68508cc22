/** The web server as a process of its own: with its memory bounded, started again if it crashes, drained at the end. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Env } from '../lib/env'
import { allocatorSettings, serverArguments } from './server-memory'

/** Longer than the server's own drain. */
const STOP_WAIT_MS = 28_000
const CRASHES_MAX = 5
const CRASH_WINDOW_MS = 60_000

type Options = { dev: boolean; settings: Env; environment: Record<string, string> }

export class ServerProcess {
  #child: ChildProcess | null = null
  #stopping = false
  #crashes: number[] = []
  #options: Options

  constructor(options: Options) {
    this.#options = options
  }

  #spawn(): ChildProcess {
    const { dev, settings, environment } = this.#options
    const args = dev
      ? ['node_modules/next/dist/bin/next', 'dev', '-H', settings.HOST, '-p', String(settings.PORT)]
      : [...serverArguments, '--import', new URL('./parent-watch.mjs', import.meta.url).href, 'bin/serve.mjs']
    return spawn(process.execPath, args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        ...environment,
        HOST: settings.HOST,
        PORT: String(settings.PORT),
        NEXT_TELEMETRY_DISABLED: '1',
        ...allocatorSettings(process.env),
        NODE_ENV: dev ? 'development' : 'production',
      },
    })
  }

  /** Resolves when it answers. `failed` hears one sentence if it cannot, then or later. */
  start(failed: (problem: string) => void): Promise<void> {
    return new Promise((resolve) => {
      const child = this.#spawn()
      this.#child = child
      let ready = false
      child.on('message', (message) => {
        // Ours says { ready: true }; next dev has messages of its own.
        if (ready || !(message as { ready?: boolean }).ready) return
        ready = true
        resolve()
      })
      if (this.#options.dev) resolve()
      child.on('exit', (code, signal) => {
        if (this.#stopping) return
        if (!ready && !signal) return failed('The server could not start: the line above says why.')
        this.#crashes = [...this.#crashes, Date.now()].filter((at) => at > Date.now() - CRASH_WINDOW_MS)
        if (this.#crashes.length > CRASHES_MAX) return failed('The server ended again and again: the lines above say why.')
        process.stderr.write(`The server ended (${signal ?? `code ${code}`}). Starting it again …\n`)
        void this.start(failed).then(resolve)
      })
    })
  }

  /** Lets it answer what it has begun, then ends it. */
  async stop(): Promise<void> {
    this.#stopping = true
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WAIT_MS)
    await gone
    clearTimeout(timer)
  }
}
