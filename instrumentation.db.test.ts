import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { emptyDatabase } from '@/lib/testing/database'
import { liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { makeUpForNight, makeUpForNights, startClock } from './instrumentation-node'
import { startWorker } from './instrumentation-worker'

const folder = mkdtempSync(join(tmpdir(), 'throughline-nights-'))
vi.stubEnv('MAIL_TRANSPORT', `file:${folder}`)
// Before anything reads the settings, which are read once: a worker that runs here would keep the record.
vi.stubEnv('RELATED_WORKER', 'off')

const MINUTE = 60_000
const evening = new Date('2026-11-20T23:50:00Z')
const work = () => db.relatedWork.findUniqueOrThrow({ where: { id: 1 } })

beforeEach(emptyDatabase)
afterEach(() => {
  vi.useRealTimers()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A live story that lost its postings, and a count that is too old to be kept. */
async function neglected(): Promise<void> {
  const story = await liveArticle({ tags: [(await makeTag()).slug], now: evening })
  await db.$executeRaw`delete from related_key where article_number = ${story.number}`
  await db.relatedSeen.create({ data: { day: new Date('2020-01-01'), articleNumber: story.number, seen: 1 } })
}

/** Of the night's work, what is left to do. */
async function left(): Promise<unknown> {
  const { lastCheckAt, disagreements } = await work()
  const run = await db.linkRun.findUnique({ where: { id: 1 }, select: { finishedAt: true } })
  return { checked: lastCheckAt !== null, disagreements, old: await db.relatedSeen.count(), links: run?.finishedAt != null }
}
const done = { checked: true, disagreements: 1, old: 0, links: true }

const trulyLater = setTimeout

/** Seconds pass one by one, each with time for what a database answers, until `seen` is not empty; the clock then stands. */
async function secondsUntil(seen: () => unknown[], most: number): Promise<void> {
  for (let second = 0; second < most && seen().length === 0; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000)
    await new Promise((resolve) => trulyLater(resolve, 50))
  }
}

/** So long passes; then what was begun goes on in real time. */
async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds)
  vi.useRealTimers()
}

describe('The clock of a server', () => {
  it('does a night’s work some minutes after London midnight, and not before', async () => {
    await neglected()
    vi.useFakeTimers({ now: evening, toFake: ['setTimeout', 'Date'] })
    startClock()
    await vi.advanceTimersByTimeAsync(10 * MINUTE)
    expect((await work()).lastCheckAt).toBeNull()
    await pass(6 * MINUTE)
    await expect.poll(left, { timeout: 30_000 }).toEqual(done)
    expect((await work()).lastCheckAt?.toISOString()).toMatch(/^2026-11-21T00:0/)
  })

  it('makes up a minute after its start for a night that no server lived through', async () => {
    await neglected()
    vi.useFakeTimers({ now: Date.now() + 30 * 60 * MINUTE, toFake: ['setTimeout', 'Date'] })
    makeUpForNights()
    await pass(MINUTE)
    await expect.poll(left, { timeout: 30_000 }).toEqual(done)
  })

  it('makes up for nothing where nothing was missed', async () => {
    await neglected()
    expect(await makeUpForNight(new Date())).toBe(false)
    expect(await left()).toMatchObject({ checked: false, old: 1 })
  })
})

describe('The watch of a server', () => {
  it('rings within five minutes of its start where nobody keeps the record, though its own worker is off', async () => {
    expect(env().RELATED_WORKER).toBe('off')
    await makeUser({ role: 'editor' })
    vi.useFakeTimers({ now: new Date(), toFake: ['setTimeout', 'Date'] })
    startWorker()
    const mails = () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.eml'))
        .map((name) => readFileSync(join(folder, name), 'utf8'))
    await secondsUntil(mails, 5 * 60)
    expect(mails()).toEqual([expect.stringContaining('The record of related lists stands still')])
  })
})
