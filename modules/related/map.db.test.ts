import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { NotAllowed } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person } from '@/modules/access/actor'
import { curateRelated } from '@/modules/articles/commands/curate-related'
import { deleteDraft } from '@/modules/articles/commands/delete-draft'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { draftArticle, type GivenArticle, liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { workIn } from './commands/work-in'
import type { MapFix } from './map-fix'
import { type MapSection, mapFilterSchema } from './map-words'
import { readMapGraph } from './queries/map-graph'
import { countLoose, deadEndIds, type MapRow, readRelatedMap } from './queries/related-map'

const now = new Date('2026-11-22T10:00:00Z')
let actor: Person

beforeEach(async () => {
  await emptyDatabase()
  actor = (await makeUser({ role: 'editor', name: 'Sam' })).actor
})

const live = (given: GivenArticle & { publishedAt?: Date } = {}) => liveArticle({ now, ...given })

async function catchUp(): Promise<void> {
  for (let rounds = 0; rounds < 200; rounds += 1) if ((await workIn(now)).state === 'idle') return
  throw new Error('the worker never came to an end')
}

const map = (asked: Record<string, string> = {}) => readRelatedMap(actor, mapFilterSchema.parse(asked), now)

async function part(section: MapSection, asked: Record<string, string> = {}) {
  const found = (await map(asked)).parts.find((one) => one.section === section)
  if (!found) throw new Error(`no part ${section}`)
  return found
}

const headlines = (rows: readonly MapRow[]) => rows.map((row) => row.story.headline)

/** Presses the first fix of the only row, and lets the worker follow. */
async function press(rows: readonly MapRow[], at = 0): Promise<MapFix> {
  expect(rows).toHaveLength(1)
  const fix = rows[0]?.fixes[at]
  if (!fix) throw new Error('the row offers nothing')
  expect(await curateRelated(actor, { id: fix.articleId, act: fix.act }, now)).toMatchObject({ ok: true, value: { changed: true } })
  await catchUp()
  return fix
}

/** Six alike, of six days, and an older one that shares a little less with each: its list is full, and no list shows it. */
async function withOrphan(): Promise<{ orphan: MadeArticle; others: MadeArticle[] }> {
  const [tag, second] = [await makeTag({ label: 'Portage' }), await makeTag({ label: 'Travel' })]
  const others = []
  for (let n = 0; n < 6; n += 1)
    others.push(await live({ tags: [tag.slug, second.slug], publishedAt: new Date(now.getTime() - n * 86_400_000) }))
  const orphan = await live({ headline: 'Nobody lists me', tags: [tag.slug], publishedAt: new Date('2024-01-01T10:00:00Z') })
  await catchUp()
  return { orphan, others }
}

describe('An orphan', () => {
  it('is a story no list shows; one press pins it under one that shares most with it, and another takes that back', async () => {
    const { others, orphan } = await withOrphan()
    const { rows, total } = await part('orphans')
    expect([headlines(rows), total]).toEqual([['Nobody lists me'], 1])
    expect(rows[0]?.fixes.map(({ effect }) => effect)).toEqual(['Also about portage', 'Also about portage', 'Also about portage'])
    expect(await countLoose(actor, now)).toEqual({ orphans: 1, deadEnds: 0, newest: [{ id: orphan.id, headline: 'Nobody lists me' }] })
    const fix = await press(rows)
    expect(fix.label).toBe(`Pin it under “${others.find((one) => one.id === fix.articleId)?.headline}”`)
    expect((await part('orphans')).total).toBe(0)
    const event = await db.auditEvent.findFirstOrThrow({ where: { kind: 'article.curated' } })
    expect(event).toMatchObject({ entityId: fix.articleId, actorId: actor.id, detail: { act: 'pin', live: true } })
    if (!fix.undo) throw new Error('there is no undo')
    await curateRelated(actor, { id: fix.articleId, act: fix.undo }, now)
    await catchUp()
    expect(headlines((await part('orphans')).rows)).toEqual(['Nobody lists me'])
  })

  it('is counted and not named for those it is closed to', async () => {
    const { orphan } = await withOrphan()
    await db.article.update({ where: { id: orphan.id }, data: { sensitive: true }, select: { id: true } })
    expect(await countLoose(actor, now)).toEqual({ orphans: 1, deadEnds: 0, newest: [] })
  })

  it('is not offered where three pins stand already, nor where it is left out', async () => {
    const { orphan, others } = await withOrphan()
    const [full, apart, ...rest] = others
    for (const target of rest.slice(0, 3))
      await curateRelated(actor, { id: full?.id ?? '', act: { kind: 'pin', targetId: target.id } }, now)
    await curateRelated(actor, { id: apart?.id ?? '', act: { kind: 'exclude', targetId: orphan.id } }, now)
    await catchUp()
    const offered = (await part('orphans')).rows.find((row) => row.story.id === orphan.id)?.fixes.map((fix) => fix.articleId)
    expect(offered).toHaveLength(3)
    expect(offered).not.toContain(full?.id)
    expect(offered).not.toContain(apart?.id)
  })
})

describe('A dead end', () => {
  it('is a list without a link; what is offered shares at least a region, else only its tags can be opened', async () => {
    const outcome = await makeTag({ label: 'Inconsistent', type: 'outcome' })
    const near = await live({ headline: 'Near', tags: [outcome.slug] })
    await live({ headline: 'Far', tags: [(await makeTag()).slug] })
    await live({ headline: 'End', tags: [outcome.slug] })
    await catchUp()
    const { rows } = await part('dead-ends')
    expect(headlines(rows).sort()).toEqual(['End', 'Far', 'Near'])
    expect(rows.every((row) => row.needsTags)).toBe(true)
    const fixes = new Map(rows.map((row) => [row.story.headline, row.fixes]))
    expect(fixes.get('Far')).toEqual([])
    expect(fixes.get('End')).toMatchObject([{ act: { kind: 'pin', targetId: near.id }, effect: 'Both have the tag Inconsistent' }])
    await press(rows.filter((row) => row.story.headline === 'End'))
    expect(headlines((await part('dead-ends')).rows).sort()).toEqual(['Far', 'Near'])
  })

  it('is none where the list has a link to another site, until that is dead', async () => {
    const story = await live({ pins: [{ headline: 'Elsewhere', targetId: null, url: 'https://example.org/a' }] })
    await catchUp()
    expect((await part('dead-ends')).total).toBe(0)
    await db.publishedExternalLink.updateMany({ data: { dead: true } })
    expect(headlines((await part('dead-ends')).rows)).toEqual([story.headline])
    expect((await part('dead-links')).rows).toMatchObject([{ facts: ['“Elsewhere”, https://example.org/a'] }])
    await press((await part('dead-links')).rows)
    expect((await part('dead-links')).total).toBe(0)
  })
})

describe('A hub', () => {
  it('is in far more lists than others; it leaves the list that is chosen', async () => {
    const hub = await live({ headline: 'Hub' })
    for (let n = 0; n < 11; n += 1) await live({ pins: [{ headline: 'Hub', targetId: hub.id }] })
    await catchUp()
    const pinned = await part('hubs')
    expect(pinned.rows).toMatchObject([{ story: { headline: 'Hub' }, facts: ['In 11 lists, 92 % of all.'], fixes: [] }])
    await emptyDatabase()
    actor = (await makeUser({ role: 'editor' })).actor
    // Twelve themes, each on one story and on the hub.
    const tags = []
    for (let n = 0; n < 11; n += 1) tags.push((await makeTag()).slug)
    for (const tag of tags) await live({ tags: [tag] })
    await live({ headline: 'Hub', tags })
    await catchUp()
    const { rows } = await part('hubs')
    expect(headlines(rows)).toEqual(['Hub'])
    expect(rows[0]?.fixes).toHaveLength(8)
    await press(rows)
    expect((await part('hubs')).rows[0]?.facts).toEqual(['In 10 lists, 83 % of all.'])
  })
})

describe('The weakest link', () => {
  it('is the one of least worth that was chosen by its score; the pair can be left out', async () => {
    const [theme, area] = [await makeTag({ label: 'Portage' }), await makeTag({ label: 'Kent', type: 'area' })]
    const strong = await live({ headline: 'Strong', tags: [theme.slug, area.slug] })
    await live({ headline: 'Also strong', tags: [theme.slug, area.slug] })
    await live({ headline: 'Old', tags: [theme.slug], publishedAt: new Date('2020-01-01T10:00:00Z') })
    await live({ headline: 'Pinned', pins: [{ headline: 'Strong', targetId: strong.id }] })
    await catchUp()
    const { rows } = await part('weakest')
    expect(rows.map((row) => [row.story.headline, row.facts[0]])).not.toContainEqual(['Pinned', 'Lists “Strong”.'])
    const points = rows.map((row) => Number(/(\d+) points/.exec(row.facts.join(' '))?.[1]))
    expect(points).toEqual(points.toSorted((a, b) => a - b))
    const first = rows.slice(0, 1)
    await press(first)
    expect((await part('weakest')).rows.map((row) => row.key)).not.toContain(first[0]?.key)
  })
})

describe('A pin', () => {
  it('to what was withdrawn, or deleted before it was live, or is a draft, is named and taken off', async () => {
    const gone = await live({ headline: 'Gone' })
    const draft = await draftArticle({ headline: 'Draft' })
    const deleted = await draftArticle({ headline: 'Deleted' })
    for (const target of [gone, draft, deleted])
      await live({ headline: `Pins ${target.headline}`, pins: [{ headline: target.headline, targetId: target.id }] })
    await live({ headline: 'Waits', pins: [{ headline: 'Not written yet', targetId: null }] })
    await withdrawArticle(actor, { id: gone.id, version: gone.version, reason: 'It was wrong.' }, now)
    await deleteDraft(actor, { id: deleted.id, version: deleted.version }, now)
    await catchUp()
    const { rows } = await part('gone-pins')
    expect(rows.map((row) => [row.story.headline, row.facts]).sort()).toEqual([
      ['Pins Deleted', ['“Deleted” was deleted.']],
      ['Pins Draft', ['“Draft” is not published.']],
      ['Pins Gone', ['“Gone” was withdrawn.']],
    ])
    for (const row of rows) await press([row])
    expect((await part('gone-pins')).total).toBe(0)
  })

  it('past its day is named and taken off, whether it leads to a story or to another site', async () => {
    const target = await live({ headline: 'Target' })
    const expiresAt = '2026-11-01T00:00:00.000Z'
    await live({
      headline: 'Holder',
      pins: [
        { headline: 'Target', targetId: target.id, expiresAt },
        { headline: 'Elsewhere', targetId: null, url: 'https://example.org/a', expiresAt },
        { headline: 'Target again', targetId: null, expiresAt: '2027-01-01T00:00:00.000Z' },
      ],
    })
    await catchUp()
    const { rows } = await part('expired-pins')
    expect(rows.flatMap((row) => row.facts).sort()).toEqual(['“Elsewhere”, until 1 November 2026.', '“Target”, until 1 November 2026.'])
    for (const row of rows) await press([row])
    expect((await part('expired-pins')).total).toBe(0)
  })
})

describe('Thin tags', () => {
  it('are fewer than two that can relate', async () => {
    const [one, two] = [await makeTag(), await makeTag()]
    const outcome = await makeTag({ type: 'outcome' })
    await live({ headline: 'Two', tags: [one.slug, two.slug] })
    await live({ headline: 'One', tags: [one.slug, outcome.slug] })
    await live({ headline: 'None', tags: [outcome.slug] })
    await catchUp()
    const { rows } = await part('thin-tags')
    expect(rows.map((row) => [row.story.headline, ...row.facts])).toEqual([
      ['None', 'No tag that can relate.'],
      ['One', 'One tag that can relate.'],
    ])
  })

  it('are only such as a tenth of all stories have', async () => {
    const [one, two, narrow] = [await makeTag(), await makeTag(), await makeTag()]
    for (let n = 0; n < 20; n += 1) await live({ tags: n === 0 ? [one.slug, two.slug, narrow.slug] : [one.slug, two.slug] })
    const { rows, total } = await part('thin-tags')
    expect([total, rows[0]?.facts]).toEqual([19, ['Only broad tags.']])
  })
})

describe('The map', () => {
  it('pages each section for itself, and shows the last page for one past the end', async () => {
    for (let n = 0; n < 12; n += 1) await live({ headline: `Story ${String(n).padStart(2, '0')}` })
    await catchUp()
    const first = await part('orphans')
    expect([first.total, first.page, first.pages, first.rows.length]).toEqual([12, 1, 2, 10])
    for (const page of ['2', '99']) {
      const last = await part('orphans', { orphans: page })
      expect([last.page, headlines(last.rows)]).toEqual([2, ['Story 01', 'Story 00']])
    }
    expect((await part('dead-ends', { orphans: '2' })).page).toBe(1)
    expect((await part('orphans', { orphans: 'x' })).page).toBe(1)
  })

  it('says while the record is behind what readers see, and the desk then gets no counts', async () => {
    expect((await map()).behind).toBeNull()
    const story = await live()
    expect((await map()).behind).toContain('The list of 1 live story has not been looked at yet.')
    expect([await countLoose(actor, now), await deadEndIds(actor, now)]).toEqual([null, null])
    await catchUp()
    expect((await map()).behind).toBeNull()
    expect(await countLoose(actor, now)).toEqual({ orphans: 1, deadEnds: 1, newest: [{ id: story.id, headline: story.headline }] })
    expect(await deadEndIds(actor, now)).toEqual([story.id])
  })

  it('is drawn with each link once, and with what is loose', async () => {
    const region = await makeTag({ label: 'London', type: 'region' })
    const area = await makeTag({ label: 'Ealing', type: 'area', broaderId: region.id })
    const [a, b] = [await live({ tags: [area.slug] }), await live({ tags: [area.slug] })]
    const alone = await live()
    await catchUp()
    const { stories, edges, all } = await readMapGraph(actor, now)
    expect(all).toBe(true)
    expect(edges.map(({ from, to }) => [from, to].sort((x, y) => x - y))).toEqual([[a.number, b.number]])
    expect(new Map(stories.map((story) => [story.number, [story.group, story.lists, story.links, story.orphan, story.deadEnd]]))).toEqual(
      new Map([
        [a.number, ['London', 1, 1, false, false]],
        [b.number, ['London', 1, 1, false, false]],
        [alone.number, ['', 0, 0, true, true]],
      ]),
    )
  })

  it('is for the newsroom', async () => {
    const nobody: Person = { ...actor, role: 'reader' as Person['role'] }
    await expect(readRelatedMap(nobody, mapFilterSchema.parse({}), now)).rejects.toBeInstanceOf(NotAllowed)
    await expect(readMapGraph(nobody, now)).rejects.toBeInstanceOf(NotAllowed)
    await expect(countLoose(nobody, now)).rejects.toBeInstanceOf(NotAllowed)
  })
})
