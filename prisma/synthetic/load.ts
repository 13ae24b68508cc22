/**
 * Loads synthetic stories in bulk, as rows that publishing one by one would have written (a test compares them), in
 * one transaction: all of them or none. For measuring; the history has one entry for the lot.
 */
import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, type Tx } from '../../lib/db'
import { PrismaClient } from '../../lib/generated/newsroom/client'
import { expirePages, pageTag } from '../../lib/page-cache'
import type { Actor } from '../../modules/access/actor'
import { bodyFromParagraphs, plainText } from '../../modules/articles/body'
import { headlineKey } from '../../modules/articles/headline-key'
import { recordEvent } from '../../modules/audit/commands'
import { recountIn } from '../../modules/related/commands'
import { lockVocabulary, publishVocabulary } from '../../modules/tags/commands/publish-vocabulary'
import { pointsOf } from '../../modules/tags/points'
import { isTagType } from '../../modules/tags/tag-types'
import { randomFrom, type SyntheticStory, type SyntheticVocabulary, syntheticStories } from './story'

const STORIES_AT_ONCE = 2_000
const BYLINE = 'Synthetic newsroom'

/** Adds sample organisations and storylines in proportion, so that rare tags exist, and reads the vocabulary. */
async function prepareVocabulary(tx: Tx, stories: number, seed: number): Promise<SyntheticVocabulary> {
  const areas = await tx.area.findMany({ select: { slug: true, name: true }, orderBy: { slug: 'asc' } })
  if (areas.length === 0)
    throw new Error('The reference data are not loaded yet: start Throughline once with npm start, or run cms migrate.')
  const random = randomFrom(seed)
  const samples = Array.from({ length: Math.ceil(stories / 25) }, (_, at) => ({
    slug: `sample-organisation-${at + 1}`,
    label: `Sample organisation ${at + 1}`,
    type: 'organisation',
  }))
  const storylines = Array.from({ length: Math.ceil(stories / 40) }, (_, at) => ({
    slug: `sample-storyline-${at + 1}`,
    label: `Sample storyline ${at + 1}`,
    type: 'storyline',
  }))
  // Tens of thousands for a million stories: through the client each would be a value of its own.
  const added = [...samples, ...storylines]
  await tx.$executeRaw(Prisma.sql`
    insert into tag (slug, label, type)
    select * from unnest(${added.map((tag) => tag.slug)}::text[], ${added.map((tag) => tag.label)}::text[], ${added.map((tag) => tag.type)}::text[])
    on conflict do nothing`)
  const tags = await tx.$queryRaw<{ slug: string; label: string; type: string }[]>(
    Prisma.sql`select slug, label, type from tag order by slug`,
  )
  // Of areas only: asked of every tag there is, it is a question of more numbers than a question may have.
  const withCompanions = await tx.tag.findMany({
    where: { type: 'area' },
    select: { slug: true, companions: { select: { offered: { select: { slug: true } } }, orderBy: { offeredId: 'asc' } } },
  })
  const companionsOf = new Map(withCompanions.map((tag) => [tag.slug, tag.companions.map((one) => one.offered.slug)]))
  const slugsOf = (type: string) => tags.filter((tag) => tag.type === type).map((tag) => tag.slug)
  const shuffled = areas.map((area) => ({ area, key: random() })).sort((a, b) => a.key - b.key)
  return {
    areas: shuffled.map(({ area }) => {
      const companions = companionsOf.get(`area-${area.slug}`) ?? []
      const place = areas.indexOf(area)
      const schools = samples.filter((_, at) => at % areas.length === place).map((tag) => tag.slug)
      return { slug: `area-${area.slug}`, name: area.name, organisations: [...companions, ...schools] }
    }),
    themes: tags.filter((tag) => tag.type === 'theme').map(({ slug, label }) => ({ slug, label })),
    outcomes: slugsOf('outcome'),
    stages: slugsOf('stage').filter((slug) => !slug.startsWith('framework-')),
    frameworks: ['framework-2023', 'framework-2016'],
    organisations: slugsOf('organisation').filter((slug) => slug !== 'ofsted' && slug !== 'cqc'),
    storylines: storylines.map((tag) => tag.slug),
  }
}

