import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { rounds } from '@/lib/testing/rounds'
import { systemActor } from '@/modules/access/actor'
import { makeLiveAgain } from '@/modules/articles/commands/make-live-again'
import { publishArticle, publishIn } from '@/modules/articles/commands/publish-article'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { editTag } from '@/modules/tags/commands/edit-tag'
import { isVocabularyAwaited } from '@/modules/tags/commands/publish-vocabulary'
import type { TagType } from '@/modules/tags/tag-types'
import { draftArticle, liveArticle, type MadeArticle, storyInput } from '@/prisma/factories/article'
import { type MadeTag, makeTag } from '@/prisma/factories/tag'
import { changeSettings } from './commands/change-settings'
import { forecastPublication, forecastWithdrawal } from './commands/forecast-publication'
import { forecastSettings } from './commands/forecast-settings'
import { forecastTagChange } from './commands/forecast-tag-change'
import { refOf, runForecast } from './commands/run-forecast'
import { workIn } from './commands/work-in'
import { changedList, type Forecast, type LinkRef } from './forecast'
import { relatedNewsOf } from './published'
import { linkedFrom } from './queries/linked-from'
import { engineSettingsOf } from './settings'

const actor = systemActor('Test', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

type Lists = Map<number, { number: number; slug: string; headline: string; links: LinkRef[] }>

/** What readers have: the list under every live story. */
async function publicLists(): Promise<Lists> {
  const stories = await db.publishedArticle.findMany({
    select: { number: true, slug: true, headline: true, relTags: true, relInherited: true },
  })
  const lists = await relatedNewsOf(stories, now)
  return new Map(
    stories.map(({ number, slug, headline }) => [number, { number, slug, headline, links: (lists.get(number) ?? []).map(refOf) }]),
  )
}

/** What really changed in the lists of the others, as a forecast says it. */
function differences(before: Lists, after: Lists, except: number | null) {
  return [...after.values()]
    .filter(({ number }) => number !== except && before.has(number))
    .flatMap(({ links, ...story }) => changedList(story, before.get(story.number)?.links ?? [], links) ?? [])
    .sort((a, b) => a.number - b.number)
}

const value = (outcome: Awaited<ReturnType<typeof forecastPublication>>): Forecast => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome.value
}

async function expectTrue(forecast: Forecast, before: Lists, number: number | null) {
  const after = await publicLists()
  expect(forecast.all).toBe(true)
  expect([...forecast.changed].sort((a, b) => a.number - b.number)).toEqual(differences(before, after, number))
  if (number !== null) {
    expect(forecast.own?.before).toEqual(before.get(number)?.links ?? [])
    expect(forecast.own?.after).toEqual(after.get(number)?.links ?? [])
  }
}

/** The worker, until nothing is due. */
async function catchUp(): Promise<void> {
  for (let rounds = 0; rounds < 200; rounds += 1) if ((await workIn(now)).state === 'idle') return
  throw new Error('the worker never came to an end')
}

