import 'server-only'
import { db } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome, type Problem } from '@/lib/errors'
import type { TextLine } from '@/lib/text-lines'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { knownSlugs, retiredSlugs } from '@/modules/tags/queries/resolve-slugs'
import { tagsToGive } from '@/modules/tags/queries/tags-to-give'
import type { State } from '@/modules/workflow/states'
import { headlineKey } from '../headline-key'
import { readEditableStory } from '../queries'
import { freeSlug, publishingProblems, slugFromHeadline } from '../rules'
import type { StoryInput } from '../schema'
import type { ReadStoryLine } from '../story-line'
import type { StoryExclusion, StoryPin } from '../views'
import { createArticle } from './create-article'
import { fillWaitingPins } from './fill-waiting-pins'
import { type Existing, findExisting, findStoredBefore, type StoredBefore } from './find-existing'
import { type LineNames, lineNames } from './name-line'
import { publishArticle } from './publish-article'
import { inLineWords, readLine } from './read-line'
import { reportPins } from './report-pins'
import { saveDraft } from './save-draft'

export type ImportInput = {
  lines: AsyncIterable<TextLine> | Iterable<TextLine>
  /** Publishes each story once all are stored, oldest first. */
  publish: boolean
  /** Looks at everything and stores nothing; addresses are then a forecast, and a new story without an id has none. */
  dryRun: boolean
  /** Names this import at every press of it: a line without an id is stored once under one key, and then answered as it stands. */
  key?: string
  /** Told in a sentence what the report has no place for. */
  onNote?: (note: string) => void
}

/** `id` is the line's own where it has one. Stories and pins are named by their addresses. `before`: stored by an earlier press. */
export type ImportReport = {
  stories: { id: string | null; slug: string; state: State; before?: true }[]
  pins: { from: string; headline: string; to: string }[]
  missed: { from: string; headline: string }[]
  /** Of those missed: the story of nearly that headline (`likeness` below 1), which an editor may confirm. */
  close?: { from: string; headline: string; to: string; likeness: number }[]
  refused: { line: number; field: string; message: string }[]
}

/** `newId`: of a story that is not there yet. `before`: what an earlier press made of this line. */
type Accepted = { line: number; story: ReadStoryLine; existing: Existing | null; newId?: string; before?: StoredBefore }
type Stored = {
  line: number
  id: string | null
  articleId: string | null
  slug: string
  state: State
  /** The story has unpublished changes that are none of the line's, or was withdrawn since the line was stored. */
  keepsEdits: boolean
  before?: true
  at: number
  headline: string
  key: string
  headlines: string[]
}

/**
 * Stores stories, one to a line; a bad line leaves nothing behind and is reported, the others are stored. A line whose
 * id was imported before, or is a story's own, saves that story again, or does nothing when nothing differs; one that
 * says what readers have already of a story that is being changed is refused. Headlines of the hand-made lists find
 * stories of the newsroom and of the same file. Throws NotAllowed.
 */
export async function importStories(actor: Actor, input: ImportInput, now: Date): Promise<ImportReport> {
  permit(actor, 'import.run')
  if (input.publish) permit(actor, 'article.publish')
  const report: ImportReport = { stories: [], pins: [], missed: [], refused: [] }
  const stored = await storeAll(actor, input, now, report)
  // Links to stories that stood later in the file: now that all are stored, each entry leads to its story.
  if (!input.dryRun)
    await fillWaitingPins(
      actor,
      stored.flatMap(({ articleId, headlines }) => (headlines.length > 0 ? (articleId ?? []) : [])),
    )
  if (input.publish && !input.dryRun) await publishAll(actor, stored, now, report)
  report.stories = stored.map(({ id, articleId, slug, state, before }) => ({ id: id ?? articleId, slug, state, ...(before && { before }) }))
  await reportPins(actor, stored, report)
  report.refused.sort((a, b) => a.line - b.line)
  return report
}

async function storeAll(actor: Actor, input: ImportInput, now: Date, report: ImportReport): Promise<Stored[]> {
  const [knownTags, retiredTags] = [await knownSlugs(db), await retiredSlugs(db)]
  const seen = new Map<string, number>()
  const planned = new Set<string>()
  const names = input.key === undefined ? null : lineNames(actor, input.key)
  const stored: Stored[] = []
  for await (const line of input.lines) {
    if ('text' in line && line.text.trim() === '') continue
    const accepted = await accept(line, { actor, knownTags, retiredTags, seen, names, publish: input.publish }, now)
    const outcome = !accepted.ok
      ? accepted
      : input.dryRun
        ? await plan(accepted.value, input.publish, planned, now)
        : await orProblem(store(actor, accepted.value, now, input.onNote))
    if (outcome.ok) stored.push(outcome.value)
    else report.refused.push(...outcome.problems.map((problem) => ({ line: line.number, ...problem })))
  }
  return stored
}