function toRow(story: SyntheticStory) {
  const body = bodyFromParagraphs(story.paragraphs)
  return {
    import_id: story.importId,
    slug: story.slug,
    headline: story.headline,
    headline_key: headlineKey(story.headline),
    standfirst: story.standfirst,
    body,
    body_text: plainText(body),
    evergreen: story.evergreen,
    form: story.form,
    at: story.publishedAt.toISOString(),
    tags: story.tagSlugs,
  }
}

/**
 * One batch: newsroom rows, then the snapshot with the tags the stories carry themselves and those they inherit. No
 * statement reads a table that the load makes grow: those have no statistics yet, and would be read as a whole.
 */
async function insertBatch(tx: Tx, stories: readonly SyntheticStory[], now: Date): Promise<void> {
  const rows = JSON.stringify(stories.map(toRow))
  await tx.$executeRaw(Prisma.sql`
    create temporary table if not exists synthetic_batch (id uuid default gen_random_uuid(), revision_id uuid default gen_random_uuid(), number int,
      import_id text, slug text, headline text, headline_key text, standfirst text, body jsonb, body_text text, evergreen boolean,
      form text, at timestamptz, tags text[]) on commit drop`)
  await tx.$executeRaw(
    Prisma.sql`create temporary table if not exists synthetic_carried (id uuid, revision_id uuid, number int, at timestamptz, tag_id int, own boolean) on commit drop`,
  )
  await tx.$executeRaw(Prisma.sql`truncate synthetic_batch, synthetic_carried`)
  await tx.$executeRaw(Prisma.sql`
    insert into synthetic_batch (import_id, slug, headline, headline_key, standfirst, body, body_text, evergreen, form, at, tags)
    select r.* from jsonb_to_recordset(${rows}::jsonb) as r(import_id text, slug text, headline text, headline_key text, standfirst text,
      body jsonb, body_text text, evergreen boolean, form text, at timestamptz, tags text[])`)
  await insertStories(tx, now)
  await insertSnapshots(tx, now)
}

async function insertStories(tx: Tx, now: Date): Promise<void> {
  // One statement, so that a story and its revision, which name each other, are checked when both are there.
  await tx.$executeRaw(Prisma.sql`
    with written as (
      insert into revision (id, article_id, number, headline, headline_key, standfirst, body, byline, story_date, evergreen, form, created_at, created_by_name)
      select revision_id, id, 1, headline, headline_key, standfirst, body, ${BYLINE}, at, evergreen, form, ${now}::timestamptz, ${BYLINE} from synthetic_batch),
    made as (
      insert into article (id, slug, headline, tag_count, version, state, head_revision_id, live_revision_id, first_published_at, republished_at, created_at, updated_at, import_id)
      select id, slug, headline, cardinality(tags), 2, 'live', revision_id, revision_id, at, ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz, import_id
      from synthetic_batch order by at returning id, number)
    update synthetic_batch b set number = made.number from made where made.id = b.id`)
  await tx.$executeRaw(Prisma.sql`
    with recursive carried as (
      select b.id, b.revision_id, b.number, b.at, t.id as tag_id, true as own
      from synthetic_batch b cross join lateral unnest(b.tags) as u(slug) join tag t on t.slug = u.slug
      union
      select c.id, c.revision_id, c.number, c.at, t.broader_id, false from carried c join tag t on t.id = c.tag_id where t.broader_id is not null)
    insert into synthetic_carried (id, revision_id, number, at, tag_id, own)
    select id, revision_id, number, at, tag_id, bool_or(own) from carried group by 1, 2, 3, 4, 5`)
  await tx.$executeRaw(
    Prisma.sql`insert into revision_tag (revision_id, tag_id) select c.revision_id, c.tag_id from synthetic_carried c where c.own`,
  )
}

