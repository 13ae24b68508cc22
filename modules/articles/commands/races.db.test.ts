import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { rounds } from '@/lib/testing/rounds'
import { editTag } from '@/modules/tags/commands/edit-tag'
import { draftArticle, liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { makeLiveAgain } from './make-live-again'
import { publishArticle } from './publish-article'
import { saveDraft } from './save-draft'
import { withdrawArticle } from './withdraw-article'

beforeEach(emptyDatabase)

const now = new Date('2026-11-20T10:00:00Z')
const ROUNDS = rounds(5, 12)

/** What readers have against what the stories say: each row is a contradiction. */
async function contradictions(): Promise<unknown[]> {
  return db.$queryRaw<unknown[]>`
    select 'not live, yet published' as fault, a.slug from article a join published_article p on p.article_id = a.id where a.state <> 'live'
    union all select 'live, yet not published', a.slug from article a where a.state = 'live' and not exists (select from published_article p where p.article_id = a.id)
    union all select 'other words than the live revision', a.slug from article a join published_article p on p.article_id = a.id
      join revision r on r.id = a.live_revision_id where r.headline <> p.headline or r.body <> p.body or p.slug <> a.slug
    union all select 'withdrawn without a tombstone', a.slug from article a where (a.state = 'withdrawn') <> exists (select from withdrawn_article w where w.article_id = a.id)
    union all select 'tags of other words', a.slug from article a where a.state = 'live' and
      (select array_agg(t.tag_id order by 1) from revision_tag t where t.revision_id = a.live_revision_id)
      is distinct from (select array_agg(t.tag_id order by 1) from published_article_tag t where t.article_number = a.number and t.own)
    union all select 'relating tags are not those of its tags', p.slug from published_article p
      cross join lateral related_sets_of((select array_agg(t.tag_id) from published_article_tag t where t.article_number = p.number and t.own)) s
      where s.rel_tags <> p.rel_tags or s.rel_inherited <> p.rel_inherited
    union all select 'a posting too many or too few', coalesce(k.article_number, w.number)::text from related_key k
      full join (select p.number, related_run(p.evergreen, p.form) as run, p.first_published_at, q.k from published_article p cross join lateral related_keys_of(p.rel_tags, p.rel_inherited) as q(k)) w
      on w.number = k.article_number and w.k = k.k and w.run = k.run and w.first_published_at = k.sort_at
      where w.k is null or k.k is null
    union all select 'a count that is wrong', v.slug from published_tag v
      where v.article_count <> (select count(*) from published_article_tag t where t.tag_id = v.id)
    union all select 'a link to a story that is not live', p.article_number::text from published_pin p
      where not exists (select from published_article a where a.number = p.target_number) or not exists (select from published_article a where a.number = p.article_number)`
}

/** Runs all at once; of each story the loser of a race is told so, and nothing else may go wrong. */
async function race(acts: (() => Promise<unknown>)[]): Promise<void> {
  for (const outcome of await Promise.allSettled(acts.map((act) => act()))) {
    if (outcome.status === 'rejected' && !(outcome.reason instanceof Conflict)) throw outcome.reason
  }
}

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T

describe('Several people at once', () => {
  it('publish the same draft once', async () => {
    const { actor } = await makeUser()
    const draft = await draftArticle()
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => publishArticle(actor, { id: draft.id, version: 1 }, now)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await db.auditEvent.count({ where: { kind: 'article.published' } })).toBe(1)
    expect(await contradictions()).toEqual([])
  })

  it('publish and withdraw stories that share tags, and every count is right', async () => {
    const { actor } = await makeUser()
    await db.tag.create({ data: { slug: 'plans', label: 'Plans', type: 'theme' } })
    // The first use of a tag writes its points, which would make the others wait for one another.
    await liveArticle({ tags: ['plans'] })
    const drafts: MadeArticle[] = []
    for (let at = 0; at < 8; at += 1) drafts.push(await draftArticle({ tags: ['plans'], pins: [{ headline: 'Story', targetId: null }] }))
    await race(
      drafts.map(
        ({ id }) =>
          () =>
            publishArticle(actor, { id, version: 1 }, now),
      ),
    )
    expect(await contradictions()).toEqual([])
    await race(
      drafts.slice(0, 6).map(
        ({ id }) =>
          () =>
            withdrawArticle(actor, { id, version: 2, reason: 'x' }, now),
      ),
    )
    expect(await contradictions()).toEqual([])
    expect((await db.publishedTag.findUniqueOrThrow({ where: { slug: 'plans' } })).articleCount).toBe(3)
  })

  it('publish, withdraw, revive and save stories and change their tags, and readers get nothing half-done', async () => {
    const { actor } = await makeUser()
    const region = await db.tag.create({ data: { slug: 'region-a', label: 'Region A', type: 'region' } })
    const types = ['theme', 'area', 'organisation', 'theme']
    const tags: { id: number; slug: string }[] = []
    for (const [at, type] of types.entries())
      tags.push(
        await db.tag.create({ data: { slug: `tag-${at}`, label: `Tag ${at}`, type, broaderId: type === 'area' ? region.id : null } }),
      )
    const stories: MadeArticle[] = []
    for (let at = 0; at < 4; at += 1) {
      const pins = [{ headline: `Story ${(at + 1) % 4}`, targetId: null }]
      stories.push(await draftArticle({ headline: `Story ${at}`, tags: [pick(tags, at).slug, pick(tags, at + 1).slug], pins }))
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      const rows = await db.article.findMany({ orderBy: { number: 'asc' }, select: { id: true, version: true, state: true } })
      const acts = rows.flatMap(({ id, version, state }, at) => {
        const turn =
          state === 'live'
            ? () => withdrawArticle(actor, { id, version, reason: 'x' }, now)
            : state === 'draft'
              ? () => publishArticle(actor, { id, version }, now)
              : () => makeLiveAgain(actor, { id, version }, now)
        const input = pick(stories, at).input
        const save = () =>
          saveDraft(
            actor,
            { id, version, ...input, byline: `Round ${round}`, tagSlugs: [pick(tags, at + round).slug, pick(tags, at + round + 2).slug] },
            now,
          )
        return round % 3 === 0 ? [turn, turn] : [turn, save]
      })
      const edited = await db.tag.findUniqueOrThrow({ where: { id: pick(tags, round).id } })
      const change = {
        id: edited.id,
        version: edited.version,
        label: `${edited.slug} ${round}`,
        aliases: [],
        description: '',
        type: edited.type as 'theme',
        broaderSlug: edited.type === 'area' ? 'region-a' : null,
        doNotRelate: round % 2 === 0,
      }
      await race([...acts, () => editTag(actor, change, now)])
      expect(await contradictions()).toEqual([])
    }
    expect(await db.auditEvent.count({ where: { kind: { in: ['article.withdrawn', 'article.made-live-again'] } } })).toBeGreaterThan(
      ROUNDS / 2,
    )
  }, 120_000)
})