type Known = {
  actor: Actor
  knownTags: ReadonlySet<string>
  retiredTags: ReadonlySet<string>
  seen: Map<string, number>
  names: LineNames | null
  publish: boolean
}

/** Everything that can be wrong with a line, before any of it is stored. */
async function accept(
  line: TextLine,
  { actor, knownTags, retiredTags, seen, names, publish }: Known,
  now: Date,
): Promise<Outcome<Accepted>> {
  if ('fault' in line) return { ok: false, problems: [{ field: '', message: line.fault }] }
  const newId = names?.(line.text)
  const read = await readLine(line.text, publish)
  if (!read.ok) return read
  const story = read.value
  const before = story.id === undefined && newId !== undefined ? await findStoredBefore(actor, newId, now) : null
  if (before === 'closed') return { ok: false, problems: [{ field: '', message: CLOSED_SINCE }] }
  if (before) return { ok: true, value: { line: line.number, story, existing: null, before } }
  const problems: Problem[] = story.tags
    .filter((slug) => !knownTags.has(slug))
    .map((slug) => ({ field: 'tags', message: `There is no tag “${slug}”` }))
  if (publish) problems.push(...publishingProblems(story))
  const twin = story.id === undefined ? undefined : seen.get(story.id)
  if (twin !== undefined) problems.push({ field: 'id', message: `Line ${twin} has this id too` })
  else if (story.id !== undefined) seen.set(story.id, line.number)
  const found = story.id === undefined ? null : await findExisting(actor, story.id, story, now)
  const existing = found === 'closed' ? null : found
  if (found === 'closed') problems.push({ field: 'id', message: TAKEN })
  if (story.tags.some((slug) => retiredTags.has(slug)))
    problems.push(
      ...(await retiredProblems(
        story.tags.filter((slug) => retiredTags.has(slug)),
        existing,
      )),
    )
  if (existing?.edits === 'behind') problems.push({ field: 'id', message: wouldUndo(story.headline) })
  if (publish && existing?.state === 'withdrawn')
    problems.push({ field: 'id', message: 'This story was withdrawn: make it live again in the newsroom first' })
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: { line: line.number, story, existing, newId: story.id === undefined ? newId : undefined } }
}

/** Of the tags that nothing new takes; those that are not there at all are told of already. */
async function retiredProblems(slugs: readonly string[], existing: Existing | null): Promise<Problem[]> {
  const { refused } = await tagsToGive(db, slugs, existing?.articleId ?? null)
  return refused.map(({ message }) => ({ field: 'tags', message }))
}

const CLOSED_SINCE = 'An earlier press stored this line, and its story has been closed to you since. Nothing was stored again'

/** Of a story that is closed to them, whoever imports learns neither its address nor how it stands. */
const TAKEN = 'This id is taken. Leave it out to store the line as a new story'

/** An export holds what readers have: coming back, it must not undo what is being written. */
const wouldUndo = (headline: string): string =>
  `“${headline}” has unpublished changes, and this line says what readers have already. Nothing was overwritten: publish the changes first, or leave the line out`

const inputOf = (story: ReadStoryLine): Omit<StoryInput, 'byline' | 'evergreen'> => ({
  headline: story.headline,
  standfirst: story.standfirst,
  body: story.body,
  storyDate: story.date,
  tagSlugs: story.tags,
  sourceUrl: story.source_url,
  form: story.form,
  pins: story.related_headlines.map((headline) => ({ headline, targetId: null })),
  exclusions: [],
  slug: null,
})

const storedAs = ({ line, story, existing, before }: Accepted, now: Date): Omit<Stored, 'articleId' | 'slug' | 'state'> => ({
  line,
  id: story.id ?? null,
  keepsEdits: existing?.edits === 'beside' || before?.untouched === false,
  ...(before && { before: true }),
  at: story.date === null ? now.getTime() : Date.parse(story.date),
  headline: story.headline,
  key: headlineKey(story.headline),
  headlines: story.related_headlines,
})

const asItStands = ({ articleId, slug, state }: StoredBefore) => ({ articleId, slug, state })

async function store(actor: Actor, accepted: Accepted, now: Date, onNote: ImportInput['onNote']): Promise<Outcome<Stored>> {
  const { story, existing, line, newId, before } = accepted
  const input = inputOf(story)
  if (before) return { ok: true, value: { ...storedAs(accepted, now), ...asItStands(before) } }
  if (existing) return update(actor, accepted, existing, now, onNote)
  const created = await createArticle(actor, { ...input, byline: '', evergreen: false, importId: story.id ?? null, newId }, now)
  if (!created.ok) return { ok: false, problems: created.problems.map(inLineWords) }
  onNote?.(`Line ${line}: stored as ${created.value.slug}.`)
  return { ok: true, value: { ...storedAs(accepted, now), articleId: created.value.id, slug: created.value.slug, state: 'draft' } }
}

