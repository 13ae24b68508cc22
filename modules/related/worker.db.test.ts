import { Pool } from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { db, Prisma } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { fillWaitingPins } from '@/modules/articles/commands/fill-waiting-pins'
import { publishArticle, publishIn } from '@/modules/articles/commands/publish-article'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { getArticleForEditing } from '@/modules/articles/queries'
import { editTag } from '@/modules/tags/commands/edit-tag'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { draftArticle, liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { type MadeTag, makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { readCauses } from './change-causes'
import { recountPoints } from './commands'
import { workIn } from './commands/work-in'
import { relatedNewsOf } from './published'
import { CHANGES_PER_PAGE, getStoryRecord, listChanges } from './queries/list-changes'

const sam = systemActor('Sam', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

/** Until nothing is due. */
async function catchUp(at: Date = now): Promise<void> {
  for (let rounds = 0; rounds < 500; rounds += 1) {
    const { state } = await workIn(at)
    if (state === 'idle') return
    expect(state).toBe('worked')
  }
  throw new Error('the worker never came to an end')
}

/** The lists as readers see them, by the reader's own login. */
async function publicLists(at: Date): Promise<Map<number, number[]>> {
  const stories = await db.publishedArticle.findMany({ select: { number: true, headline: true, relTags: true, relInherited: true } })
  const lists = await relatedNewsOf(stories, at)
  return new Map([...lists].map(([number, links]) => [number, links.flatMap((link) => ('number' in link ? link.number : []))]))
}

async function recordedLists(): Promise<Map<number, number[]>> {
  const rows = await db.relatedShown.findMany({ select: { articleNumber: true, links: true }, orderBy: { articleNumber: 'asc' } })
  return new Map(rows.map((row) => [row.articleNumber, row.links]))
}

const sorted = (lists: Map<number, number[]>) => [...lists].sort(([a], [b]) => a - b)

async function changesAfter(id: bigint) {
  const rows = await db.relatedChange.findMany({ where: { id: { gt: id } }, orderBy: { id: 'asc' } })
  return rows.map(({ articleNumber, before, after, causes }) => ({ articleNumber, before, after, causes: readCauses(causes) }))
}
const lastChange = async () => (await db.relatedChange.findFirst({ orderBy: { id: 'desc' }, select: { id: true } }))?.id ?? 0n

async function withdraw({ id }: MadeArticle, at = now): Promise<void> {
  const { version } = await getArticleForEditing(sam, id)
  await withdrawArticle(sam, { id, version, reason: 'It was wrong.' }, at)
}

async function retag(story: MadeArticle, tags: string[], at = now): Promise<void> {
  const { version } = await getArticleForEditing(sam, story.id)
  const saved = await saveDraft(sam, { ...story.input, tagSlugs: tags, id: story.id, version }, at)
  if (!saved.ok || saved.value.changed.length === 0) return
  await publishArticle(sam, { id: story.id, version: saved.value.version, change: 'minor' }, at)
}

describe('The worker', () => {
  it('writes down each list when it first sees it, and the story whose publication changed it', async () => {
    const tag = await makeTag()
    const [old, other] = [await liveArticle({ tags: [tag.slug] }), await liveArticle({ tags: [tag.slug] })]
    await catchUp()
    expect(await changesAfter(0n)).toMatchObject([
      { articleNumber: old.number, before: [], after: [other.number], causes: [{ kind: 'first' }, { kind: 'article.published' }, {}] },
      { articleNumber: other.number, after: [old.number] },
    ])
    const seen = await lastChange()
    const fresh = await liveArticle({ tags: [tag.slug], actor: sam })
    await catchUp()
    const event = await db.auditEvent.findFirstOrThrow({ where: { entityId: fresh.id, kind: 'article.published' } })
    const cause = {
      kind: 'article.published',
      auditId: String(event.id),
      articleNumber: fresh.number,
      by: 'Sam',
      at: event.at.toISOString(),
    }
    const changes = await changesAfter(seen)
    expect(changes).toHaveLength(3)
    for (const { articleNumber, after, causes } of changes.filter((one) => one.articleNumber !== fresh.number)) {
      expect(after).toContain(fresh.number)
      expect({ articleNumber, causes }).toEqual({ articleNumber, causes: [cause] })
    }
    expect(sorted(await recordedLists())).toEqual(sorted(await publicLists(now)))
  })

  it('empties the record of a withdrawn story and says why others lost it', async () => {
    const tag = await makeTag()
    const [kept, gone] = [await liveArticle({ tags: [tag.slug] }), await liveArticle({ tags: [tag.slug] })]
    await catchUp()
    const seen = await lastChange()
    await withdraw(gone)
    await catchUp()
    expect(await changesAfter(seen)).toMatchObject([
      { articleNumber: kept.number, before: [gone.number], after: [], causes: [{ kind: 'article.withdrawn', articleNumber: gone.number }] },
      { articleNumber: gone.number, before: [kept.number], after: [], causes: [{ kind: 'article.withdrawn' }] },
    ])
    expect([...(await recordedLists()).keys()]).toEqual([kept.number])
  })

  it('asks only those concerned, and nobody for what changes no list', async () => {
    const [tag, elsewhere] = [await makeTag(), await makeTag()]
    for (let n = 0; n < 8; n += 1) await liveArticle({ tags: [n < 3 ? tag.slug : elsewhere.slug] })
    await catchUp()
    const story = await liveArticle({ tags: [tag.slug] })
    const { asked } = await workIn(now)
    expect(asked).toBe(4)
    await catchUp()
    await draftArticle({ tags: [tag.slug] })
    const { version } = await getArticleForEditing(sam, story.id)
    await saveDraft(sam, { ...story.input, headline: 'Another headline, not published', id: story.id, version }, now)
    expect(await workIn(now)).toEqual({ state: 'worked', asked: 0, changed: 0 })
    expect((await workIn(now)).state).toBe('idle')
  })

  it('looks at every list when the day turns, and says that it was the age', async () => {
    const tag = await makeTag()
    const stories = []
    // A little older and sharing more, or newer and sharing less: which comes first turns with the days.
    const second = await makeTag({ type: 'outcome' })
    for (let n = 0; n < 6; n += 1)
      stories.push(
        await liveArticle({
          tags: n % 2 ? [tag.slug, second.slug] : [tag.slug],
          evergreen: n % 2 === 1,
          publishedAt: new Date(now.getTime() - n * 86_400_000),
          now,
        }),
      )
    await catchUp()
    const [before, seen] = [await publicLists(now), await lastChange()]
    const later = new Date('2027-11-20T10:00:00Z')
    await catchUp(later)
    const after = await publicLists(later)
    const differing = sorted(after).filter(([number, links]) => links.join() !== before.get(number)?.join())
    expect(differing.length).toBeGreaterThan(0)
    const changes = await changesAfter(seen)
    expect(changes.map(({ articleNumber, after: links }) => [articleNumber, links])).toEqual(differing)
    for (const { causes } of changes) expect(causes).toEqual([{ kind: 'age' }])
    expect((await db.relatedWork.findUniqueOrThrow({ where: { id: 1 } })).lastSweepDay?.toISOString()).toBe('2027-11-20T00:00:00.000Z')
  })

  it('notices that a hand-made link has ended', async () => {
    const tag = await makeTag()
    const pinned = await liveArticle()
    const story = await liveArticle({ tags: [tag.slug], pins: [{ headline: pinned.headline, targetId: pinned.id }] })
    await db.publishedPin.updateMany({ where: { articleNumber: story.number }, data: { expiresAt: new Date('2026-11-20T11:00:00Z') } })
    await catchUp()
    expect((await recordedLists()).get(story.number)).toEqual([pinned.number])
    const seen = await lastChange()
    await catchUp(new Date('2026-11-20T10:59:59Z'))
    expect(await lastChange()).toBe(seen)
    await catchUp(new Date('2026-11-20T11:00:00Z'))
    expect(await changesAfter(seen)).toMatchObject([{ articleNumber: story.number, after: [], causes: [{ kind: 'expired' }] }])
  })

  it('writes down that nothing but a link to another site has come, changed or gone', async () => {
    const link = { headline: 'The plan', targetId: null, url: 'https://council.example/plan' }
    const story = await liveArticle({ now })
    await catchUp()
    const publish = async (pins: (typeof link)[]) => {
      const seen = await lastChange()
      const { version } = await getArticleForEditing(sam, story.id)
      const saved = await saveDraft(sam, { ...story.input, pins, slug: null, id: story.id, version }, now)
      if (saved.ok) await publishArticle(sam, { id: story.id, version: saved.value.version, change: 'minor' }, now)
      await catchUp()
      expect(await changesAfter(seen)).toMatchObject([{ articleNumber: story.number, before: [], after: [], causes: [{ by: 'Sam' }] }])
      const { actor } = await makeUser()
      return (await listChanges(actor, { story: story.id })).changes[0]?.what
    }
    expect(await publish([link])).toBe('now links to “The plan” on council.example')
    expect(await publish([{ ...link, headline: 'The new plan' }])).toBe(
      'now links to “The new plan” on council.example instead of “The plan” on council.example',
    )
    expect(await publish([])).toBe('no longer links to “The new plan” on council.example')
    // From before these were kept: nothing is said of what is not known.
    await publish([link])
    await db.$executeRaw(Prisma.sql`update related_shown set outside = null`)
    const seen = await lastChange()
    await catchUp(new Date(now.getTime() + 86_400_000))
    expect(await lastChange()).toBe(seen)
  })

  it('names an import that found the stories a list was waiting for', async () => {
    const story = await liveArticle({ pins: [{ headline: 'The report', targetId: null }] })
    const target = await liveArticle({ headline: 'The report' })
    // As if the story had come without any publication that fills the lists that wait for it.
    await db.publishedPin.deleteMany({ where: { articleNumber: story.number } })
    await catchUp()
    const seen = await lastChange()
    await fillWaitingPins(systemActor('Import', 'a test'), [story.id])
    await catchUp()
    expect(await changesAfter(seen)).toMatchObject([
      { articleNumber: story.number, before: [], after: [target.number], causes: [{ kind: 'article.curated', by: 'Import' }] },
    ])
  })

  it('asks a list whose day was crowded, also for a story worth less than what it lists', async () => {
    const [area, theme] = [await makeTag({ type: 'area' }), await makeTag()]
    const story = await liveArticle({ tags: [area.slug, theme.slug], publishedAt: new Date('2026-11-01T10:00:00Z'), now })
    for (let n = 0; n < 5; n += 1) await liveArticle({ tags: [area.slug], publishedAt: new Date('2026-11-18T10:00:00Z'), now })
    await catchUp()
    expect((await recordedLists()).get(story.number)).toHaveLength(5)
    const other = await liveArticle({ tags: [theme.slug], publishedAt: new Date('2026-11-10T10:00:00Z'), now })
    await catchUp()
    expect((await publicLists(now)).get(story.number)).toContain(other.number)
    expect(sorted(await recordedLists())).toEqual(sorted(await publicLists(now)))
  })

  it.each([
    ['one withdrawal', 1],
    ['two at once', 2],
  ])('brings older stories back at once where %s made room among the newest of a combination', async (_, count) => {
    const tag = await makeTag()
    const day = (n: number) => new Date(now.getTime() - n * 86_400_000)
    const story = await liveArticle({ tags: [tag.slug], headline: 'A question of time', publishedAt: day(90), now })
    const older: MadeArticle[] = []
    for (const n of [0, 1, 2])
      older.push(await liveArticle({ tags: [tag.slug], headline: `Quite another ${n}`, publishedAt: day(60 + n), now }))
    // As many as are read of a combination, and all tell the same: the list has room, and no way to what is older.
    const same: MadeArticle[] = []
    for (let n = 0; n < 16; n += 1)
      same.push(await liveArticle({ tags: [tag.slug], headline: 'Inspectors report on every area', publishedAt: day(n), now }))
    await catchUp()
    expect((await recordedLists()).get(story.number)).toHaveLength(1)
    const seen = await lastChange()
    for (const gone of same.slice(9, 9 + count)) await withdraw(gone)
    await catchUp()
    const [fresh] = same
    const back = older.slice(0, count).map((one) => one.number)
    expect((await recordedLists()).get(story.number)).toEqual([fresh?.number, ...back])
    expect(sorted(await recordedLists())).toEqual(sorted(await publicLists(now)))
    const change = (await changesAfter(seen)).find((one) => one.articleNumber === story.number)
    expect(change?.causes.map(({ kind }) => kind)).toEqual(Array(count).fill('article.withdrawn'))
  })

  it('forgets where a story was filed after some days, when every list has been looked at', async () => {
    const tag = await makeTag()
    await withdraw(await liveArticle({ tags: [tag.slug] }))
    await catchUp()
    expect(await db.relatedUnfiled.count()).toBe(1)
    await catchUp(new Date(Date.now() + 3 * 86_400_000))
    expect(await db.relatedUnfiled.count()).toBe(0)
  })

  it('keeps a change for a year, and what was listed at first for ever', async () => {
    const tag = await makeTag()
    await liveArticle({ tags: [tag.slug] })
    await catchUp()
    await liveArticle({ tags: [tag.slug] })
    await catchUp()
    expect(await db.relatedChange.count()).toBe(3)
    await catchUp(new Date('2027-11-22T10:00:00Z'))
    const left = await changesAfter(0n)
    expect(left.map(({ causes }) => causes[0]?.kind)).toEqual(['first', 'first'])
  })

  it('goes on where it was killed: nothing twice, nothing left out', async () => {
    const tag = await makeTag()
    for (let n = 0; n < 60; n += 1) await liveArticle({ tags: [tag.slug], now })
    // Two slices; the second one dies with its transaction.
    expect(await workIn(now)).toMatchObject({ asked: 50 })
    const half = await db.relatedWork.findUniqueOrThrow({ where: { id: 1 } })
    expect(half).toMatchObject({ auditId: 0n, afterNumber: 50 })
    await db.$executeRaw(Prisma.sql`create function die() returns trigger language plpgsql as 'begin raise exception ''killed''; end'`)
    await db.$executeRaw(Prisma.sql`create trigger die before update of after_number on related_work for each row execute function die()`)
    await expect(workIn(now)).rejects.toThrow('killed')
    expect(await db.relatedChange.count()).toBe(50)
    await db.$executeRaw(Prisma.sql`drop trigger die on related_work`)
    await db.$executeRaw(Prisma.sql`drop function die()`)
    expect(await db.relatedWork.findUniqueOrThrow({ where: { id: 1 } })).toMatchObject({ auditId: 0n, afterNumber: 50, failures: 1 })
    await catchUp()
    expect(await db.relatedChange.count()).toBe(60)
    expect(sorted(await recordedLists())).toEqual(sorted(await publicLists(now)))
    expect(await db.relatedWork.findUniqueOrThrow({ where: { id: 1 } })).toMatchObject({ afterNumber: 0, failures: 0 })
  })

  it('is one server’s work at a time', async () => {
    await liveArticle({ tags: [(await makeTag()).slug] })
    const other = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
    const session = await other.connect()
    await session.query('begin')
    await session.query('select pg_advisory_xact_lock(7301205)')
    expect(await workIn(now)).toEqual({ state: 'held', asked: 0, changed: 0 })
    expect((await db.relatedWork.findUniqueOrThrow({ where: { id: 1 } })).heartbeatAt).toBeNull()
    await session.query('rollback')
    session.release()
    await other.end()
    expect((await workIn(now)).state).toBe('worked')
  })

  it('is not undone by a rebuild, which writes its steps beside it', async () => {
    await liveArticle({ tags: [(await makeTag()).slug] })
    const other = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
    const session = await other.connect()
    await session.query('begin')
    // The round stands still in the middle.
    await session.query('lock table related_change in access exclusive mode')
    const round = workIn(now)
    const still = () =>
      session.query(`select from pg_locks l join pg_database d on d.oid = l.database
        where d.datname = current_database() and l.locktype = 'relation' and not l.granted and l.relation = 'related_change'::regclass`)
    await expect.poll(async () => (await still()).rowCount, { timeout: 20_000 }).toBe(1)
    const step = db.relatedWork.update({ where: { id: 1 }, data: { rebuildDone: 7 } }).then((row) => row.rebuildDone)
    await new Promise((resolve) => setTimeout(resolve, 500))
    await session.query('rollback')
    session.release()
    await other.end()
    expect(await round).toMatchObject({ state: 'worked', asked: 1 })
    expect(await step).toBe(7)
  })
})

describe('Events in order', () => {
  it('hold the place of a publication that is recorded before a colleague’s save, and committed after it', async () => {
    const tag = await makeTag()
    const story = await liveArticle({ tags: [tag.slug], now })
    const draft = await draftArticle({ tags: [tag.slug], now })
    await catchUp()
    await db.$transaction(
      async (tx) => {
        await lockVocabulary(tx)
        expect((await publishIn(tx, sam, { id: draft.id, version: draft.version }, now)).ok).toBe(true)
        await draftArticle({ now })
        // A sign of life all the same: a change of the whole site may take minutes.
        const later = new Date(now.getTime() + 60_000)
        expect(await workIn(later)).toMatchObject({ state: 'waits', asked: 0 })
        expect((await db.relatedWork.findUniqueOrThrow({ where: { id: 1 } })).heartbeatAt).toEqual(later)
      },
      { timeout: 60_000 },
    )
    await catchUp()
    expect(sorted(await recordedLists())).toEqual([
      [story.number, [draft.number]],
      [draft.number, [story.number]],
    ])
  })

  it('are all worked in while several publish at once, on several servers', async () => {
    const tags = [await makeTag(), await makeTag(), await makeTag()]
    const pick = (n: number) => [tags[n % 3]?.slug ?? '', tags[(n + 1) % 3]?.slug ?? '']
    await liveArticle({ tags: pick(0), now })
    await catchUp()
    const seen = await lastChange()
    let publishing = true
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 0; n < 6; n += 1) {
        const story = await liveArticle({ tags: pick(n + writer), now })
        if (n % 3 === 0) await withdraw(story)
        else if (n % 3 === 1) await retag(story, pick(n + writer + 1))
      }
    })
    const workers = [0, 1].map(async () => {
      while (publishing) await workIn(now)
    })
    await Promise.all(writers)
    publishing = false
    await Promise.all(workers)
    await catchUp()
    expect(sorted(await recordedLists())).toEqual(sorted(await publicLists(now)))
    for (const change of await changesAfter(seen)) {
      expect(change.causes.map(({ kind }) => kind)).not.toContain('unknown')
      expect(change.causes.length).toBeGreaterThan(0)
    }
  })
})

