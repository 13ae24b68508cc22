import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { can, permit } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import type { Body } from '../body'
import type { FactDetail, FactListItem, FactPick, FactStory } from '../fact-views'
import { factSlugs, shownFacts } from '../facts'

/** A fact in a list names at most so many stories. */
const STORIES_MAX = 200

/** What these facts say at this moment; those that do not exist are not in the map. */
export async function readFactValues(client: Tx, slugs: readonly string[]): Promise<Map<string, string>> {
  if (slugs.length === 0) return new Map()
  const rows = await client.fact.findMany({ where: { slug: { in: [...slugs] } }, select: { slug: true, value: true } })
  return new Map(rows.map((row) => [row.slug, row.value]))
}

/** A body of the newsroom as readers would have it today: with the values of its facts. */
export const withFacts = async (client: Tx, body: Body): Promise<Body> => shownFacts(body, await readFactValues(client, factSlugs(body)))

/** The same for a page of somebody who has opened the story. */
export async function readShownBody(actor: Actor, body: Body): Promise<Body> {
  permit(actor, 'article.read')
  return withFacts(db, body)
}

/** The names of facts in a body that the newsroom does not have. */
export async function missingFacts(client: Tx, body: Body): Promise<string[]> {
  const slugs = factSlugs(body)
  const known = await readFactValues(client, slugs)
  return slugs.filter((slug) => !known.has(slug))
}

const picked = { slug: true, label: true, value: true, checkedOn: true } as const
const listed = { ...picked, sourceUrl: true, updatedAt: true, updatedBy: true, version: true } as const
type Row = { checkedOn: Date | null }

const withDay = <R extends Row>({ checkedOn, ...row }: R) => ({ ...row, checkedOn: checkedOn?.toISOString().slice(0, 10) ?? null })

/** Every fact by its label, for the editor, and whether this person may make one. */
export async function readFactPicks(actor: Actor): Promise<{ facts: FactPick[]; mayCreate: boolean }> {
  permit(actor, 'article.read')
  const rows = await db.fact.findMany({ orderBy: [{ label: 'asc' }, { slug: 'asc' }], select: picked })
  return { facts: rows.map(withDay), mayCreate: can(actor, 'record.edit') }
}

/** Every fact by its label, with the stories this person may open that show it. */
export async function listFacts(actor: Actor, now: Date): Promise<FactListItem[]> {
  permit(actor, 'article.read')
  const [rows, uses] = await Promise.all([
    db.fact.findMany({ orderBy: [{ label: 'asc' }, { slug: 'asc' }], select: listed }),
    usesOf(actor, null, now),
  ])
  return rows.map(({ version: _, ...row }) => ({ ...withDay(row), stories: uses.filter(({ slug }) => slug === row.slug).map(storyOf) }))
}

/** One fact. Throws NotFound. */
export async function getFact(actor: Actor, slug: string, now: Date): Promise<FactDetail> {
  permit(actor, 'article.read')
  const row = await db.fact.findUnique({ where: { slug }, select: listed })
  if (!row) throw new NotFound('There is no such fact. It may have been deleted.')
  return { ...withDay(row), stories: (await usesOf(actor, slug, now)).map(storyOf) }
}

type Use = FactStory & { slug: string }

const storyOf = ({ slug: _, ...story }: Use): FactStory => story

/** The stories that embed facts, those of readers first. Their rows are found by the index of revisions with facts. */
const usesOf = (actor: Actor, slug: string | null, now: Date): Promise<Use[]> =>
  db.$queryRaw<Use[]>(Prisma.sql`
    select used.slug, a.id::text as id, a.headline, a.state, bool_or(r.id = a.head_revision_id) as newest,
      bool_or(a.state = 'live' and r.id = a.live_revision_id) as live
    from revision r join article a on a.id = r.article_id and (r.id = a.head_revision_id or r.id = a.live_revision_id)
      cross join lateral (select distinct found #>> '{}' as slug
        from jsonb_path_query(r.body, '$.** ? (@.type == "fact").attrs.slug') found) used
    where r.body @? '$.** ? (@.type == "fact")' and ${openStoriesSql(actor, now)}
      and (${slug}::text is null or used.slug = ${slug}::text)
    group by used.slug, a.id, a.headline, a.state, a.updated_at order by live desc, a.updated_at desc limit ${STORIES_MAX * 10}`)