describe('A forecast', () => {
  it('says who will link to a story that is published, and who loses what', async () => {
    const theme = await makeTag({ label: 'Waiting times' })
    const older = await liveArticle({ tags: [theme.slug], now })
    const draft = await draftArticle({ tags: [theme.slug], now })
    const forecast = value(await forecastPublication(actor, { id: draft.id, story: null }, now))
    expect(forecast.changed).toMatchObject([{ number: older.number, gains: [{ number: draft.number }], loses: [] }])
    expect(forecast.own).toMatchObject({ before: [], after: [{ number: older.number }] })
  })

  it('asks the full lists that it would only just enter', async () => {
    const theme = await makeTag({ label: 'Waiting times' })
    const body = await makeTag({ type: 'organisation', label: 'Vale ICB' })
    const tagged = (at: number) => (at % 2 ? [theme.slug] : [theme.slug, body.slug])
    for (let at = 0; at < 12; at += 1)
      await liveArticle({ tags: tagged(at), publishedAt: new Date(now.getTime() - (at + 1) * 40 * 86_400_000), now })
    await catchUp()
    const before = await publicLists()
    const draft = await draftArticle({ tags: [theme.slug], storyDate: new Date(now.getTime() - 150 * 86_400_000).toISOString(), now })
    const forecast = value(await forecastPublication(actor, { id: draft.id, story: null }, now))
    await publishArticle(actor, { id: draft.id, version: draft.version }, now)
    await expectTrue(forecast, before, draft.number)
    expect(forecast.changed.length).toBeGreaterThan(3)
    // Not everybody was asked: what can never be reached is left alone.
    expect(forecast.changed.every((list) => list.before.length === 5)).toBe(true)
  })

  it('asks the lists that lose an older story, pushed out of the newest of its tag by one that is not listed itself', async () => {
    const [region, theme, person] = [
      await makeTag({ type: 'region', label: 'North' }),
      await makeTag({ label: 'Waiting times' }),
      await makeTag({ type: 'person', label: 'A. Director' }),
    ]
    const area = await makeTag({ type: 'area', label: 'Vale', broaderId: region.id })
    const at = (days: number) => new Date(now.getTime() - days * 86_400_000)
    // Sixteen others have the theme, and of them the oldest stands in the list for the region it shares.
    const oldest = await liveArticle({ tags: [theme.slug, region.slug], publishedAt: at(20), now })
    for (let day = 3; day < 14; day += 1) await liveArticle({ tags: [theme.slug], publishedAt: at(day), now })
    for (let day = 15; day < 18; day += 1) await liveArticle({ tags: [theme.slug, area.slug], publishedAt: at(day), now })
    await liveArticle({ tags: [theme.slug, person.slug], publishedAt: at(18), now })
    const reader = await liveArticle({ tags: [theme.slug, area.slug, person.slug], publishedAt: at(2), now })
    await catchUp()
    const before = await publicLists()
    expect(before.get(reader.number)?.links.map((link) => link.number)).toContain(oldest.number)
    const draft = await draftArticle({ tags: [theme.slug], now })
    const forecast = value(await forecastPublication(actor, { id: draft.id, story: null }, now))
    await publishArticle(actor, { id: draft.id, version: draft.version }, now)
    await expectTrue(forecast, before, draft.number)
    const changed = forecast.changed.find((list) => list.number === reader.number)
    expect(changed?.loses.map((link) => link.number)).toEqual([oldest.number])
    expect(changed?.gains.map((link) => link.number)).not.toContain(draft.number)
    // And the other way round, when it is withdrawn.
    await catchUp()
    const live = await publicLists()
    const { version } = await db.article.findUniqueOrThrow({ where: { id: draft.id }, select: { version: true } })
    const withdrawal = value(await forecastWithdrawal(actor, { id: draft.id }, now))
    await withdrawArticle(actor, { id: draft.id, version, reason: 'A test' }, now)
    await expectTrue(withdrawal, live, draft.number)
    expect(withdrawal.changed.find((list) => list.number === reader.number)?.gains.map((link) => link.number)).toEqual([oldest.number])
  }, 60_000)

  it('leaves no trace', async () => {
    const theme = await makeTag({ label: 'Waiting times' })
    await liveArticle({ tags: [theme.slug], now })
    const traces = async () => [
      await db.article.findMany({ orderBy: { id: 'asc' } }),
      await db.revision.count(),
      await db.publishedArticle.count(),
      await db.auditEvent.count(),
      await db.tag.findMany({ orderBy: { id: 'asc' } }),
    ]
    const before = await traces()
    value(await forecastPublication(actor, { id: null, story: storyInput({ tags: [theme.slug] }) }, now))
    expect(await traces()).toEqual(before)
  })

  it('is refused with what keeps the story from being published', async () => {
    const draft = await draftArticle({ headline: '', now })
    expect(await forecastPublication(actor, { id: draft.id, story: null }, now)).toMatchObject({
      ok: false,
      problems: [{ field: 'headline' }],
    })
  })

  it('has another stamp when something else was published in between', async () => {
    const theme = await makeTag({ label: 'Waiting times' })
    const draft = await draftArticle({ tags: [theme.slug], now })
    const first = value(await forecastPublication(actor, { id: draft.id, story: null }, now))
    expect(value(await forecastPublication(actor, { id: draft.id, story: null }, now)).stamp).toBe(first.stamp)
    await liveArticle({ now })
    expect(value(await forecastPublication(actor, { id: draft.id, story: null }, now)).stamp).not.toBe(first.stamp)
  })

  it('makes way for a publication that waits: it says what it has counted, and that it is not all', async () => {
    const theme = await makeTag({ label: 'Waiting times' })
    const others: MadeArticle[] = []
    for (let at = 0; at < 3; at += 1) others.push(await liveArticle({ tags: [theme.slug], now }))
    const draft = await draftArticle({ tags: [theme.slug], now })
    let publication: Promise<unknown> = Promise.resolve()
    const forecast = value(
      await runForecast(
        {
          number: async () => draft.number,
          concerned: async () => others.map((one) => one.number),
          change: async (tx) => {
            const outcome = await publishIn(tx, actor, { id: draft.id, version: draft.version }, now)
            publication = liveArticle({ now })
            await expect.poll(() => isVocabularyAwaited(tx), { timeout: 20_000 }).toBe(true)
            return outcome
          },
          atOnce: 1,
        },
        now,
      ),
    )
    await publication
    expect(forecast).toMatchObject({ counted: 1, all: false, changed: [{ number: others[0]?.number, gains: [{ number: draft.number }] }] })
  })

  // Few tags for many stories: most lists are full, and what comes in pushes something out.
  const types: TagType[] = ['area', 'theme', 'theme', 'organisation', 'outcome', 'storyline']
  const story = fc.record({
    tags: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 4 }),
    daysAgo: fc.nat(900),
    evergreen: fc.boolean(),
    form: fc.constantFrom('news' as const, 'reaction' as const, 'explainer' as const),
    words: fc.nat(3),
    pin: fc.option(fc.nat(11), { nil: null }),
  })
  const act = fc.record({
    kind: fc.constantFrom('new', 'retag', 'withdraw', 'again', 'tag', 'weights'),
    at: fc.nat(30),
    story,
    inStep: fc.boolean(),
  })

  it.each([
    { what: 'random newsrooms', sizes: { minLength: 8, maxLength: 18 }, numRuns: rounds(4, 12) },
    // More stories of a tag than the engine reads of it: what comes in pushes another one out of sight.
    { what: 'larger ones', sizes: { minLength: 44, maxLength: 52 }, numRuns: rounds(1, 2) },
  ])(
    'equals what is live afterwards, in $what after random changes',
    async ({ sizes, numRuns }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(story, sizes), fc.array(act, { minLength: 2, maxLength: 5 }), async (stories, acts) => {
          await emptyDatabase()
          const tags: MadeTag[] = []
          for (const type of types) tags.push(await makeTag({ type, label: `${type} ${tags.length}` }))
          const made: MadeArticle[] = []
          for (const one of stories) made.push(await liveArticle(given(one, tags, made)))
          for (const one of acts) await tryOut(one, tags, made)
        }),
        { numRuns, seed: 20_261_122 },
      )
    },
    600_000,
  )

  it('of “linked from” is what the public lists say, of every story', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(story, { minLength: 8, maxLength: 24 }), fc.boolean(), async (stories, inStep) => {
        await emptyDatabase()
        const tags: MadeTag[] = []
        for (const type of types) tags.push(await makeTag({ type, label: `${type} ${tags.length}` }))
        const made: MadeArticle[] = []
        for (const one of stories) made.push(await liveArticle(given(one, tags, made)))
        if (inStep) await catchUp()
        const lists = [...(await publicLists()).values()]
        for (const { id, number } of made) {
          const listing = lists.filter(({ links }) => links.some((link) => link.number === number)).map((list) => list.number)
          const found = await linkedFrom(actor, { id }, now)
          expect(found.stories.map((one) => one.number).sort()).toEqual(listing.sort())
        }
      }),
      { numRuns: rounds(2, 4), seed: 20_261_122 },
    )
  }, 300_000)

  type Story = typeof story extends fc.Arbitrary<infer T> ? T : never
  type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

  function given(one: Story, tags: readonly MadeTag[], made: readonly MadeArticle[]) {
    const pinned = one.pin === null ? undefined : made[one.pin]
    return {
      headline: `${['Waiting times fall', 'Waiting times fall again', 'A plan for schools', 'Families speak'][one.words]} ${made.length}`,
      tags: one.tags.flatMap((at) => tags[at]?.slug ?? []),
      evergreen: one.evergreen,
      form: one.form,
      pins: pinned ? [{ headline: pinned.headline, targetId: pinned.id }] : [],
      publishedAt: new Date(now.getTime() - one.daysAgo * 86_400_000 - 1_000),
      now,
    }
  }

  async function tryOut(one: Act, tags: readonly MadeTag[], made: MadeArticle[]) {
    // Both ways of knowing whom to ask: the worker's record, and everybody who shares a tag.
    if (one.inStep) await catchUp()
    const before = await publicLists()
    const target = made[one.at % made.length]
    if (!target) return
    const row = await db.article.findUniqueOrThrow({ where: { id: target.id }, select: { version: true, state: true } })
    const { version } = row
    if (one.kind === 'new') {
      const { publishedAt: _, now: __, ...fields } = given(one.story, tags, made)
      const draft = await draftArticle({ ...fields, now })
      const forecast = value(await forecastPublication(actor, { id: draft.id, story: null }, now))
      await publishArticle(actor, { id: draft.id, version: draft.version }, now)
      made.push(draft)
      return expectTrue(forecast, before, draft.number)
    }
    if (one.kind === 'retag' && row.state === 'live') {
      const { evergreen, form } = one.story
      const words = { ...target.input, evergreen, form, tagSlugs: one.story.tags.flatMap((at) => tags[at]?.slug ?? []) }
      const forecast = value(await forecastPublication(actor, { id: target.id, story: words }, now))
      const saved = await saveDraft(actor, { ...words, id: target.id, version }, now)
      if (!saved.ok) throw new Error('not saved')
      await publishArticle(actor, { id: target.id, version: saved.value.version, change: 'minor' }, now)
      return expectTrue(forecast, before, target.number)
    }
    if (one.kind === 'withdraw' && row.state === 'live') {
      const forecast = value(await forecastWithdrawal(actor, { id: target.id }, now))
      await withdrawArticle(actor, { id: target.id, version, reason: 'A test' }, now)
      return expectTrue(forecast, before, target.number)
    }
    if (one.kind === 'again' && row.state === 'withdrawn') {
      const forecast = value(await forecastPublication(actor, { id: target.id, story: null }, now))
      await makeLiveAgain(actor, { id: target.id, version }, now)
      return expectTrue(forecast, before, target.number)
    }
    if (one.kind === 'weights') {
      const { version, weights } = await db.relatedSettings.findUniqueOrThrow({ where: { id: 1 } })
      const { weights: byType, halfLives, ...rest } = engineSettingsOf(weights)
      const input = {
        version,
        settings: {
          ...rest,
          listLength: 3 + (one.at % 5),
          explainersAtLeast: one.at % 2,
          leastShare: one.at % 3 === 0 ? 0 : 0.4,
          weights: { ...byType, theme: 1 + (one.at % 6) },
          halfLives: { ...halfLives, news: 40 + one.at * 2, reaction: 60 },
        },
      }
      const forecast = value(await forecastSettings(actor, input, now))
      await changeSettings(actor, { ...input, stamp: forecast.stamp }, now)
      return expectTrue(forecast, before, null)
    }
    if (one.kind === 'tag') {
      const tag = await db.tag.findFirstOrThrow({ where: { slug: tags[one.at % tags.length]?.slug ?? '' } })
      const input = {
        id: tag.id,
        version: tag.version,
        label: tag.label,
        type: tag.type as 'theme',
        aliases: [],
        description: tag.description,
        broaderSlug: null,
        doNotRelate: !tag.doNotRelate,
      }
      const forecast = value(await forecastTagChange(actor, input, now))
      await editTag(actor, input, now)
      return expectTrue(forecast, before, null)
    }
  }
})
