import { expect, it } from 'vitest'
import { db, Prisma } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { rounds } from '@/lib/testing/rounds'
import { systemActor } from '@/modules/access/actor'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { rebuildPostings } from '@/modules/related/commands/rebuild-postings'
import { editTag } from '@/modules/tags/commands/edit-tag'
import { publishVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { draftArticle, liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { mergeTags } from './commands/merge-tags'
import { planBulk } from './commands/plan-bulk'
import { renameTag } from './commands/rename-tag'
import { retireTag } from './commands/retire-tag'
import { startBulk, undoBulk } from './commands/run-bulk'
import { splitTag } from './commands/split-tag'
import { undoOperation } from './commands/undo-operation'
import { workOnBulk } from './commands/work-on-bulk'

const clock = systemActor('Clock', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
const LABELS = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta', 'Eta', 'Theta']

/** Numbers from 0 to 1, the same ones for the same seed. */
function numbers(seed: number): () => number {
  let at = seed
  return () => {
    at = (at + 0x6d2b79f5) | 0
    let t = Math.imul(at ^ (at >>> 15), 1 | at)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** All that an undo brings back. Points of a tag that stories carried for a while stay until the night. */
async function everything(): Promise<string> {
  const [row] = await db.$queryRaw<{ all: unknown }[]>(Prisma.sql`select json_build_array(
    (select json_agg(to_jsonb(t) - 'version' - 'updated_at' - 'points' - 'inherited_points' order by id) from tag t),
    (select json_agg(t order by tag_id, alias) from tag_alias t), (select json_agg(t order by tag_id, offered_id) from tag_companion t),
    (select json_agg(t order by tag_id, successor_id) from tag_successor t),
    (select json_agg(to_jsonb(t) - 'created_at' order by old_slug) from tag_redirect t),
    (select json_agg(t order by revision_id, tag_id) from revision_tag t join article a on t.revision_id in (a.head_revision_id, a.live_revision_id)),
    (select json_agg(t order by article_number, tag_id) from published_article_tag t),
    (select json_agg(t order by id) from published_tag t), (select json_agg(t order by old_slug) from published_tag_redirect t),
    (select md5(string_agg(t::text, '|' order by t::text)) from related_key t)) as all`)
  return JSON.stringify(row?.all)
}

/** What must never be, each with how it is found. */
const NEVER: Record<string, Prisma.Sql> = {
  'an address that leads to a merged tag': Prisma.sql`tag_redirect r join tag t on t.id = r.tag_id where t.merged_into_id is not null`,
  'an old address that is a present one': Prisma.sql`tag_redirect r join tag t on t.slug = r.old_slug where t.merged_into_id is null`,
  'a chain of merged tags': Prisma.sql`tag t join tag m on m.id = t.merged_into_id where m.merged_into_id is not null or m.id = t.id`,
  'a story with a merged tag': Prisma.sql`article a join revision_tag r on r.revision_id in (a.head_revision_id, a.live_revision_id)
    join tag t on t.id = r.tag_id where t.merged_into_id is not null`,
  'a merged tag above another': Prisma.sql`tag t join tag b on b.id = t.broader_id where b.merged_into_id is not null`,
  'a merged tag that follows or is followed': Prisma.sql`tag_successor s join tag a on a.id = s.tag_id join tag b on b.id = s.successor_id
    where a.merged_into_id is not null or b.merged_into_id is not null or a.id = b.id`,
  'a merged tag that is offered': Prisma.sql`tag_companion c join tag a on a.id = c.tag_id join tag b on b.id = c.offered_id
    where a.merged_into_id is not null or b.merged_into_id is not null or a.id = b.id`,
  'a circle of broader tags': Prisma.sql`(with recursive up(start, id) as (select id, broader_id from tag where broader_id is not null
    union select up.start, t.broader_id from up join tag t on t.id = up.id where t.broader_id is not null) select start from up where start = id) c`,
  'a circle of successors': Prisma.sql`(with recursive on_to(start, id) as (select tag_id, successor_id from tag_successor
    union select o.start, s.successor_id from on_to o join tag_successor s on s.tag_id = o.id) select start from on_to where start = id) c`,
  'a wrong count of tags': Prisma.sql`article a where a.tag_count <> (select count(*) from revision_tag r where r.revision_id = a.head_revision_id)`,
  'readers with other tags than the live text': Prisma.sql`(select p.number, r.tag_id from published_article p join article a on a.id = p.article_id
    join revision_tag r on r.revision_id = a.live_revision_id) live full join (select article_number, tag_id from published_article_tag where own) told
    on told.article_number = live.number and told.tag_id = live.tag_id where told.tag_id is null or live.tag_id is null`,
  'a public address that leads nowhere, or away from a page': Prisma.sql`published_tag_redirect r
    where not exists (select from published_tag t where t.slug = r.slug) or exists (select from published_tag t where t.slug = r.old_slug)`,
  'a name of two tags': Prisma.sql`(select from (select id, type, label as name from tag where merged_into_id is null union select t.id, t.type, a.alias
    from tag t join tag_alias a on a.tag_id = t.id where t.merged_into_id is null) n group by lower(n.name), n.type having count(distinct n.id) > 1) d`,
}

async function faults(): Promise<string[]> {
  const found: string[] = []
  for (const [name, sql] of Object.entries(NEVER)) {
    const [row] = await db.$queryRaw<{ some: boolean }[]>(Prisma.sql`select exists (select from ${sql}) as some`)
    if (row?.some) found.push(name)
  }
  const before = await everything()
  const shown = await db.$queryRaw<{ id: number }[]>(
    Prisma.sql`select id from published_tag union select tag_id from published_article_tag`,
  )
  await db.$transaction((tx) =>
    publishVocabulary(
      tx,
      shown.map(({ id }) => id),
    ),
  )
  if ((await everything()) !== before) found.push('readers with an old vocabulary')
  const rebuilt = await rebuildPostings(clock, {}, now)
  if (!rebuilt.ok || rebuilt.value.changed > 0) found.push('related lists that a rebuild changes')
  return found
}

type Begun = { id: string; kind: string; before: string }
const work = async () => {
  while ((await workOnBulk(now)) === 'worked');
}

/** Steps by chance; of the first that goes wrong, what was done and what is wrong. */
async function wrongIn(seed: number, steps: number): Promise<string[]> {
  await emptyDatabase()
  const next = numbers(seed)
  const one = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T
  const some = (share: number) => LABELS.filter(() => next() < share).map((label) => label.toLowerCase())
  let above: number | null = null
  for (const [at, label] of LABELS.entries()) {
    const { id } = await makeTag({
      label,
      type: at < 7 ? 'theme' : 'organisation',
      broaderId: at === 1 || at === 2 ? above : null,
      aliases: [`${label} old`],
    })
    above = id
  }
  const stories: MadeArticle[] = []
  for (let n = 0; n < 5; n += 1)
    stories.push(n < 3 ? await liveArticle({ tags: some(0.2), now }) : await draftArticle({ tags: some(0.2), now }))
  const begun: Begun[] = []
  const log: string[] = []
  // Once somebody has written, or an earlier act was taken back, the last one leads to no state that there was.
  let written = false
  const acts: Record<
    string,
    (tag: { id: number; version: number; slug: string; label: string; type: string }, other: string) => Promise<Outcome<unknown>>
  > = {
    merge: (tag, intoSlug) => mergeTags(clock, { id: tag.id, version: tag.version, intoSlug }, now),
    rename: ({ id, version }) =>
      renameTag(
        clock,
        { id, version, label: one([...LABELS, 'Iota', 'Kappa', 'Lambda']), newAddress: next() < 0.7, keepName: next() < 0.5 },
        now,
      ),
    retire: ({ id, version }, other) => retireTag(clock, { id, version, successorSlug: next() < 0.6 ? other : null }, now),
    split: ({ id, version }, toSlug) =>
      splitTag(clock, { id, version, toSlug, keep: one(['move', 'both'] as const), storyIds: stories.map((story) => story.id) }, now),
    bulk: async (tag, other) => {
      const add = next() < 0.7 ? [tag.slug] : []
      const planned = await planBulk(
        clock,
        { ids: stories.map(({ id }) => id), words: 'all', add, remove: next() < 0.7 ? [other] : [] },
        now,
      )
      if (!planned.ok) return planned
      await startBulk(clock, planned.value, now)
      await work()
      return done({ operation: planned.value.id })
    },
    undo: async () => {
      const act = next() < 0.6 ? begun.at(-1) : one(begun)
      if (!act) return done(null)
      const isLast = act === begun.at(-1)
      const undone = act.kind === 'bulk' ? await undoBulk(clock, { id: act.id }, now) : await undoOperation(clock, { id: act.id }, now)
      await work()
      if (!undone.ok) return undone
      begun.splice(begun.indexOf(act), 1)
      if (isLast && !written && (await everything()) !== act.before) throw new Error(`not as it was before the ${act.kind}`)
      written ||= !isLast
      return undone
    },
    save: async () => {
      const story = one(stories)
      const { version } = await db.article.findUniqueOrThrow({ where: { id: story.id }, select: { version: true } })
      return saveDraft(clock, { ...story.input, id: story.id, version, tagSlugs: some(0.3) }, now)
    },
    publish: async () => {
      const { id } = one(stories)
      const { version } = await db.article.findUniqueOrThrow({ where: { id }, select: { version: true } })
      return publishArticle(clock, { id, version, change: 'minor' }, now)
    },
    edit: ({ id, version, label, type }, other) => {
      const rest = {
        aliases: next() < 0.5 ? [`${one(LABELS)} old`] : [],
        description: '',
        doNotRelate: false,
        broaderSlug: one([null, other]),
      }
      return editTag(clock, { id, version, label, type: type as 'theme', ...rest, ...(next() < 0.5 && { successorSlugs: [other] }) }, now)
    },
  }
  const WRITTEN = ['save', 'publish', 'edit']
  // Every other round without them: then each undo is compared.
  const names = [
    'merge',
    'merge',
    'rename',
    'rename',
    'retire',
    'split',
    'bulk',
    'undo',
    'undo',
    'undo',
    ...(seed % 2 === 0 ? WRITTEN : []),
  ]
  for (let step = 0; step < steps; step += 1) {
    const tags = await db.tag.findMany({ orderBy: { id: 'asc' } })
    const [name, tag, other, before] = [one(names), one(tags), one(tags), await everything()]
    const outcome = await acts[name]?.(tag, other.slug).catch((error: unknown) => {
      if (error instanceof Conflict || error instanceof NotFound) return null
      throw new Error(`seed ${seed}: ${log.join(', ')}, then ${name}: ${String(error)}`)
    })
    if (!outcome?.ok) continue
    log.push(`${name} ${tag.slug} ${other.slug}`)
    written ||= WRITTEN.includes(name)
    const operation = Object(outcome.value).operation
    if (name !== 'undo' && typeof operation === 'string') begun.push({ id: operation, kind: name, before })
    const wrong = await faults()
    if (wrong.length > 0) return [`seed ${seed}: ${log.join(', ')}`, ...wrong]
  }
  return []
}

it('Whatever is merged, renamed, retired, split, tagged and taken back leaves the vocabulary, the stories and the lists in step', {
  timeout: 3_600_000,
}, async () => {
  for (const seed of Array.from({ length: rounds(1, 60) }, (_, at) => at + 5)) expect(await wrongIn(seed, rounds(16, 30))).toEqual([])
})
