import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import type { Actor } from '@/modules/access/actor'
import { liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { changeSettings, restoreSettings } from './commands/change-settings'
import { forecastSettings } from './commands/forecast-settings'
import { type Forecast, forecastSentence } from './forecast'
import { relatedNewsOf } from './published'
import { readEngineSettings } from './queries/engine-settings'
import { DEFAULT_SETTINGS } from './settings'

const now = new Date('2026-11-20T10:00:00Z')
const admin: Actor = { kind: 'person', id: '00000000-0000-4000-8000-000000000001', name: 'Ada', role: 'admin' }
const editor: Actor = { ...admin, name: 'Ed', role: 'editor' }
beforeEach(emptyDatabase)

async function publicLists(): Promise<Map<number, number[]>> {
  const stories = await db.publishedArticle.findMany({ select: { number: true, headline: true, relTags: true, relInherited: true } })
  const lists = await relatedNewsOf(stories, now)
  return new Map([...lists].map(([number, links]) => [number, links.flatMap((link) => (link.kind === 'story' ? link.number : []))]))
}

/** Six stories of one theme and four of one organisation, some of both: what they list depends on the weights. */
async function newsroom(): Promise<void> {
  const theme = await makeTag({ label: 'Waiting times' })
  const other = await makeTag({ label: 'School places' })
  const body = await makeTag({ type: 'organisation', label: 'Vale ICB' })
  const sets = [[theme], [theme, body], [theme], [body, other], [other], [theme, other], [body], [theme], [theme]]
  for (const [at, tags] of sets.entries())
    await liveArticle({ tags: tags.map((tag) => tag.slug), publishedAt: new Date(now.getTime() - (at + 1) * 86_400_000 * 40), now })
}

const other = {
  ...DEFAULT_SETTINGS,
  weights: { ...DEFAULT_SETTINGS.weights, organisation: 0.2, theme: 6 },
  listLength: 3,
  halfLives: { ...DEFAULT_SETTINGS.halfLives, news: 10 },
}

describe('The engine’s settings', () => {
  it('are applied to every list, which the forecast has said', async () => {
    await newsroom()
    const before = await publicLists()
    const forecast = await forecastSettings(admin, { version: 1, settings: other }, now)
    if (!forecast.ok) throw new Error('refused')
    expect(await publicLists()).toEqual(before)
    expect((await changeSettings(admin, { version: 1, settings: other }, now)).ok).toBe(true)
    const after = await publicLists()
    const changed = [...after.keys()].filter((number) => before.get(number)?.join() !== after.get(number)?.join())
    expect(changed.length).toBeGreaterThan(3)
    expect(forecast.value.changed.map((list) => list.number).sort()).toEqual(changed.sort())
    for (const list of forecast.value.changed) expect(list.after.map((link) => link.number)).toEqual(after.get(list.number))
  })

  it('come back with one act, and the lists with them', async () => {
    await newsroom()
    // Settings count the points exactly, the nightly count only where they moved: the same ground for both.
    const first = { ...DEFAULT_SETTINGS, hysteresis: 4 }
    await changeSettings(admin, { version: 1, settings: first }, now)
    const before = await publicLists()
    await changeSettings(admin, { version: 2, settings: other }, now)
    expect(await publicLists()).not.toEqual(before)
    expect(await restoreSettings(admin, { version: 3, to: 2 }, now)).toMatchObject({ ok: true, value: { version: 4 } })
    expect(await publicLists()).toEqual(before)
    const read = await readEngineSettings(editor)
    expect(read.settings).toEqual(first)
    expect(read.versions.map(({ version, changed }) => [version, changed.length])).toEqual([
      [4, 5],
      [3, 5],
      [2, 1],
      [1, 0],
    ])
  })

  it('say in the audit who changed what, and write nothing when nothing differs', async () => {
    await changeSettings(admin, { version: 1, settings: { ...DEFAULT_SETTINGS, listLength: 7 } }, now)
    expect(await db.auditEvent.findFirst({ where: { kind: 'related.settings-changed' } })).toMatchObject({
      actorName: 'Ada',
      detail: { version: 2, changed: ['listLength'] },
    })
    expect(await changeSettings(admin, { version: 2, settings: { ...DEFAULT_SETTINGS, listLength: 7 } }, now)).toMatchObject({
      ok: true,
      value: { version: 2, changed: [] },
    })
  })

  it('refuse who may not, a stale page, and a version that never was', async () => {
    const input = { version: 1, settings: other }
    await expect(changeSettings(editor, input, now)).rejects.toThrow(NotAllowed)
    await expect(forecastSettings(editor, input, now)).rejects.toThrow(NotAllowed)
    await changeSettings(admin, input, now)
    await expect(changeSettings(admin, { version: 1, settings: DEFAULT_SETTINGS }, now)).rejects.toThrow(Conflict)
    await expect(restoreSettings(admin, { version: 2, to: 9 }, now)).rejects.toThrow(NotFound)
  })
})

describe('The sentence of a forecast', () => {
  const link = (number: number) => ({ number, slug: `s${number}`, url: null, headline: `Story ${number}` })
  const list = (number: number, gains: number[], loses: number[]): Forecast['changed'][number] => ({
    ...link(number),
    before: [],
    after: [],
    gains: gains.map(link),
    loses: loses.map(link),
  })

  it.each([
    [[], 9, 'No other story’s list will change.'],
    [[list(1, [9], []), list(2, [9], [3])], 9, '2 stories will link here, 1 story will lose another link.'],
    [[list(1, [4], [9])], 9, '1 story will no longer link here.'],
    [[list(1, [4], [9]), list(2, [], [4])], null, '1 story will gain a link, 2 stories will lose a link.'],
    [[list(1, [], [])], null, '1 story will list the same links in another order.'],
  ] as [Forecast['changed'], number | null, string][])('%#', (changed, number, sentence) => {
    expect(forecastSentence({ changed, all: true }, number)).toBe(sentence)
  })
})
