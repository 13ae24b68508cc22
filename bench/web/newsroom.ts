/** The newsroom that is measured: filled and published into by the product's commands, in a process that run.ts starts for each database. */
import { encode } from 'next-auth/jwt'
import { db } from '../../lib/db'
import { systemActor } from '../../modules/access/actor'
import type { Block } from '../../modules/articles/body'
import { publishArticle } from '../../modules/articles/commands/publish-article'
import { saveDraft } from '../../modules/articles/commands/save-draft'
import { signIn } from '../../modules/auth/commands/sign-in'
import { sessionCookieName } from '../../modules/auth/session-rules'
import { workIn } from '../../modules/related/commands/work-in'
import { seedReference } from '../../modules/tags/commands/seed-reference'
import { draftArticle, liveArticle, type MadeArticle } from '../../prisma/factories/article'
import { makeTag } from '../../prisma/factories/tag'
import { makeUser } from '../../prisma/factories/user'
import { loadSyntheticNewsroom } from '../../prisma/synthetic/load'

const SEED = 20_261_121
const actor = systemActor('Benchmark', 'measuring the web server')

/** Loads so many synthetic stories and answers their slugs, oldest first. */
async function fill(stories: number): Promise<string[]> {
  const now = new Date()
  await seedReference(actor, now)
  await loadSyntheticNewsroom(actor, { stories, seed: SEED }, now)
  await db.$executeRaw`vacuum analyze`
  const all = await db.publishedArticle.findMany({ select: { slug: true }, orderBy: { number: 'asc' } })
  return all.map(({ slug }) => slug)
}

/** Two stories that list each other. */
async function related(): Promise<[MadeArticle, MadeArticle]> {
  const tag = await makeTag()
  return [await liveArticle({ tags: [tag.slug] }), await liveArticle({ tags: [tag.slug] })]
}

/** Saves and publishes a new headline. `milliseconds`: of the publication alone. */
async function rename({
  story,
  headline,
}: {
  story: MadeArticle
  headline: string
}): Promise<{ story: MadeArticle; milliseconds: number }> {
  const input = { ...story.input, headline, slug: null }
  const saved = await saveDraft(actor, { id: story.id, version: story.version, ...input }, new Date())
  if (!saved.ok) throw new Error(JSON.stringify(saved.problems))
  const began = performance.now()
  const published = await publishArticle(actor, { id: story.id, version: saved.value.version, change: 'minor' }, new Date())
  if (!published.ok) throw new Error(JSON.stringify(published.problems))
  return { story: { ...story, headline, input, version: published.value.version }, milliseconds: performance.now() - began }
}

/** Brings the record of lists in step with what was filled in, as the server's worker does. */
async function catchUp(): Promise<void> {
  while ((await workIn(new Date())).state !== 'idle');
}

/** The session cookie of a new editor. */
async function session(): Promise<{ name: string; value: string }> {
  const user = await makeUser({ role: 'editor' })
  const signedIn = await signIn({ email: user.email, password: user.password }, { peer: '127.0.0.1', userAgent: 'benchmark' }, new Date())
  if (!signedIn.ok) throw new Error(JSON.stringify(signedIn.problems))
  const { sub, sid, sv } = signedIn.value
  return { name: sessionCookieName('http://'), value: await encode({ token: { sub, sid, sv }, secret: process.env.AUTH_SECRET ?? '' }) }
}

/** Labels of the tags that most stories carry, of the types that relate stories. */
async function commonTags(count: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ label: string }[]>`
    select t.label from published_article_tag p join published_tag t on t.id = p.tag_id
    where p.own and t.points > 0 and t.type in ('area', 'organisation', 'theme') group by t.id, t.label order by count(*) desc, t.id limit ${count}::int`
  return rows.map((row) => row.label)
}

/** Drafts with the tags of stories in the middle of the newsroom. */
async function drafts(count: number): Promise<{ id: string; labels: string[] }[]> {
  const rows = await db.$queryRaw<{ slugs: string[]; labels: string[] }[]>`
    select array_agg(t.slug) as slugs, array_agg(t.label) as labels from published_article_tag p join published_tag t on t.id = p.tag_id
    where p.own group by p.article_number having count(*) between 3 and 5
    order by abs(p.article_number - (select max(number) / 2 from published_article)) limit ${count}::int`
  const made: { id: string; labels: string[] }[] = []
  for (const { slugs, labels } of rows) made.push({ id: (await draftArticle({ tags: slugs })).id, labels })
  return made
}

/** A draft of so many words in paragraphs of eighty, with a heading and a link now and then. Answers its id. */
async function longDraft(words: number): Promise<string> {
  const word = (at: number) => ['board', 'report', 'school', 'parents', 'council', 'plan', 'inspectors', 'wrote', 'heard', 'next'][at % 10]
  const text = (from: number, count: number) => Array.from({ length: count }, (_, at) => word(from * 7 + at)).join(' ')
  const blocks = Array.from({ length: Math.ceil(words / 80) }, (_, at): Block[] => {
    const link = {
      type: 'text' as const,
      text: 'the report',
      marks: [{ type: 'link' as const, attrs: { href: `https://example.org/${at}` } }],
    }
    const paragraph = { type: 'paragraph' as const, content: [{ type: 'text' as const, text: `${text(at, 78)} ` }, link] }
    return at % 8 === 7
      ? [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: text(at, 5) }] }, paragraph]
      : [paragraph]
  })
  return (await draftArticle({ headline: 'A long story', body: { type: 'doc', content: blocks.flat() } })).id
}

const deeds = { longDraft, fill, related, rename, catchUp, session, commonTags, drafts }
export type Deeds = typeof deeds

process.on('message', async ({ id, deed, argument }: { id: number; deed: keyof Deeds; argument: unknown }) => {
  try {
    process.send?.({ id, value: await (deeds[deed] as (argument: unknown) => Promise<unknown>)(argument) })
  } catch (error) {
    process.send?.({ id, error: (error as Error).message })
  }
})
process.on('disconnect', () => process.exit(0))
