import { beforeEach, describe, expect, it } from 'vitest'
import { db, Prisma } from '@/lib/db'
import { publishedDb } from '@/lib/published-db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { loadArticle } from '@/modules/articles/commands/change-story'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { restoreRevision } from '@/modules/articles/commands/restore-revision'
import { saveDraft, saveWords } from '@/modules/articles/commands/save-draft'
import { getArticleForEditing, getHistory } from '@/modules/articles/queries'
import { checkPostings } from '@/modules/related/commands/check-postings'
import { rebuildPostings } from '@/modules/related/commands/rebuild-postings'
import { createTag } from '@/modules/tags/commands/create-tag'
import { publishVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { listTagsForPicker } from '@/modules/tags/queries'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { OPERATION_LIMITS } from './commands/carry-out'
import { mergeTags } from './commands/merge-tags'
import { undoOperation } from './commands/undo-operation'

const clock = systemActor('Clock', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

/** Every table a merge can touch, row by row, without what only counts changes. */
async function wholeTables(): Promise<Record<string, unknown>> {
  const [row] = await db.$queryRaw<{ tables: Record<string, unknown> }[]>(Prisma.sql`
    select json_build_object(
      'tag', (select json_agg(to_jsonb(t) - 'version' - 'updated_at' order by id) from tag t),
      'alias', (select json_agg(t order by tag_id, alias) from tag_alias t),
      'companion', (select json_agg(t order by tag_id, offered_id) from tag_companion t),
      'successor', (select json_agg(t order by tag_id, successor_id) from tag_successor t),
      'redirect', (select json_agg(to_jsonb(t) - 'created_at' order by old_slug) from tag_redirect t),
      'article', (select json_agg(json_build_array(id, version, head_revision_id, live_revision_id, tag_count, updated_at) order by id) from article t),
      'revision', (select json_agg(t order by revision_id, tag_id) from revision_tag t),
      'refused', (select json_agg(t order by article_id, tag_id) from refused_tag t),
      'published', (select json_agg(to_jsonb(t) - 'search' order by number) from published_article t),
      'carried', (select json_agg(t order by article_number, tag_id) from published_article_tag t),
      'vocabulary', (select json_agg(t order by id) from published_tag t),
      'addresses', (select json_agg(t order by old_slug) from published_tag_redirect t),
      'postings', (select md5(string_agg(t::text, '|' order by t::text)) from related_key t)) as tables`)
  return row?.tables ?? {}
}

/** Many live stories like one, each with an unpublished version behind every third. Numbers of tags. */
async function manyStories(count: number, tagIds: number[]): Promise<void> {
  const model = await liveArticle({ now })
  await db.$executeRaw(Prisma.sql`
    with made as (insert into article (slug, state, head_revision_id, first_published_at, republished_at, headline, tag_count)
      select ${`copy-${tagIds.join('-')}-`} || n, 'draft', null, ${now}::timestamptz - n * interval '1 hour', ${now}::timestamptz, 'Copy', ${tagIds.length}
      from generate_series(1, ${count}) n returning id, number),
    r as (insert into revision (article_id, number, headline, standfirst, body, byline, created_by_name)
      select made.id, s.n, 'Copy', '', m.body, '', 'Test' from made cross join generate_series(1, 2) as s(n)
      join revision m on m.article_id = ${model.id}::uuid where s.n = 1 or made.number % 3 = 0 returning id),
    t as (insert into revision_tag (revision_id, tag_id) select r.id, u.id from r, unnest(${tagIds}::int[]) as u(id))
    select 1`)
  await db.$executeRaw(Prisma.sql`
    update article a set state = 'live', live_revision_id = (select id from revision where article_id = a.id and number = 1),
      head_revision_id = (select id from revision where article_id = a.id order by number desc limit 1) where head_revision_id is null`)
  await db.$executeRaw(Prisma.sql`
    insert into published_article (number, article_id, slug, headline, headline_key, standfirst, body, body_text, byline, evergreen, first_published_at, republished_at, rel_tags, rel_inherited)
    select a.number, a.id, a.slug, r.headline, r.headline_key, r.standfirst, r.body, '', '', false, a.first_published_at, a.republished_at, '{}', '{}'
    from article a join revision r on r.id = a.live_revision_id where not exists (select from published_article p where p.article_id = a.id)`)
  await db.$executeRaw(Prisma.sql`
    insert into published_article_tag (article_number, tag_id, own, first_published_at)
    select a.number, t.tag_id, true, a.first_published_at from article a join revision_tag t on t.revision_id = a.live_revision_id on conflict do nothing`)
  await db.$transaction((tx) => publishVocabulary(tx, tagIds))
}

/** A rebuild writes nothing, and the nightly check finds nothing. */
async function expectPostingsInStep(): Promise<void> {
  expect(await rebuildPostings(clock, {}, now)).toMatchObject({ ok: true, value: { changed: 0 } })
  expect((await checkPostings(clock, now)).disagreements).toBe(0)
}

const versionOf = async (id: number) => (await db.tag.findUniqueOrThrow({ where: { id } })).version
async function merge(from: { id: number }, into: { slug: string }, actor = clock as Parameters<typeof mergeTags>[0]) {
  const outcome = await mergeTags(actor, { id: from.id, version: await versionOf(from.id), intoSlug: into.slug }, now)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome.value
}
const undo = (id: string) => undoOperation(clock, { id }, now)
const tagsOf = async (id: string) => (await getArticleForEditing(clock, id)).tags.map((tag) => tag.slug)

function signal() {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { give, given }
}

describe('A merge', () => {
  it('into a tag that no story carries yet counts for the stories of what is below, in their lists too', async () => {
    const [from, into] = [await makeTag({ label: 'Old plans' }), await makeTag({ label: 'New plans' })]
    const below = await makeTag({ label: 'Annual review', broaderId: from.id })
    const story = await liveArticle({ tags: [below.slug], now })
    const { operation } = await merge(from, into)
    expect((await db.publishedArticle.findUniqueOrThrow({ where: { number: story.number } })).relInherited).toEqual([into.id])
    await expectPostingsInStep()
    expect(await undo(operation)).toMatchObject({ ok: true })
    await expectPostingsInStep()
  })

  it('of two tags with a thousand stories each, undone, leaves every table as it was', async () => {
    const [region, theme] = [await makeTag({ type: 'region', label: 'North' }), await makeTag({ label: 'Waiting times' })]
    const from = await makeTag({ label: 'EHCP', aliases: ['EHC plan', 'Statement'], broaderId: theme.id })
    const into = await makeTag({ label: 'EHC plans', aliases: ['EHC plan (old)'] })
    const below = await makeTag({ label: 'Annual review', broaderId: from.id })
    const other = await makeTag({ type: 'area', label: 'Vale', broaderId: region.id })
    await db.tagCompanion.createMany({
      data: [
        { tagId: other.id, offeredId: from.id, kind: 'board' },
        { tagId: from.id, offeredId: into.id, kind: 'board' },
      ],
    })
    await db.tagRedirect.create({ data: { oldSlug: 'statements', tagId: from.id } })
    await db.tagSuccessor.create({ data: { tagId: theme.id, successorId: from.id } })
    await manyStories(1_000, [from.id])
    await manyStories(1_000, [into.id, other.id])
    await manyStories(20, [from.id, into.id])
    await manyStories(5, [below.id])
    const refuser = await draftArticle({ now })
    await db.refusedTag.create({ data: { articleId: refuser.id, tagId: from.id, byName: 'Test' } })
    await rebuildPostings(clock, {}, now)
    await db.$transaction(async (tx) =>
      publishVocabulary(
        tx,
        (await tx.tag.findMany()).map((tag) => tag.id),
      ),
    )
    const before = await wholeTables()

    const merged = await merge(from, into)
    expect(merged.stories).toBe(1_020)
    expect(await db.revisionTag.count({ where: { tagId: from.id } })).toBe(0)
    expect(await publishedDb.publishedTag.findUnique({ where: { id: from.id } })).toBeNull()
    expect(await publishedDb.publishedTag.findUnique({ where: { id: into.id } })).toMatchObject({ articleCount: 2_025 })
    expect(await publishedDb.publishedTagRedirect.findMany({ orderBy: { oldSlug: 'asc' } })).toEqual([
      { oldSlug: 'ehcp', slug: 'ehc-plans' },
      { oldSlug: 'statements', slug: 'ehc-plans' },
    ])
    await expectPostingsInStep()

    expect(await undo(merged.operation)).toMatchObject({ ok: true, value: { stories: 1_020 } })
    expect(await wholeTables()).toEqual(before)
    await expectPostingsInStep()
    expect(await undo(merged.operation)).toMatchObject({ ok: false, problems: [{ message: 'This has been taken back already' }] })
  }, 120_000)

  it('leaves what was written since, and gives the old tag back where the new one is still carried', async () => {
    const [from, into, extra] = [await makeTag({ label: 'One' }), await makeTag({ label: 'Two' }), await makeTag({ label: 'Extra' })]
    const [kept, dropped, both] = [
      await draftArticle({ tags: [from.slug], now }),
      await draftArticle({ tags: [from.slug], now }),
      await liveArticle({ tags: [from.slug, into.slug], now }),
    ]
    const { operation } = await merge(from, into)
    expect((await db.article.findUniqueOrThrow({ where: { id: both.id } })).tagCount).toBe(1)
    const fresh = await draftArticle({ tags: [into.slug], now })
    // Saved by a page that was open before, with the old tag and one more: no question is asked.
    await saveDraft(clock, { ...kept.input, id: kept.id, version: kept.version, tagSlugs: [from.slug, extra.slug] }, now)
    await saveDraft(clock, { ...dropped.input, id: dropped.id, version: dropped.version, tagSlugs: [extra.slug] }, now)
    expect(await tagsOf(kept.id)).toEqual(['extra', 'two'])
    await undo(operation)
    const { events } = await getHistory(clock, both.id)
    expect(events.map(({ sentence }) => sentence)).toEqual(
      expect.arrayContaining(['merged its tag “One” into “Two”', 'took back: merged its tag “One” into “Two”']),
    )
    expect(await tagsOf(kept.id)).toEqual(['extra', 'one'])
    expect(await tagsOf(dropped.id)).toEqual(['extra'])
    expect(await tagsOf(both.id)).toEqual(['one', 'two'])
    expect(await tagsOf(fresh.id)).toEqual(['two'])
  })

  it('is not undone by an old version, nor by a new tag of the old name or address', async () => {
    const [from, into, third] = [await makeTag({ label: 'EHCP' }), await makeTag({ label: 'EHC plans' }), await makeTag({ label: 'Third' })]
    const story = await draftArticle({ tags: [from.slug], now })
    const saved = await saveDraft(clock, { ...story.input, id: story.id, version: story.version, tagSlugs: [third.slug] }, now)
    await merge(from, into)
    const version = saved.ok ? saved.value.version : 0
    await restoreRevision(clock, { id: story.id, version, revision: 1 }, now)
    expect(await tagsOf(story.id)).toEqual(['ehc-plans'])
    const fields = { aliases: [], description: '', broaderSlug: null, doNotRelate: false }
    expect(await createTag(clock, { ...fields, label: 'EHCP', type: 'theme' }, now)).toMatchObject({ ok: false })
    expect(await createTag(clock, { ...fields, label: 'EHCP', type: 'organisation' }, now)).toMatchObject({
      value: { slug: 'organisation-ehcp' },
    })
    expect((await listTagsForPicker(clock)).map((tag) => tag.slug)).not.toContain('ehcp')
  })

  it('of what was merged already leads straight to the last, and is undone from the last on', async () => {
    const [a, b, c] = [await makeTag({ label: 'A1' }), await makeTag({ label: 'B1' }), await makeTag({ label: 'C1' })]
    const story = await liveArticle({ tags: [a.slug], now })
    const before = await wholeTables()
    const [first, second] = [await merge(a, b), await merge(b, c)]
    expect(await tagsOf(story.id)).toEqual(['c1'])
    expect(await publishedDb.publishedTagRedirect.findMany({ orderBy: { oldSlug: 'asc' } })).toEqual([
      { oldSlug: 'a1', slug: 'c1' },
      { oldSlug: 'b1', slug: 'c1' },
    ])
    expect(await undo(first.operation)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('Take that back first') }],
    })
    expect(await undo(second.operation)).toMatchObject({ ok: true })
    expect(await tagsOf(story.id)).toEqual(['b1'])
    expect(await undo(first.operation)).toMatchObject({ ok: true })
    expect(await wholeTables()).toEqual(before)
  })

  it('needs somebody who may change tags', async () => {
    const [from, into] = [await makeTag({ label: 'One' }), await makeTag({ label: 'Two' })]
    const { actor } = await makeUser({ role: 'author' })
    await expect(merge(from, into, actor)).rejects.toThrow('You may not change tags')
  })

  it('waits for a save that is under way, and changes what it wrote', async () => {
    const [from, into] = [await makeTag({ label: 'From' }), await makeTag({ label: 'Into' })]
    const story = await draftArticle({ now })
    const [written, goOn] = [signal(), signal()]
    const saving = db.$transaction(async (tx) => {
      const article = await loadArticle(tx, clock, story.id)
      await saveWords(tx, clock, article, { version: story.version, story: { ...story.input, tagSlugs: [from.slug] } }, now)
      written.give()
      await goOn.given
    }, OPERATION_LIMITS)
    await written.given
    const merging = merge(from, into)
    const waiting = async () => {
      const rows = await db.$queryRaw<{ n: number }[]>`
        select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted and objid = 7301207`
      return rows[0]?.n
    }
    await expect.poll(waiting, { timeout: 10_000 }).toBe(1)
    goOn.give()
    await Promise.all([saving, merging])
    expect(await tagsOf(story.id)).toEqual(['into'])
  })

  it('and stories that are saved and published the same moment end with the tag that stays, filed as a rebuild files them', async () => {
    for (let round = 0; round < 12; round += 1) {
      const [from, into] = [await makeTag({ label: `From ${round}` }), await makeTag({ label: `Into ${round}` })]
      const drafts = await Promise.all(Array.from({ length: 6 }, () => draftArticle({ tags: [from.slug], now })))
      const free = await Promise.all(Array.from({ length: 4 }, () => draftArticle({ now })))
      const save = ({ id, version, input }: (typeof drafts)[number]) =>
        saveDraft(clock, { ...input, id, version, tagSlugs: [from.slug], standfirst: 'Another.' }, now)
      const work = [
        ...drafts.slice(0, 3).map(
          ({ id, version }) =>
            () =>
              publishArticle(clock, { id, version }, now),
        ),
        ...drafts.slice(3).map((story) => () => save(story)),
        ...free.map((story) => () => save(story)),
      ]
      work.splice(round % work.length, 0, () => merge(from, into) as Promise<never>)
      await Promise.all(work.map((one) => one()))
      expect(
        await db.revisionTag.count({
          where: { tagId: from.id, OR: [{ revision: { headOf: { isNot: null } } }, { revision: { liveOf: { isNot: null } } }] },
        }),
      ).toBe(0)
      expect(await db.revisionTag.count({ where: { tagId: into.id, revision: { headOf: { isNot: null } } } })).toBe(10)
      expect(await publishedDb.publishedArticleTag.count({ where: { tagId: from.id } })).toBe(0)
    }
    await expectPostingsInStep()
  }, 60_000)
})
