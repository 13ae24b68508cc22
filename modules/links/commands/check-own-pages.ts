import 'server-only'
import { londonDay } from '@/lib/dates'
import { db, Prisma } from '@/lib/db'
import type { Finding } from '../link-state'
import { type OwnPage, ownPage, type PairPage } from '../own-page'
import { findPairPage } from './find-pair-page'
import { recordFinding } from './record-finding'

type Here = Extract<Finding, { kind: 'here' }>
const AT_A_TIME = 1_000

/**
 * Checks the links to this site's own pages, in the database and without a request: there, moved, withdrawn or never
 * there. Only what differs from last time is written one by one. Answers how many were looked at, null when stopped.
 */
export async function checkOwnPages(origin: string, now: Date, step: () => Promise<boolean>): Promise<number | null> {
  let [count, after] = [0, '']
  for (;;) {
    const rows = await db.$queryRaw<{ url: string; state: string; moved_to: string | null; detail: string }[]>(Prisma.sql`
      select url, state, moved_to, detail from link_check
      where (starts_with(url, '/') or starts_with(url, ${`${origin}/`}) or url = ${origin}) and url > ${after} order by url limit ${AT_A_TIME}`)
    const last = rows.at(-1)
    if (!last) return count
    const found = await findOwnPages(
      rows.map((row) => row.url),
      origin,
    )
    const same = rows.filter((row) => {
      const here = found.get(row.url)
      return here?.state === row.state && movedTo(here) === row.moved_to && here.detail === row.detail
    })
    const ok = same.filter((row) => row.state !== 'broken').map((row) => row.url)
    await db.linkCheck.updateMany({ where: { url: { in: same.map((row) => row.url) } }, data: { checkedAt: now } })
    await db.linkCheck.updateMany({ where: { url: { in: ok } }, data: { okAt: now } })
    const unchanged = new Set(same.map((row) => row.url))
    for (const [url, here] of found) if (!unchanged.has(url)) await recordFinding(url, here, now)
    count += rows.length
    after = last.url
    if (!(await step())) return null
  }
}

const movedTo = (here: Here): string | null => (here.state === 'moved' ? here.movedTo : null)

/** Of what can move: where it stands. */
const FOLDERS: Partial<Record<OwnPage['kind'], string>> = { story: 'news', tag: 'tags' }

/** What the database says of these links; only those to pages of this site are in the answer. */
export async function findOwnPages(urls: readonly string[], origin: string): Promise<Map<string, Here>> {
  const pages = urls.flatMap((url) => {
    const page = ownPage(url, origin)
    return page ? [{ url, page }] : []
  })
  const slugs = (kind: OwnPage['kind']) => pages.flatMap(({ page }) => (page.kind === kind && 'slug' in page ? [page.slug] : []))
  const rows = await db.$queryRaw<{ key: string; state: 'ok' | 'broken' | 'moved'; at: string | null; on: Date | null }[]>(Prisma.sql`
    select 'story:' || slug as key, 'ok' as state, null as at, null::timestamptz as on from published_article where slug = any (${slugs('story')}::text[])
    union all select 'story:' || r.old_slug, case when p.slug is null then 'broken' else 'moved' end, r.slug, w.withdrawn_at
      from published_redirect r left join published_article p on p.slug = r.slug left join withdrawn_article w on w.slug = r.slug
      where r.old_slug = any (${slugs('story')}::text[])
    union all select 'story:' || slug, 'broken', slug, withdrawn_at from withdrawn_article where slug = any (${slugs('story')}::text[])
    union all select 'tag:' || slug, 'ok', null, null from published_tag where slug = any (${slugs('tag')}::text[])
    union all select 'tag:' || r.old_slug, 'moved', r.slug, null from published_tag_redirect r
      where r.old_slug = any (${slugs('tag')}::text[]) and not exists (select from published_tag t where t.slug = r.old_slug)
    union all select 'tag:area-' || slug, 'ok', null, null from area where 'area-' || slug = any (${slugs('tag')}::text[])
    union all select 'area:' || slug, 'ok', null, null from area where slug = any (${slugs('area')}::text[])
    union all select 'picture:' || m.key, 'ok', null, null from published_media m where m.key = any (${slugs('picture')}::text[])
      and (m.until is null or m.until >= (now() at time zone 'Europe/London')::date) and exists (select from published_picture p where p.media_id = m.id)
    union all select 'inspection:' || id, 'ok', null, null from inspection where id = any (${slugs('inspection')}::text[])`)
  const known = new Map(rows.map((row) => [row.key, row]))
  const tagged = await db.tag.findMany({ where: { slug: { in: slugs('tag') } }, select: { slug: true } })
  const unused = new Set(tagged.map((tag) => tag.slug))
  const found = new Map<string, Here>()
  for (const { url, page } of pages) found.set(url, page.kind === 'pair' ? await findPairPage(url, page, origin) : verdict(url, page))
  return found

  function verdict(url: string, page: Exclude<OwnPage, PairPage>): Here {
    if (page.kind === 'fixed') return { kind: 'here', state: 'ok', detail: '' }
    if (page.kind === 'none') return { kind: 'here', state: 'broken', detail: 'This site has no such page.' }
    const row = known.get(`${page.kind}:${page.slug}`)
    if (row?.state === 'ok') return { kind: 'here', state: 'ok', detail: '' }
    if (row?.state === 'moved')
      return {
        kind: 'here',
        state: 'moved',
        movedTo: url.replace(`/${FOLDERS[page.kind]}/${page.slug}`, `/${FOLDERS[page.kind]}/${row.at}`),
        detail: `The ${page.kind} has another address now.`,
      }
    if (row) return { kind: 'here', state: 'broken', detail: `The story was withdrawn${row.on ? ` on ${londonDay(row.on)}` : ''}.` }
    if (page.kind === 'tag' && unused.has(page.slug)) return { kind: 'here', state: 'broken', detail: 'No live story carries this tag.' }
    return { kind: 'here', state: 'broken', detail: `There is no such ${page.kind} on this site.` }
  }
}
