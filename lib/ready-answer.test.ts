import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { afterEach, expect, it, vi } from 'vitest'
import CacheHandler from './cache-handler.mjs'
import { encodePage } from './page-cache-entry.mjs'
import type { PageStore } from './page-cache-store.mjs'
import { answerReady } from './ready-answer.mjs'
import { StoredPage } from './stored-page.mjs'

const STORE = Symbol.for('throughline.page-store')
const page = encodePage({ kind: 'APP_PAGE', html: '<p>Words</p>', status: 200, headers: {} })
/** As a later Node would write it: a number of the form that this one does not know. */
const unreadable = Buffer.concat([Buffer.from([0xff, 0x7f]), serialize('x').subarray(2)])

function storeOf(value: Buffer): PageStore {
  const found = new StoredPage('v', value, [])
  return { keyOf: () => 'key', look: async () => ({ snap: '1:1:', found }), learn: () => undefined } as unknown as PageStore
}

function askFor(value: Buffer) {
  const sent: unknown[] = []
  const res = { writeHead: (status: number) => sent.push(status), end: (body: unknown) => sent.push(String(body)) }
  const req = { method: 'GET', url: '/news/x', headers: {} }
  return { sent, answered: answerReady(req as unknown as IncomingMessage, res as unknown as ServerResponse, storeOf(value), []) }
}

afterEach(() => vi.restoreAllMocks())

it('answers with the stored page', async () => {
  const { sent, answered } = askFor(page)
  expect(await answered).toBe(true)
  expect(sent).toEqual([200, '<p>Words</p>'])
})

it('leaves a page that it cannot read to be rendered again, instead of ending the server', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { sent, answered } = askFor(unreadable)
  expect(await answered).toBe(false)
  expect(sent).toEqual([])
})

it('tells Next that there is no such page', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const build = mkdtempSync(join(tmpdir(), 'throughline-build-'))
  writeFileSync(join(build, 'BUILD_ID'), 'b1')
  const get = (value: Buffer) => {
    Reflect.set(globalThis, STORE, storeOf(value))
    return new CacheHandler({ serverDistDir: join(build, 'server') }).get('/route-cache/APP_PAGE/x/$/news/x', { kind: 'APP_PAGE' })
  }
  expect(await get(page)).toMatchObject({ value: { html: '<p>Words</p>' } })
  expect(await get(unreadable)).toBe(null)
  Reflect.deleteProperty(globalThis, STORE)
  rmSync(build, { recursive: true })
})