describe('Every list that becomes another one', () => {
  /** Always the same row of numbers for a seed. */
  function randomFrom(seed: number): () => number {
    let state = seed
    return () => {
      state = (state + 0x6d2b79f5) | 0
      let t = Math.imul(state ^ (state >>> 15), 1 | state)
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
      return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
    }
  }

  it.each([11, 23, 47])('has its change in the log with a cause that happened between (seed %i)', { timeout: 240_000 }, async (seed) => {
    const random = randomFrom(seed)
    const upTo = (n: number) => Math.floor(random() * n)
    const types = ['area', 'area', 'theme', 'theme', 'organisation', 'outcome', 'storyline'] as const
    const tags: MadeTag[] = []
    for (const type of types) tags.push(await makeTag({ type }))
    const someTags = () => tags.filter(() => random() < 0.4).map((tag) => tag.slug)
    let at = now
    const live: MadeArticle[] = []
    for (let n = 0; n < 12; n += 1)
      live.push(await liveArticle({ tags: someTags(), publishedAt: new Date(at.getTime() - upTo(400) * 86_400_000), now: at }))
    await recountPoints(sam, at)
    await catchUp(at)
    let before = await publicLists(at)
    for (let step = 0; step < 25; step += 1) {
      const [seenChange, seenEvent] = [
        await lastChange(),
        (await db.auditEvent.findFirst({ orderBy: { id: 'desc' }, select: { id: true } }))?.id ?? 0n,
      ]
      const which = upTo(10)
      const story = live[upTo(live.length)]
      let aged = false
      if (which < 3 || !story || live.length < 6)
        live.push(
          await liveArticle({
            tags: someTags(),
            evergreen: random() < 0.2,
            form: random() < 0.3 ? 'explainer' : 'news',
            publishedAt: new Date(at.getTime() - upTo(300) * 86_400_000),
            pins: story && random() < 0.3 ? [{ headline: story.headline, targetId: story.id }] : [],
            now: at,
          }),
        )
      else if (which < 5) await retag(story, someTags(), at)
      else if (which < 6) {
        await withdraw(story, at)
        live.splice(live.indexOf(story), 1)
      } else if (which < 7) await recountPoints(sam, at)
      else if (which < 8) {
        const tag = await db.tag.findUniqueOrThrow({ where: { slug: tags[upTo(tags.length)]?.slug ?? '' } })
        await editTag(
          sam,
          {
            id: tag.id,
            version: tag.version,
            label: tag.label,
            type: tag.type as 'area',
            description: '',
            aliases: [],
            broaderSlug: null,
            doNotRelate: !tag.doNotRelate,
          },
          at,
        )
      } else {
        at = new Date(at.getTime() + (1 + upTo(90)) * 86_400_000)
        aged = true
      }
      await catchUp(at)
      const after = await publicLists(at)
      const changes = await changesAfter(seenChange)
      const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
        (number) => (before.get(number) ?? []).join() !== (after.get(number) ?? []).join(),
      )
      for (const number of differing) {
        const change = changes.find((one) => one.articleNumber === number)
        expect({ step, number, before: change?.before, after: change?.after }).toEqual({
          step,
          number,
          before: before.get(number) ?? [],
          after: after.get(number) ?? [],
        })
        const happened = change?.causes.filter(({ kind, auditId }) => (auditId ? BigInt(auditId) > seenEvent : kind === 'age' && aged))
        expect({ step, causes: happened?.length }).not.toEqual({ step, causes: 0 })
      }
      for (const change of changes) if (change.causes[0]?.kind !== 'first') expect(differing).toContain(change.articleNumber)
      before = after
    }
    expect(sorted(await recordedLists())).toEqual(sorted(before))
  })
})

