import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { rounds } from '@/lib/testing/rounds'
import { systemActor } from '@/modules/access/actor'
import { refOf } from '@/modules/related/commands/run-forecast'
import { workIn } from '@/modules/related/commands/work-in'
import { changedList, type LinkRef } from '@/modules/related/forecast'
import { relatedNewsOf } from '@/modules/related/published'
import { liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { type MadeTag, makeTag } from '@/prisma/factories/tag'
import { mergeTags } from './commands/merge-tags'
import { previewMerge, previewRename, previewSplit } from './commands/preview-change'
import { splitTag } from './commands/split-tag'
import { undoOperation } from './commands/undo-operation'
import type { Done, Preview } from './views'

const clock = systemActor('Clock', 'a test')
const now = new Date('2026-11-20T10:00:00Z')

type Lists = Map<number, { number: number; slug: string; headline: string; links: LinkRef[] }>

/** What readers have: the list under every live story. */
async function publicLists(): Promise<Lists> {
  const select = { number: true, slug: true, headline: true, relTags: true, relInherited: true } as const
  const stories = await db.publishedArticle.findMany({ select })
  const lists = await relatedNewsOf(stories, now)
  return new Map(
    stories.map(({ number, slug, headline }) => [number, { number, slug, headline, links: (lists.get(number) ?? []).map(refOf) }]),
  )
}

const differences = (before: Lists, after: Lists) =>
  [...after.values()]
    .flatMap(({ links, ...story }) => changedList(story, before.get(story.number)?.links ?? [], links) ?? [])
    .sort((a, b) => a.number - b.number)

function given<T>(outcome: { ok: true; value: T } | { ok: false; problems: unknown }): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome.value
}

const versionOf = async (id: number) => (await db.tag.findUniqueOrThrow({ where: { id } })).version

/** The preview of a merge or a split, the change itself, and its undo. */
async function tryOut(from: MadeTag, into: MadeTag, stories: MadeArticle[], split: boolean): Promise<void> {
  const before = await publicLists()
  const known = { id: from.id, version: await versionOf(from.id) }
  const [preview, done]: [Preview, Done] = split
    ? await (async () => {
        const asked = { ...known, toSlug: into.slug, keep: 'move' as const, storyIds: stories.map((story) => story.id) }
        return [given(await previewSplit(clock, asked, now)), given(await splitTag(clock, asked, now))] as [Preview, Done]
      })()
    : await (async () => {
        const asked = { ...known, intoSlug: into.slug }
        return [given(await previewMerge(clock, asked, now)), given(await mergeTags(clock, asked, now))] as [Preview, Done]
      })()
  expect(preview.lists?.all).toBe(true)
  expect([...(preview.lists?.changed ?? [])].sort((a, b) => a.number - b.number)).toEqual(differences(before, await publicLists()))
  expect(preview.effect.live).toBe(done.stories)
  given(await undoOperation(clock, { id: done.operation }, now))
  expect(await publicLists()).toEqual(before)
}

describe('A preview', () => {
  it('says what is live afterwards, whatever is merged or split, and the undo takes it all back', async () => {
    const story = fc.record({ tags: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 4 }), daysAgo: fc.nat(900) })
    const act = fc.record({ from: fc.nat(5), into: fc.nat(5), split: fc.boolean(), inStep: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(
        fc.array(story, { minLength: 5, maxLength: 22 }),
        fc.array(act, { minLength: 2, maxLength: 4 }),
        async (stories, acts) => {
          await emptyDatabase()
          const tags: MadeTag[] = []
          for (let at = 0; at < 6; at += 1)
            tags.push(await makeTag({ label: `Theme ${at}`, broaderId: at === 3 || at === 4 ? (tags[at - 2]?.id ?? null) : null }))
          const made: MadeArticle[] = []
          for (const one of stories)
            made.push(
              await liveArticle({
                tags: one.tags.flatMap((at) => tags[at]?.slug ?? []),
                publishedAt: new Date(now.getTime() - one.daysAgo * 86_400_000 - 1_000),
                now,
              }),
            )
          for (const { from, into, split, inStep } of acts) {
            const [one, other] = [tags[from], tags[into]]
            const carriers = made.filter((_, at) => stories[at]?.tags.includes(from))
            if (!one || !other || one === other || (split && carriers.length === 0)) continue
            for (let turns = 0; inStep && turns < 200; turns += 1) if ((await workIn(now)).state === 'idle') break
            await tryOut(one, other, carriers.slice(0, 4), split)
          }
        },
      ),
      { numRuns: rounds(3, 40), seed: 20_261_122 },
    )
  }, 300_000)
})

it('The preview names every address that will lead on: those the tag had before too', async () => {
  await emptyDatabase()
  const [from, into] = [await makeTag({ label: 'EHCP' }), await makeTag({ label: 'EHC plans' })]
  await db.tagRedirect.create({ data: { oldSlug: 'statements', tagId: from.id } })
  const known = { id: from.id, version: 1 }
  const led = (to: string) => ['/tags/ehcp', '/tags/statements'].map((address) => ({ from: address, to }))
  expect(given(await previewMerge(clock, { ...known, intoSlug: into.slug }, now)).effect.addresses).toEqual(led('/tags/ehc-plans'))
  const renamed = await previewRename(clock, { ...known, label: 'Plans', newAddress: true, keepName: false }, now)
  expect(given(renamed).effect.addresses).toEqual(led('/tags/plans'))
})
