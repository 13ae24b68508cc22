/**
 * The demo newsroom: the stories of prisma/demo/stories, in every state and stage, two storylines, and four people to sign in as. Made through
 * the product's own commands, so that history, addresses, tags and related lists are what an editor would have made.
 * Needs the reference data (`seedReference`) to be there.
 */
import { db } from '../lib/db'
import { env } from '../lib/env'
import type { Outcome } from '../lib/errors'
import { type Actor, systemActor } from '../modules/access/actor'
import { createArticle } from '../modules/articles/commands/create-article'
import { publishArticle } from '../modules/articles/commands/publish-article'
import { saveDraft } from '../modules/articles/commands/save-draft'
import { withdrawArticle } from '../modules/articles/commands/withdraw-article'
import type { StoryInput } from '../modules/articles/schema'
import { recountPoints } from '../modules/related/commands'
import { createStoryline } from '../modules/storylines/commands/create-storyline'
import { editStoryline } from '../modules/storylines/commands/edit-storyline'
import { orderStoryline } from '../modules/storylines/commands/order-storyline'
import { createDemoUsers, type DemoUser } from '../modules/users/commands/create-demo-users'
import { demoPicture } from './demo/pictures'
import { exchangeParagraph, readStoryFiles, type StoryFile, storyBody } from './demo/story-file'
import { DEMO_STORYLINES, type DemoStoryline } from './demo/storylines'
import { putToWork } from './demo/workflow'

const WRITTEN_BEFORE_MS = 60 * 60 * 1000
const EDITED_AFTER_MS = 24 * 60 * 60 * 1000

const newsroom = systemActor('Demo newsroom', 'loading the demo newsroom')

/** A story that is being put through its life. */
type Live = { id: string; version: number }

/**
 * Adds the demo stories that are missing, oldest first, counts their tags, then makes the four users. Doing it again
 * changes nothing; doing it after it was cut short goes on with the next story. Gives back the users made now with
 * their passwords, which are kept nowhere: random for each, or DEMO_PASSWORD for all.
 */
export async function seedDemo(now: Date): Promise<DemoUser[]> {
  const known = await knownStories()
  const missing = readStoryFiles().filter((story) => !known.has(story.slug))
  const unfinished = readStoryFiles().filter((story) => isUnfinished(story, known.get(story.slug)))
  const lines = await startStorylines(
    [...missing, ...unfinished].map((story) => story.slug),
    now,
  )
  for (const story of unfinished) await goPublic(newsroom, story, known.get(story.slug) as Live, now)
  for (const story of missing) if (story.state !== 'draft') await goPublic(newsroom, story, await write(newsroom, story, now, lines), now)
  for (const { line, tagId } of lines) await finishStoryline(line, tagId, now)
  if (missing.length + unfinished.length > 0) await recountPoints(newsroom, now)
  // Last, so that a seed that is cut short has not already given away passwords nobody was told.
  const users = await createDemoUsers(newsroom, env().DEMO_PASSWORD ?? null)
  const author = await demoAuthor()
  for (const story of missing) if (story.state === 'draft') await write(author, story, now, lines)
  await putToWork(new Set([...missing, ...unfinished].map((story) => story.slug)), newsroom, now)
  return users
}

type Known = Live & { state: string }

/** What is there under each address a story has or had. */
async function knownStories(): Promise<Map<string, Known>> {
  const [stories, moved] = await Promise.all([
    db.article.findMany({ select: { id: true, slug: true, version: true, state: true } }),
    db.articleRedirect.findMany({ select: { oldSlug: true, articleId: true } }),
  ])
  const byId = new Map(stories.map((story) => [story.id, story]))
  const old = moved.flatMap(({ oldSlug, articleId }): [string, Known][] => {
    const story = byId.get(articleId)
    return story ? [[oldSlug, story]] : []
  })
  return new Map([...old, ...stories.map((story): [string, Known] => [story.slug, story])])
}

/** Written by an earlier seed that ended before it was published; nobody has touched it since. */
const isUnfinished = (story: StoryFile, known: Known | undefined): boolean =>
  story.state !== 'draft' && known?.state === 'draft' && known.version === 1

/** The demo author, to whom the drafts belong; the newsroom itself where that account was never made. */
async function demoAuthor(): Promise<Actor> {
  const author = await db.user.findUnique({ where: { email: 'author@throughline.example' }, select: { id: true, name: true } })
  return author ? { kind: 'person', ...author, role: 'author' } : newsroom
}