describe('The log', () => {
  it('says a change in words, by story and page by page, and what was listed at first', async () => {
    const { actor } = await makeUser({ role: 'viewer' })
    const tag = await makeTag()
    const story = await liveArticle({ tags: [tag.slug], headline: 'A plan for speech therapy', now })
    await catchUp()
    const newer = await liveArticle({ tags: [tag.slug], headline: 'A report on speech therapy waits', actor: sam, now })
    await catchUp()
    const { changes, story: about, older } = await listChanges(actor, { story: story.id })
    expect({ about, older }).toEqual({ about: { id: story.id, headline: 'A plan for speech therapy' }, older: null })
    expect(changes.map(({ what }) => what)).toEqual([
      'now lists “A report on speech therapy waits” (1st)',
      'listed no story when its list was first written down',
    ])
    expect(changes[0]?.because).toEqual([expect.stringMatching(/^“A report on speech therapy waits” was published by Sam, /)])
    expect(await getStoryRecord(actor, newer.id)).toMatchObject({ first: { headlines: ['A plan for speech therapy'] }, changes: [] })
    expect((await getStoryRecord(actor, story.id)).changes.map(({ id }) => id)).toEqual([changes[0]?.id])
    await expect(listChanges(actor, { story: 'nothing' })).rejects.toThrow('no such story')
    await db.relatedChange.createMany({
      data: Array.from({ length: CHANGES_PER_PAGE }, () => ({ articleNumber: 1, at: now, before: [], after: [], causes: [] })),
    })
    const first = await listChanges(actor, {})
    expect(first.changes).toHaveLength(CHANGES_PER_PAGE)
    const second = await listChanges(actor, { before: first.older ?? '' })
    expect(second).toMatchObject({ older: null, changes: [{}, {}, {}] })
  })
})