async function insertSnapshots(tx: Tx, now: Date): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into published_article_tag (article_number, tag_id, own, first_published_at)
    select number, tag_id, own, at from synthetic_carried order by number, tag_id`)
  // The sets of related_sets_of, for all at once.
  await tx.$executeRaw(Prisma.sql`
    with sets as materialized (
      select c.number,
        (array_agg(t.id order by t.points desc, t.id) filter (where c.own and t.points > 0 and not t.do_not_relate))[1:12] as own,
        (array_agg(t.id order by t.inherited_points desc, t.id) filter (where not c.own and t.inherited_points > 0 and not t.do_not_relate))[1:12] as inherited
      from synthetic_carried c join tag t on t.id = c.tag_id group by 1)
    insert into published_article (number, article_id, slug, headline, headline_key, standfirst, body, body_text, byline, evergreen, form,
      first_published_at, republished_at, rel_tags, rel_inherited)
    select b.number, b.id, b.slug, b.headline, b.headline_key, b.standfirst, b.body, b.body_text, ${BYLINE}, b.evergreen, b.form,
      b.at, ${now}::timestamptz, coalesce(s.own, '{}'), coalesce(s.inherited, '{}')
    from synthetic_batch b left join sets s on s.number = b.number order by b.number`)
}

/** Postings of all stories of the seed at once, in the order of their index: one by one they would be read and written all over it. */
async function filePostings(tx: Tx, seed: number): Promise<void> {
  await tx.$executeRaw(Prisma.sql`set local work_mem = '256MB'`)
  await tx.$executeRaw(Prisma.sql`
    insert into related_key (k, run, sort_at, article_number)
    select k, related_run(p.evergreen, p.form), p.first_published_at, p.number from published_article p
    cross join lateral related_keys_of(p.rel_tags, p.rel_inherited) as k
    where starts_with(p.slug, ${`synthetic-${seed}-`}) order by 1, 2, 3, 4 on conflict do nothing`)
}

/**
 * For very many stories into an empty database: no check of what refers to what, and no index but what the load itself
 * reads, until all rows are there. Needs a superuser. Answers what puts the indexes back.
 */
async function withoutIndexes(tx: Tx): Promise<() => Promise<unknown>> {
  await tx.$executeRaw(Prisma.sql`set local session_replication_role = replica`)
  await tx.$executeRaw(Prisma.sql`set local maintenance_work_mem = '1GB'`)
  await tx.$executeRaw(Prisma.sql`create temporary table synthetic_indexes on commit drop as
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index i
    where indrelid in ('article'::regclass, 'revision'::regclass, 'revision_tag'::regclass, 'published_article'::regclass, 'published_article_tag'::regclass)
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`)
  await tx.$executeRaw(Prisma.sql`do $$ declare one record; begin
    for one in select name from synthetic_indexes loop execute format('drop index %s', one.name); end loop; end $$`)
  return () =>
    tx.$executeRaw(Prisma.sql`do $$ declare one record; begin
      for one in select definition from synthetic_indexes loop execute one.definition; end loop; end $$`)
}

/** Points of the tags that have none yet, from the stories to come: so each story is filed once, when it is written. */
async function settleAhead(tx: Tx, story: (n: number) => SyntheticStory, from: number, to: number): Promise<void> {
  const tags = await tx.$queryRaw<{ id: number; slug: string; type: string; broaderId: number | null; points: number | null }[]>(
    Prisma.sql`select id, slug, type, broader_id as "broaderId", points from tag`,
  )
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const bySlug = new Map(tags.map((tag) => [tag.slug, tag]))
  const df = new Map<number, number>()
  for (let n = from; n < to; n += 1) {
    const carried = new Set<number>()
    for (const slug of story(n).tagSlugs) {
      for (let tag = bySlug.get(slug); tag && !carried.has(tag.id); tag = tag.broaderId === null ? undefined : byId.get(tag.broaderId))
        carried.add(tag.id)
    }
    for (const id of carried) df.set(id, (df.get(id) ?? 0) + 1)
  }
  const total = (await tx.publishedArticle.count()) + to - from
  const settled = tags.flatMap((tag) => {
    const carrying = df.get(tag.id)
    if (carrying === undefined || tag.points !== null || !isTagType(tag.type)) return []
    return [{ id: tag.id, ...pointsOf({ slug: tag.slug, type: tag.type }, carrying, total) }]
  })
  await tx.$executeRaw(Prisma.sql`
    update tag t set points = u.own, inherited_points = u.inherited
    from unnest(${settled.map((tag) => tag.id)}::int[], ${settled.map((tag) => tag.own)}::int[], ${settled.map((tag) => tag.inherited)}::int[]) as u(id, own, inherited)
    where t.id = u.id`)
}

/** The vocabulary readers see, counted; tags that had points before are counted again. */
async function countTags(tx: Tx, actor: Actor): Promise<void> {
  const used = await tx.$queryRaw<{ id: number }[]>(Prisma.sql`select distinct tag_id as id from published_article_tag`)
  await publishVocabulary(
    tx,
    used.map((tag) => tag.id),
  )
  await recountIn(tx, actor)
}

/** A connection without the limits of the newsroom's: some statements of a large load take minutes. */
function connect(): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL, max: 1 }) })
}

export type Load = {
  stories: number
  seed: number
  /** Shortens the stories: their words are most of the work of loading. */
  paragraphs?: number
  /** As a superuser, into an empty database. */
  bulk?: boolean
}

/**
 * Brings the newsroom to `stories` synthetic stories of `seed` and counts all points again. Stories of that seed that
 * are there already stay. Answers how many were added.
 */
export async function loadSyntheticNewsroom(
  actor: Actor,
  load: Load,
  now: Date,
  progress: (loaded: number) => void = () => undefined,
): Promise<{ added: number }> {
  const client = connect()
  try {
    return await client.$transaction((tx) => loadIn(tx, actor, load, now, progress), { timeout: 3_600_000, maxWait: 10_000 })
  } finally {
    await client.$disconnect()
  }
}

async function loadIn(tx: Tx, actor: Actor, load: Load, now: Date, progress: (loaded: number) => void): Promise<{ added: number }> {
  const { stories, seed, paragraphs, bulk = false } = load
  await lockVocabulary(tx)
  const vocabulary = await prepareVocabulary(tx, stories, seed)
  const story = syntheticStories(vocabulary, seed, paragraphs)
  const there = await tx.article.count({ where: { importId: { startsWith: `synthetic:${seed}:` } } })
  const added = Math.max(0, stories - there)
  await tx.$executeRaw(Prisma.sql`set local jit = off`)
  await settleAhead(tx, syntheticStories(vocabulary, seed, 0), there, there + added)
  const putBack = bulk ? await withoutIndexes(tx) : null
  for (let from = there; from < stories; from += STORIES_AT_ONCE) {
    // Made as they are needed: a million of them do not fit into memory.
    const batch = Array.from({ length: Math.min(STORIES_AT_ONCE, stories - from) }, (_, at) => story(from + at))
    await insertBatch(tx, batch, now)
    progress(from + batch.length)
  }
  await filePostings(tx, seed)
  await putBack?.()
  if (bulk) await tx.$executeRaw(Prisma.sql`analyze`)
  await countTags(tx, actor)
  await recordEvent(tx, actor, 'data.seeded', { type: 'system', id: 'synthetic' }, { what: 'synthetic stories', count: added })
  const tags = await tx.$queryRaw<{ slug: string }[]>(Prisma.sql`select slug from published_tag`)
  await expirePages(tx, [pageTag.news, pageTag.vocabulary, pageTag.allRelated, ...tags.map((tag) => pageTag.list(tag.slug))])
  return { added }
}
