import 'server-only'
import { db, Prisma } from '@/lib/db'

const STORIES_AT_A_TIME = 2_000

/**
 * Files again which live story holds which link, and drops what no live story holds any more. Set by set, some
 * thousands of stories at a time; `step` is called after each and says whether to go on. Hosts that asked to be left alone
 * until before `now` are forgotten.
 */
export async function listLinks(step: () => Promise<boolean>, now: Date): Promise<boolean> {
  const [range] = await db.$queryRaw<{ last: number | null }[]>(Prisma.sql`
    select greatest((select max(number) from published_article), (select max(article_number) from link_use))::int as last`)
  for (let first = 1; first <= (range?.last ?? 0); first += STORIES_AT_A_TIME) {
    await fileStories(first, first + STORIES_AT_A_TIME - 1)
    if (!(await step())) return false
  }
  await db.$executeRaw(Prisma.sql`delete from link_check c where not exists (select from link_use u where u.url = c.url)`)
  await db.$executeRaw(Prisma.sql`delete from link_host where wait_until < ${now}::timestamptz`)
  return true
}

/** Files the links of the stories with these numbers, in one statement: nobody sees half of them. */
export async function fileStories(first: number, last: number): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    with held as materialized (select * from story_links(${first}::int, ${last}::int)),
    gone as (
      delete from link_use u where u.article_number between ${first}::int and ${last}::int
        and not exists (select from held h where (h.article_number, h.place, h.url) = (u.article_number, u.place, u.url))),
    filed as (insert into link_use (article_number, place, url) select article_number, place, url from held on conflict do nothing)
    insert into link_check (url) select distinct url from held on conflict do nothing`)
}
