import 'server-only'
import { db, Prisma } from '@/lib/db'
import { env } from '@/lib/env'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import type { LinkState } from './link-state'
import { ownPage } from './own-page'
import type { LinkHolder, LinkList, LinkPlace, LinkProgress, LinkReport, ReportedLink } from './views'

export const LINKS_PER_PAGE = 25
/** Stories named under one link. */
export const HOLDERS_SHOWN = 5

/** Links of live stories in one list of the report, those that changed last first. Pages count from 1. */
export async function readLinkReport(actor: Actor, { list, page }: { list: LinkList; page: number }): Promise<LinkReport> {
  permit(actor, 'article.read')
  const { counts, ...sums } = await countLinks()
  const rows = await db.linkCheck.findMany({
    where: { ...inList(list), url: { in: await usedUrls(list) } },
    orderBy: [{ since: { sort: 'desc', nulls: 'last' } }, { url: 'asc' }],
    skip: (page - 1) * LINKS_PER_PAGE,
    take: LINKS_PER_PAGE,
    omit: { failures: true },
  })
  const holders = await holdersOf(rows.map((row) => row.url))
  const origin = new URL(env().publicUrl).origin
  const items = rows.map((row): ReportedLink => {
    const held = holders.get(row.url) ?? []
    return {
      ...row,
      state: row.state as LinkState,
      own: ownPage(row.url, origin) !== null,
      holders: held.slice(0, HOLDERS_SHOWN),
      holdersTotal: held.length,
    }
  })
  return { list, items, total: counts[list], page, pages: Math.max(1, Math.ceil(counts[list] / LINKS_PER_PAGE)), counts, ...sums }
}

const inList = (list: LinkList) => (list === 'left' ? { leftAt: { not: null } } : { state: list, leftAt: null })
const REPORTED_MAX = 2_000

async function usedUrls(list: LinkList): Promise<string[]> {
  const rows = await db.$queryRaw<{ url: string }[]>(Prisma.sql`
    select c.url from link_check c
    where case when ${list} = 'left' then c.left_at is not null else c.state = ${list} and c.left_at is null end
      and exists (select from link_use u join published_article p on p.number = u.article_number where u.url = c.url)
    order by c.since desc nulls last, c.url limit ${REPORTED_MAX}`)
  return rows.map((row) => row.url)
}

async function countLinks(): Promise<Pick<LinkReport, 'counts' | 'all' | 'good' | 'unchecked'>> {
  const rows = await db.$queryRaw<{ list: string; links: number }[]>(Prisma.sql`
    select case when c.left_at is not null then 'left' else c.state end as list, count(*)::int as links from link_check c
    where exists (select from link_use u join published_article p on p.number = u.article_number where u.url = c.url) group by 1`)
  const of = (list: string) => rows.find((row) => row.list === list)?.links ?? 0
  const counts = { broken: of('broken'), moved: of('moved'), unreachable: of('unreachable'), refused: of('refused'), left: of('left') }
  return { counts, all: rows.reduce((sum, row) => sum + row.links, 0), good: of('ok'), unchecked: of('unchecked') }
}

/** Live stories that hold these links, as their text stands now, newest first. */
async function holdersOf(urls: readonly string[]): Promise<Map<string, LinkHolder[]>> {
  const rows = await db.$queryRaw<(Omit<LinkHolder, 'places'> & { url: string; places: LinkPlace[] })[]>(Prisma.sql`
    select u.url, p.article_id::text as id, p.number, p.slug, p.headline, array_agg(u.place order by u.place) as places
    from link_use u join published_article p on p.number = u.article_number
    where u.url = any (${[...urls]}::text[]) group by u.url, p.number, p.article_id, p.slug, p.headline, p.first_published_at
    order by p.first_published_at desc, p.number desc`)
  const holders = new Map<string, LinkHolder[]>()
  for (const { url, ...holder } of rows) holders.set(url, [...(holders.get(url) ?? []), holder])
  return holders
}

/** How many links of live stories are broken and nobody has decided to leave: for the desk. */
export async function countBrokenLinks(actor: Actor): Promise<number> {
  permit(actor, 'article.read')
  return (await countLinks()).counts.broken
}

/** The check that is under way, or the last one. */
export async function readLinkProgress(actor: Actor): Promise<LinkProgress> {
  permit(actor, 'article.read')
  const [run] = await db.$queryRaw<(Omit<LinkProgress, 'outcome'> & { outcome: string })[]>(Prisma.sql`
    select holder is not null and step_at > now() - interval '2 minutes' as running, started_at as "startedAt", finished_at as "finishedAt",
      started_by as "startedBy", due, checked, outcome from link_run where id = 1`)
  if (!run) throw new Error('the row of link_run is missing')
  return { ...run, outcome: OUTCOMES.find((each) => each === run.outcome) ?? '' }
}

const OUTCOMES = ['done', 'no network', 'not all'] as const