/**
 * The list a line gives, with what a line has no place for: links to other sites stay where they stood, and an entry
 * that led to the same story keeps its last day and its note.
 */
function pinsBeside(line: StoryInput['pins'], before: readonly StoryPin[]): StoryInput['pins'] {
  const merged = line.map((pin) => {
    const key = headlineKey(pin.headline)
    const kept = before.find(
      (one) => one.url === null && [one.headline, one.targetHeadline ?? ''].some((words) => headlineKey(words) === key),
    )
    return { ...pin, expiresAt: kept?.expiresAt ?? null, note: kept?.note ?? '' }
  })
  before.forEach(({ headline, url, datedOn, expiresAt, note }, at) => {
    if (url !== null) merged.splice(at, 0, { headline, targetId: null, url, datedOn, expiresAt, note })
  })
  return merged
}

/**
 * A line has no place for the byline, "evergreen", links to other sites and stories left out: those of the story stay. Nor for its own date beside that of
 * its first publication, which is what an export says: a line that says the same leaves the story's date as it is.
 */
async function update(
  actor: Actor,
  accepted: Accepted,
  existing: Existing,
  now: Date,
  onNote: ImportInput['onNote'],
): Promise<Outcome<Stored>> {
  const { articleId, state, version } = existing
  const before = await readEditableStory(db, actor, articleId)
  const { byline, evergreen } = before
  const line = inputOf(accepted.story)
  const input = { ...line, pins: pinsBeside(line.pins, before.pins), exclusions: before.exclusions.map(leftOut) }
  const storyDate = input.storyDate === before.firstPublishedAt?.toISOString() ? (before.storyDate?.toISOString() ?? null) : input.storyDate
  const saved = await saveDraft(actor, { ...input, storyDate, id: articleId, version, byline, evergreen }, now)
  if (!saved.ok) return { ok: false, problems: saved.problems.map(inLineWords) }
  const { slug, changed } = saved.value
  const over = existing.edits === 'replaced' ? ' over unpublished changes, which stand in its history' : ''
  onNote?.(
    `Line ${accepted.line}: ${changed.length === 0 ? `${slug} is as it was` : `saved ${slug} again (${changed.join(', ')})${over}`}.`,
  )
  return { ok: true, value: { ...storedAs(accepted, now), articleId, slug, state } }
}

const leftOut = ({ targetId, note }: StoryExclusion) => ({ targetId, note })

/** Somebody edited, closed or deleted the story this very moment: that line is refused, the import goes on. */
async function orProblem<T>(work: Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Conflict || error instanceof NotFound) return { ok: false, problems: [{ field: '', message: error.message }] }
    throw error
  }
}

/** What storing would come to. */
async function plan(accepted: Accepted, publish: boolean, planned: Set<string>, now: Date): Promise<Outcome<Stored>> {
  const { existing, story, before } = accepted
  if (before)
    return { ok: true, value: { ...storedAs(accepted, now), ...asItStands(before), ...(publish && before.untouched && { state: 'live' }) } }
  const state = publish ? 'live' : (existing?.state ?? 'draft')
  if (existing) return { ok: true, value: { ...storedAs(accepted, now), articleId: existing.articleId, slug: existing.slug, state } }
  const base = slugFromHeadline(story.headline, '000000', now)
  const rows = await db.article.findMany({ where: { slug: { startsWith: base } }, select: { slug: true } })
  const old = await db.articleRedirect.findMany({ where: { oldSlug: { startsWith: base } }, select: { oldSlug: true } })
  const slug = freeSlug(base, new Set([...planned, ...rows.map((row) => row.slug), ...old.map((row) => row.oldSlug)]))
  planned.add(slug)
  return { ok: true, value: { ...storedAs(accepted, now), articleId: null, slug, state } }
}

async function publishAll(actor: Actor, stored: Stored[], now: Date, report: ImportReport): Promise<void> {
  for (const story of stored.toSorted((a, b) => a.at - b.at)) {
    if (story.articleId === null || story.keepsEdits) continue
    const published = await orProblem(publishNewest(actor, story.articleId, now))
    if (published.ok) story.state = 'live'
    else report.refused.push(...published.problems.map((problem) => ({ line: story.line, ...problem })))
  }
}

async function publishNewest(actor: Actor, id: string, now: Date): Promise<Outcome<unknown>> {
  const { version, state, hasUnpublishedChanges } = await readEditableStory(db, actor, id)
  if (state === 'live' && !hasUnpublishedChanges) return done(null)
  return publishArticle(actor, { id, version, change: state === 'live' ? 'minor' : undefined }, now)
}
