import { beforeEach, describe, expect, it } from 'vitest'
import { db, Prisma } from '@/lib/db'
import { Conflict, NotFound, type Outcome } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { rebuildPostings } from '@/modules/related/commands/rebuild-postings'
import { editTag } from '@/modules/tags/commands/edit-tag'
import { publishVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { resolveSlugs } from '@/modules/tags/queries/resolve-slugs'
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
beforeEach(emptyDatabase)

function random(seed: number) {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

async function state() {
  const [row] = await db.$queryRaw<{ s: Record<string, unknown> }[]>(Prisma.sql`select json_build_object(
      'tag', (select json_agg(to_jsonb(t) - 'version' - 'updated_at' - 'points' - 'inherited_points' order by id) from tag t),
      'alias', (select json_agg(t order by tag_id, alias) from tag_alias t),
      'companion', (select json_agg(t order by tag_id, offered_id) from tag_companion t),
      'successor', (select json_agg(t order by tag_id, successor_id) from tag_successor t),
      'redirect', (select json_agg(to_jsonb(t) - 'created_at' order by old_slug) from tag_redirect t),
      'revision', (select json_agg(t order by revision_id, tag_id) from revision_tag t join article a on t.revision_id in (a.head_revision_id, a.live_revision_id)),
      'carried', (select json_agg(t order by article_number, tag_id) from published_article_tag t),
      'vocabulary', (select json_agg(t order by id) from published_tag t),
      'addresses', (select json_agg(t order by old_slug) from published_tag_redirect t),
      'postings', (select md5(string_agg(t::text, '|' order by t::text)) from related_key t)) as s`)
  return row?.s ?? {}
}
const count = async (sql: Prisma.Sql) => (await db.$queryRaw<{ n: number }[]>(Prisma.sql`select count(*)::int as n from ${sql}`))[0]?.n ?? -1

async function faults(slugsEver: Set<string>): Promise<string[]> {
  const found: string[] = []
  const none = async (name: string, sql: Prisma.Sql) => {
    const n = await count(sql)
    if (n > 0) found.push(`${name}: ${n}`)
  }
  await none('redirect to merged', Prisma.sql`tag_redirect r join tag t on t.id = r.tag_id where t.merged_into_id is not null`)
  await none('redirect from a present slug', Prisma.sql`tag_redirect r join tag t on t.slug = r.old_slug where t.merged_into_id is null`)
  await none('merged chain', Prisma.sql`tag t join tag m on m.id = t.merged_into_id where m.merged_into_id is not null or m.id = t.id`)
  await none('merged carried', Prisma.sql`article a join revision_tag r on r.revision_id in (a.head_revision_id, a.live_revision_id) join tag t on t.id = r.tag_id where t.merged_into_id is not null`)
  await none('merged in place', Prisma.sql`tag t join tag b on b.id = t.broader_id where b.merged_into_id is not null`)
  await none('successor merged', Prisma.sql`tag_successor s join tag a on a.id = s.tag_id join tag b on b.id = s.successor_id where a.merged_into_id is not null or b.merged_into_id is not null or a.id = b.id`)
  await none('companion merged', Prisma.sql`tag_companion s join tag a on a.id = s.tag_id join tag b on b.id = s.offered_id where a.merged_into_id is not null or b.merged_into_id is not null or a.id = b.id`)
  await none('cycle', Prisma.sql`(with recursive up(start, id) as (select id, broader_id from tag where broader_id is not null union select up.start, t.broader_id from up join tag t on t.id = up.id where t.broader_id is not null) select start from up where start = id) c`)
  await none('successor cycle', Prisma.sql`(with recursive up(start, id) as (select tag_id, successor_id from tag_successor union select up.start, t.successor_id from up join tag_successor t on t.tag_id = up.id) select start from up where start = id) c`)
  await none('tag count', Prisma.sql`article a where a.tag_count <> (select count(*) from revision_tag r where r.revision_id = a.head_revision_id)`)
  await none('carried unlike', Prisma.sql`(select p.number, r.tag_id from published_article p join article a on a.id = p.article_id join revision_tag r on r.revision_id = a.live_revision_id except select article_number, tag_id from published_article_tag where own) d`)
  await none('carried unlike 2', Prisma.sql`(select article_number, tag_id from published_article_tag where own except select p.number, r.tag_id from published_article p join article a on a.id = p.article_id join revision_tag r on r.revision_id = a.live_revision_id) d`)
  await none('public redirect to nothing', Prisma.sql`published_tag_redirect r where not exists (select from published_tag t where t.slug = r.slug)`)
  await none('public redirect from a page', Prisma.sql`published_tag_redirect r where exists (select from published_tag t where t.slug = r.old_slug)`)
  await none('names twice', Prisma.sql`(select lower(n.name), n.type from (select t.id, t.type, t.label as name from tag t where merged_into_id is null union select t.id, t.type, a.alias from tag t join tag_alias a on a.tag_id = t.id where merged_into_id is null) n group by 1, 2 having count(distinct n.id) > 1) d`)
  const resolved = await resolveSlugs(db as never, [...slugsEver])
  for (const slug of slugsEver) if (!process.env.SKIP_SLUG && !resolved.has(slug)) found.push(`slug lost: ${slug}`)
  const before = JSON.stringify(await state())
  const ids = (await db.$queryRaw<{ id: number }[]>(Prisma.sql`select id from published_tag union select tag_id from published_article_tag`)).map((t) => t.id)
  await db.$transaction((tx) => publishVocabulary(tx, ids))
  if (JSON.stringify(await state()) !== before) found.push('vocabulary out of step')
  const rebuilt = await rebuildPostings(clock, {}, now)
  if (!rebuilt.ok || rebuilt.value.changed !== 0) found.push(`postings: ${JSON.stringify(rebuilt)}`)
  return found
}

async function round(seed: number, saves: boolean, steps: number): Promise<string[]> {
  await emptyDatabase()
  const next = random(seed)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T
  const labels = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta', 'Eta', 'Theta']
  for (const [at, label] of labels.entries()) await makeTag({ label, type: at < 6 ? 'theme' : 'organisation', ...(at % 2 === 0 && { aliases: [`${label} old`] }) })
  const tagRows = () => db.tag.findMany({ orderBy: { id: 'asc' } })
  const first = await tagRows()
  await db.tag.update({ where: { id: first[1]?.id ?? 0 }, data: { broaderId: first[0]?.id ?? null } })
  await db.tag.update({ where: { id: first[2]?.id ?? 0 }, data: { broaderId: first[1]?.id ?? null } })
  await db.tagCompanion.createMany({ data: [{ tagId: first[3]?.id ?? 0, offeredId: first[6]?.id ?? 0, kind: 'board' }] })
  const some = () => labels.filter(() => next() < 0.35).map((l) => l.toLowerCase())
  const stories: MadeArticle[] = []
  for (let n = 0; n < 5; n += 1) stories.push(n < 3 ? await liveArticle({ tags: some(), now }) : await draftArticle({ tags: some(), now }))
  const slugsEver = new Set(first.map((t) => t.slug))
  const ops: { id: string; kind: string; before: string }[] = []
  const log: string[] = []
  let dirty = false
  const problems: string[] = []
  for (let step = 0; step < steps; step += 1) {
    const all = await tagRows()
    const tag = pick(all)
    const other = pick(all)
    const known = { id: tag.id, version: tag.version }
    const before = JSON.stringify(await state())
    const kind = pick(['merge', 'merge', 'rename', 'rename', 'retire', 'split', 'bulk', 'undo', 'undo', 'undo', ...(saves ? ['save', 'save', 'publish', 'edit'] : [])])
    let out: Outcome<unknown> | null = null
    try {
      if (kind === 'merge') out = await mergeTags(clock, { ...known, intoSlug: other.slug }, now)
      if (kind === 'rename') out = await renameTag(clock, { ...known, label: pick([...labels, 'Iota', 'Kappa', 'Lambda']), newAddress: next() < 0.7, keepName: next() < 0.5 }, now)
      if (kind === 'retire') out = await retireTag(clock, { ...known, successorSlug: next() < 0.6 ? other.slug : null }, now)
      if (kind === 'split') out = await splitTag(clock, { ...known, toSlug: other.slug, keep: pick(['move', 'both'] as const), storyIds: stories.filter(() => next() < 0.6).map((s) => s.id) }, now)
      if (kind === 'bulk') {
        out = await planBulk(clock, { ids: stories.map((s) => s.id), words: 'x', add: next() < 0.7 ? [tag.slug] : [], remove: next() < 0.7 ? [other.slug] : [] }, now)
        if (out.ok) {
          const { id } = out.value as { id: string }
          out = await startBulk(clock, { id }, now)
          while ((await workOnBulk(now)) === 'worked');
          if (out.ok) out = { ok: true, value: { operation: id } }
        }
      }
      if (kind === 'undo' && ops.length > 0) {
        const op = next() < 0.6 ? (ops.at(-1) as (typeof ops)[number]) : pick(ops)
        const last = op === ops.at(-1)
        out = op.kind === 'bulk' ? await undoBulk(clock, { id: op.id }, now) : await undoOperation(clock, { id: op.id }, now)
        if (op.kind === 'bulk') while ((await workOnBulk(now)) === 'worked');
        if (out.ok) {
          ops.splice(ops.indexOf(op), 1)
          log.push(`undo ${op.kind}${last ? ' (last)' : ''}`)
          if (last && !dirty && JSON.stringify(await state()) !== op.before) {
            problems.push(`undo of the last is not as before: ${diff(op.before, JSON.stringify(await state()))}`)
          }
          if (!last) dirty = true
        }
      }
      if (kind === 'save') {
        const story = pick(stories)
        const row = await db.article.findUniqueOrThrow({ where: { id: story.id } })
        const slugs = [...slugsEver].filter(() => next() < 0.3)
        out = await saveDraft(clock, { ...story.input, id: story.id, version: row.version, tagSlugs: slugs }, now)
        if (out.ok) dirty = true
      }
      if (kind === 'publish') {
        const story = pick(stories)
        const row = await db.article.findUniqueOrThrow({ where: { id: story.id } })
        out = await publishArticle(clock, { id: story.id, version: row.version, change: 'minor' }, now)
        if (out.ok) dirty = true
      }
      if (kind === 'edit') {
        const above = pick([null, other.slug])
        out = await editTag(clock, { ...known, label: tag.label, type: tag.type as 'theme', aliases: next() < 0.5 ? [`${pick(labels)} old`] : [], description: '', broaderSlug: above, doNotRelate: false, ...(next() < 0.5 && { successorSlugs: [other.slug] }) }, now)
        if (out.ok) dirty = true
      }
    } catch (error) {
      if (!(error instanceof Conflict) && !(error instanceof NotFound)) problems.push(`${kind} threw ${String(error).slice(0, 300)}`)
      out = null
    }
    for (const t of await tagRows()) slugsEver.add(t.slug)
    if (out?.ok && kind !== 'undo') {
      log.push(`${kind} ${tag.slug}/${other.slug}`)
      const id = (out.value as { operation?: string }).operation
      if (id) ops.push({ id, kind, before })
    }
    if (kind === 'undo' && out && !out.ok && ops.at(-1) && !dirty && process.env.SHOW) console.log('undo refused', JSON.stringify(out.problems))
    const bad = out?.ok ? await faults(slugsEver) : []
    if (bad.some((one) => one.startsWith('postings')) && process.env.SHOW) console.log(before, '\n', JSON.stringify(await state()))
    problems.push(...bad)
    if (problems.length > 0) return [`seed ${seed} step ${step}: ${problems.join('; ')}`, `   ${log.join(' | ')}`]
  }
  return []
}

function diff(a: string, b: string): string {
  const [one, two] = [JSON.parse(a), JSON.parse(b)] as Record<string, unknown>[]
  return Object.keys(one ?? {})
    .filter((key) => JSON.stringify(one?.[key]) !== JSON.stringify(two?.[key]))
    .map((key) => `${key}: ${rows(one?.[key], two?.[key])}`)
    .join(' ## ')
}
function rows(a: unknown, b: unknown): string {
  if (!Array.isArray(a) || !Array.isArray(b)) return `${JSON.stringify(a)} -> ${JSON.stringify(b)}`
  const [had, has] = [new Set(a.map((x) => JSON.stringify(x))), new Set(b.map((x) => JSON.stringify(x)))]
  return `gone ${[...had].filter((x) => !has.has(x))} come ${[...has].filter((x) => !had.has(x))}`
}

describe('at random', () => {
  it('holds', { timeout: 3_000_000 }, async () => {
    const from = Number(process.env.SEED ?? 1)
    const many = Number(process.env.MANY ?? 10)
    const bad: string[] = []
    for (let seed = from; seed < from + many; seed += 1) {
      const found = await round(seed, seed % 2 === 0, 25)
      if (found.length > 0) console.log(found.join('\n'))
      bad.push(...found)
    }
    expect(bad).toEqual([])
  })
})
