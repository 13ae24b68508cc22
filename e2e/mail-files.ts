/** Mail of the end-to-end newsroom, which it writes as files. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'

const folder = (): string => join(process.env.E2E_DATA_DIR ?? '', 'mail')

function mailsTo(address: string): string[] {
  try {
    const names = readdirSync(folder()).filter((name) => name.endsWith('.eml'))
    const all = names.sort().map((name) =>
      readFileSync(join(folder(), name), 'utf8')
        .replace(/=\r?\n/g, '')
        .replaceAll('=3D', '='),
    )
    return all.filter((eml) => eml.includes(`\r\nTo: ${address}\r\n`))
  } catch {
    return []
  }
}

/** The link in the newest mail to an address that has one of this path. Waits for it. */
export async function linkMailedTo(address: string, path: string): Promise<string> {
  const find = (): string =>
    mailsTo(address)
      .map((eml) => new RegExp(`https?://\\S+/${path}/[\\w-]{43}`).exec(eml)?.[0] ?? '')
      .filter(Boolean)
      .at(-1) ?? ''
  await expect.poll(find, { message: `a mail to ${address} with a link to ${path}` }).not.toBe('')
  return find()
}
