/** A browser for the journeys: one already here, else Playwright's own, else Debian's, else a line that says what to install. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { StartProblem } from '../lib/start-problem.mjs'

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/google-chrome']
const INSTALL_WAIT_MS = 600_000

function isThere(): boolean {
  const given = process.env.PLAYWRIGHT_CHROMIUM
  if (given && !existsSync(given))
    throw new StartProblem(`PLAYWRIGHT_CHROMIUM is ${given}, and there is no such file: correct it, or unset it.`)
  return Boolean(given) || SYSTEM.some((path) => existsSync(path)) || existsSync(chromium.executablePath())
}

/** Whether that browser starts: Playwright's own may lack libraries of the system. */
async function starts(executablePath: string): Promise<boolean> {
  try {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 30_000 })
    await browser.close()
    return true
  } catch {
    return false
  }
}

const run = (program: string, args: string[]): boolean =>
  spawnSync(program, args, {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: INSTALL_WAIT_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

function isDebianRoot(): boolean {
  return (
    process.getuid?.() === 0 &&
    existsSync('/etc/os-release') &&
    /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'))
  )
}

/** Sees to a browser. Throws StartProblem when none can be had. */
export async function ensureBrowser(say: (line: string) => void): Promise<void> {
  if (isThere()) return
  say('Installing a browser for the tests (Playwright’s own) …')
  if (run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']) && (await starts(chromium.executablePath())))
    return
  if (isDebianRoot()) {
    say('Installing a browser for the tests (Debian’s chromium) …')
    if (run('apt-get', ['update', '-q']) && run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']) && isThere())
      return
  }
  throw new StartProblem(
    'There is no browser for the tests: install the package chromium (or Google Chrome), or set PLAYWRIGHT_CHROMIUM to one, and run npm test again.',
  )
}
