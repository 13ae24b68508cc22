/** The browser that measurements look through: one that is named or installed on the machine, else Playwright's own. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'

export function openBrowser(): Promise<Browser> {
  const system = [process.env.PLAYWRIGHT_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path))
  const own = existsSync(chromium.executablePath()) && !process.env.PLAYWRIGHT_CHROMIUM
  return chromium.launch({ args: ['--no-sandbox', '--disable-dev-shm-usage'], ...(!own && system && { executablePath: system }) })
}
