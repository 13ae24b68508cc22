import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { pageTag } from '@/lib/page-cache'
import { type Body, plainText } from '../body'
import { factSlugs, shownFacts } from '../facts'
import { readFactValues } from '../queries/facts'

/** The facts that readers' words of this story embed now. */
export async function publishedFactsOf(tx: Tx, number: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ body: unknown }[]>(Prisma.sql`
    select body from published_article where number = ${number}::int and body @? '$.** ? (@.type == "fact")'`)
  return rows.flatMap(({ body }) => factSlugs(body))
}

/** Brings what readers have of these facts in step: those of live stories as they are, nothing of the others. */
export async function publishFacts(tx: Tx, slugs: readonly string[]): Promise<void> {
  if (slugs.length === 0) return
  await tx.$queryRaw(Prisma.sql`
    with shown as (
      select distinct found #>> '{}' as slug from published_article p
        cross join lateral jsonb_path_query(p.body, '$.** ? (@.type == "fact").attrs.slug') found
      where p.body @? '$.** ? (@.type == "fact")'),
    filed as (insert into published_fact (slug, value, source_url, checked_on)
      select f.slug, f.value, f.source_url, f.checked_on from fact f join shown using (slug) where f.slug = any (${[...slugs]}::text[])
      on conflict (slug) do update set value = excluded.value, source_url = excluded.source_url, checked_on = excluded.checked_on)
    delete from published_fact where slug = any (${[...slugs]}::text[]) and slug not in (select slug from shown)`)
}

type Showing = { number: number; articleId: string; slug: string; body: Body }

/**
 * After the value of a fact has changed: the words of every live story that shows it, as the search reads them. None of their
 * dates moves, as with any minor change. The caller holds the vocabulary lock. Answers how many, and the page tags to expire.
 */
export async function republishFact(tx: Tx, slug: string): Promise<{ stories: number; pages: string[] }> {
  const stories = await tx.$queryRaw<Showing[]>(Prisma.sql`
    select number, article_id::text as "articleId", slug, body from published_article
    where body @? '$.** ? (@.type == "fact")'
      and jsonb_path_exists(body, '$.** ? (@.type == "fact" && @.attrs.slug == $fact)', jsonb_build_object('fact', ${slug}::text))
    order by number`)
  await publishFacts(tx, [slug])
  if (stories.length === 0) return { stories: 0, pages: [] }
  const values = await readFactValues(tx, [...new Set(stories.flatMap(({ body }) => factSlugs(body)))])
  const texts = stories.map(({ body }) => plainText(shownFacts(body, values)))
  await tx.$queryRaw(Prisma.sql`
    with words as (select * from unnest(${stories.map(({ number }) => number)}::int[], ${texts}::text[]) as w(number, body_text))
    update published_article p set body_text = w.body_text
    from words w where w.number = p.number`)
  const old = await tx.articleRedirect.findMany({
    where: { articleId: { in: stories.map(({ articleId }) => articleId) } },
    select: { oldSlug: true },
  })
  return { stories: stories.length, pages: [...stories.map((one) => one.slug), ...old.map(({ oldSlug }) => oldSlug)].map(pageTag.address) }
}
