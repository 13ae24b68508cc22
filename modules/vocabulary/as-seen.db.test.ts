import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import type { Outcome } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { NOT_AS_SEEN } from '@/modules/related/as-seen'
import { changeSettings } from '@/modules/related/commands/change-settings'
import { editTagAsSeen } from '@/modules/related/commands/edit-tag-as-seen'
import { forecastTest, startTest } from '@/modules/related/commands/fair-test'
import { forecastSettings } from '@/modules/related/commands/forecast-settings'
import { forecastTagChange } from '@/modules/related/commands/forecast-tag-change'
import type { Forecast } from '@/modules/related/forecast'
import { DEFAULT_SETTINGS } from '@/modules/related/settings'
import { draftArticle, liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { type MadeTag, makeTag } from '@/prisma/factories/tag'
import { mergeAsSeen, splitAsSeen } from './commands/change-as-seen'
import { forecastBulk } from './commands/forecast-bulk'
import { planBulk } from './commands/plan-bulk'
import { previewMerge, previewSplit } from './commands/preview-change'
import { startBulk } from './commands/run-bulk'
import type { Preview } from './views'

const clock = systemActor('Clock', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

type Room = { one: MadeTag; other: MadeTag; stories: MadeArticle[] /** The last change of many stories that was planned. */; bulk?: string }
type Change = { look: (room: Room) => Promise<Outcome<Forecast | Preview>>; act: (room: Room, stamp?: string) => Promise<Outcome<unknown>> }

const settings = { version: 1, settings: { ...DEFAULT_SETTINGS, listLength: 3 } }
const test = { version: 1, name: 'Variety', share: 50, days: 14, changes: { dayShare: 1 } }
const fields = ({ one }: Room) => ({
  id: one.id,
  version: 1,
  label: one.label,
  type: 'theme' as const,
  aliases: [],
  description: '',
  broaderSlug: null,
  doNotRelate: true,
})
const merge = ({ one, other }: Room) => ({ id: one.id, version: 1, intoSlug: other.slug })
const split = ({ one, other, stories }: Room) => ({
  id: one.id,
  version: 1,
  toSlug: other.slug,
  keep: 'move' as const,
  storyIds: stories.slice(0, 2).map(({ id }) => id),
})

async function plan(room: Room): Promise<string> {
  const asked = { ids: room.stories.map(({ id }) => id), words: 'stories of a test', add: [room.other.slug], remove: [room.one.slug] }
  const planned = await planBulk(clock, asked, now)
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems))
  room.bulk = planned.value.id
  return room.bulk
}

const changes: [string, Change][] = [
  [
    'other weights',
    { look: () => forecastSettings(clock, settings, now), act: (_, stamp) => changeSettings(clock, { ...settings, stamp }, now) },
  ],
  ['a fair test', { look: () => forecastTest(clock, test, now), act: (_, stamp) => startTest(clock, { ...test, stamp }, now) }],
  [
    'a tag that relates no more',
    {
      look: (room) => forecastTagChange(clock, fields(room), now),
      act: (room, stamp) => editTagAsSeen(clock, { ...fields(room), stamp }, now),
    },
  ],
  [
    'a merge',
    { look: (room) => previewMerge(clock, merge(room), now), act: (room, stamp) => mergeAsSeen(clock, { ...merge(room), stamp }, now) },
  ],
  [
    'a split',
    { look: (room) => previewSplit(clock, split(room), now), act: (room, stamp) => splitAsSeen(clock, { ...split(room), stamp }, now) },
  ],
  [
    'tags of many stories',
    {
      look: async (room) => forecastBulk(clock, { id: await plan(room) }, now),
      act: async (room, stamp) => startBulk(clock, { id: room.bulk ?? (await plan(room)), stamp }, now),
    },
  ],
]

async function newsroom(): Promise<Room> {
  const [one, other] = [await makeTag(), await makeTag()]
  const stories: MadeArticle[] = []
  for (let at = 0; at < 4; at += 1) stories.push(await liveArticle({ tags: [one.slug], now }))
  return { one, other, stories }
}

async function lookedAt({ look }: Change, room: Room): Promise<string> {
  const seen = await look(room)
  if (!seen.ok) throw new Error(JSON.stringify(seen.problems))
  const forecast = 'lists' in seen.value ? seen.value.lists : (seen.value as Forecast)
  if (!forecast) throw new Error('no lists')
  return forecast.stamp
}

describe.each(changes)('%s', (_, change) => {
  it('is done as it was shown, though a draft was written since, and not over lists that have changed', async () => {
    const room = await newsroom()
    const old = await lookedAt(change, room)
    await liveArticle({ tags: [room.one.slug], now })
    const events = await db.auditEvent.count()
    expect(await change.act(room, old)).toEqual({ ok: false, problems: [NOT_AS_SEEN] })
    expect(await db.auditEvent.count()).toBe(events)

    const stamp = await lookedAt(change, room)
    await draftArticle({ tags: [room.one.slug], now })
    expect(await change.act(room, stamp)).toMatchObject({ ok: true })
  })

  it('asks for nothing where no lists were looked at', async () => {
    const room = await newsroom()
    expect(await change.act(room)).toMatchObject({ ok: true })
  })
})