async function write(actor: Actor, story: StoryFile, now: Date, lines: readonly Started[]): Promise<Live> {
  const at = momentOf(story.publishedAt, now, -WRITTEN_BEFORE_MS)
  const input = inputOf(story)
  const tagSlugs = [...input.tagSlugs, ...lines.filter(({ line }) => line.stories.includes(story.slug)).map(({ slug }) => slug)]
  const leadPicture = await demoPicture(actor, story.slug, at)
  return written(story.slug, await createArticle(actor, { ...input, tagSlugs, slug: story.slug, leadPicture }, at))
}

type Started = { line: DemoStoryline; slug: string; tagId: number }

/**
 * The storylines of the stories that are about to be written. One that is there already is the editors': it is only
 * joined. An older demo newsroom, whose stories are all there, gets none.
 */
async function startStorylines(about: readonly string[], now: Date): Promise<Started[]> {
  const started: Started[] = []
  for (const line of DEMO_STORYLINES.filter(({ stories }) => stories.some((slug) => about.includes(slug)))) {
    const { label, summary } = line
    const there = await db.tag.findFirst({ where: { label, type: 'storyline' }, select: { id: true, slug: true } })
    const { tagId, slug } = there
      ? { tagId: there.id, slug: there.slug }
      : written(label, await createStoryline(newsroom, { label, summary }, now))
    started.push({ line, slug, tagId })
  }
  return started
}

/** Its order and its end, which need its stories; unless somebody has touched it since it was started. */
async function finishStoryline({ label, summary, open, byHand, stories }: DemoStoryline, tagId: number, now: Date): Promise<void> {
  const stored = await db.storyline.findUnique({ where: { tagId }, select: { version: true } })
  if (stored?.version !== 1) return
  const found = await db.article.findMany({ where: { slug: { in: [...stories] } }, select: { id: true, slug: true } })
  const sequence = stories.flatMap((slug) => found.find((story) => story.slug === slug)?.id ?? [])
  const { version } = byHand ? written(label, await orderStoryline(newsroom, { tagId, version: 1, byHand, sequence }, now)) : stored
  const known = { tagId, version, tagVersion: 1 }
  if (!open) written(label, await editStoryline(newsroom, { ...known, label, summary, state: 'closed' }, now))
}

/** Publishes it, then whatever its file says happened afterwards. */
async function goPublic(actor: Actor, story: StoryFile, { id, version }: Live, now: Date): Promise<void> {
  const at = momentOf(story.publishedAt, now)
  const published = written(story.slug, await publishArticle(actor, { id, version }, at))
  const live = { id, version: published.version }
  if (story.told) {
    const toldAt = momentOf(story.told.at, now)
    const saved = await change(actor, story, live, story.told, toldAt)
    written(story.slug, await publishArticle(actor, { ...saved, change: 'told', note: story.told.note }, toldAt))
  }
  if (story.unpublished) await change(actor, story, live, story.unpublished, momentOf(story.publishedAt, now, EDITED_AFTER_MS))
  if (story.withdrawnAt)
    written(story.slug, await withdrawArticle(actor, { ...live, reason: story.withdrawnReason ?? '' }, momentOf(story.withdrawnAt, now)))
}

async function change(actor: Actor, story: StoryFile, live: Live, exchange: { was: string; now: string }, at: Date): Promise<Live> {
  const input = inputOf(exchangeParagraph(story, exchange))
  const { id, version } = written(story.slug, await saveDraft(actor, { ...live, ...input, slug: null }, at))
  return { id, version }
}

const inputOf = (story: StoryFile): StoryInput => ({
  headline: story.headline,
  standfirst: story.standfirst,
  body: storyBody(story),
  byline: story.byline,
  storyDate: story.state === 'draft' ? null : story.publishedAt,
  tagSlugs: story.tags,
  evergreen: story.evergreen ?? false,
  form: story.form ?? 'news',
  sourceUrl: story.sources[0]?.url ?? null,
  pins: (story.relatedHeadlines ?? []).map((headline) => ({ headline, targetId: null })),
  exclusions: [],
  slug: null,
})

/** When it happened, but never after now: a machine may live before the stories do. */
const momentOf = (iso: string, now: Date, offsetMs = 0): Date => new Date(Math.min(Date.parse(iso) + offsetMs, now.getTime()))

function written<T>(what: string, outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Error(`The demo’s ${what} was refused: ${outcome.problems.map((problem) => problem.message).join(' ')}`)
}
