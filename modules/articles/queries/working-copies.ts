import 'server-only'
import { db, type Prisma, type Tx } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor, Person } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import { resolveSlugs } from '@/modules/tags/queries/resolve-slugs'
import type { Body } from '../body'
import { storedForm } from '../form'
import { headlineKey } from '../headline-key'
import { storedLead } from '../pictures'
import { describeExclusions, describePins, type EditableStory, getArticleForEditing, readEditableStory } from '../queries'
import { isStoryId, slugFromHeadline } from '../rules'
import { type StoryInput, storyInputSchema } from '../schema'
import type { Mark } from '../sitting'
import { HAND, WORDS } from './revision-select'

/** A text of one's own that is not yet a version, as the editor page opens it. Its `version` and `revision` are those it was written over. */
export type OwnCopy = { mark: Mark; changedAt: Date; story: EditableStory }

/** One's own working copy of a story; null where there is none. Throws NotFound. */
export async function getOwnCopy(actor: Actor, id: string): Promise<OwnCopy | null> {
  permit(actor, 'article.read')
  return actor.kind === 'person' && isStoryId(id) ? readOwnCopy(db, actor, id) : null
}

/** The same inside a transaction, for a command: what a Conflict carries. */
export async function readOwnCopy(client: Tx, actor: Person, id: string): Promise<OwnCopy | null> {
  const row = await client.workingCopy.findUnique({ where: { articleId_personId: { articleId: id, personId: actor.id } } })
  if (!row) return null
  const story = await readEditableStory(client, actor, id)
  const read = storyInputSchema.safeParse(row.words)
  if (!read.success) return null
  return {
    mark: { tab: row.tab, sequence: row.sequence },
    changedAt: row.changedAt,
    story: {
      ...(await withWords(client, actor, story, read.data)),
      version: row.baseVersion,
      revision: row.baseRevision,
      updatedAt: row.changedAt,
      updatedByName: row.personName,
    },
  }
}

/** The story with these words instead of its own. */
export async function withWords(client: Tx, actor: Actor, story: EditableStory, words: StoryInput): Promise<EditableStory> {
  const { tagSlugs, pins, exclusions, slug, storyDate, ...rest } = words
  const resolved = await resolveSlugs(client, tagSlugs)
  const tags = [...new Map([...resolved.values()].map(({ slug: name, label, type }) => [name, { slug: name, label, type }])).values()]
  const stored = pins.map((pin) => ({
    headline: pin.headline,
    headlineKey: headlineKey(pin.headline),
    targetId: pin.targetId,
    url: pin.url ?? null,
    datedOn: pin.datedOn ? new Date(pin.datedOn) : null,
    expiresAt: pin.expiresAt ? new Date(pin.expiresAt) : null,
    note: pin.note ?? '',
  }))
  const left = exclusions.map(({ targetId, note }) => ({ targetId, note: note ?? '' }))
  return {
    ...story,
    ...rest,
    // Left out, it is what is stored.
    leadPicture: rest.leadPicture === undefined ? story.leadPicture : rest.leadPicture,
    form: rest.form ?? story.form,
    storyDate: storyDate === null ? null : new Date(storyDate),
    // One that follows the headline follows the headline of these words.
    slug: slug ?? slugFromHeadline(words.headline, story.id, story.createdAt),
    tags: tags.sort((a, b) => a.label.localeCompare(b.label, 'en-GB') || (a.slug < b.slug ? -1 : 1)),
    pins: await describePins(client, actor, story.id, stored),
    exclusions: await describeExclusions(client, actor, left),
  }
}

/** One revision as the editor page would open it: what two texts of a conflict have in common. Throws NotFound. */
export async function getEditableRevision(actor: Actor, { id, revision }: { id: string; revision: number }): Promise<EditableStory> {
  permit(actor, 'article.read')
  const story = await readEditableStory(db, actor, id)
  return withWords(db, actor, story, await readRevisionWords(db, id, revision))
}

const words = {
  ...WORDS,
  tags: { select: { tag: { select: { slug: true } } } },
  ...HAND,
} as const satisfies Prisma.RevisionSelect

/** What would have to be typed to get this revision; its address follows the headline, or stays. Throws NotFound. */
export async function readRevisionWords(client: Tx, articleId: string, number: number): Promise<StoryInput> {
  const row = await client.revision.findUnique({ where: { articleId_number: { articleId, number } }, select: words })
  if (!row) throw new NotFound('There is no such version of this story.')
  const { tags, pins, exclusions, storyDate, body, leadPicture, ...fields } = row
  return {
    ...fields,
    form: storedForm(fields.form),
    leadPicture: storedLead(leadPicture),
    body: body as Body,
    storyDate: storyDate?.toISOString() ?? null,
    tagSlugs: tags.map(({ tag }) => tag.slug),
    pins: pins.map((pin) => ({
      ...pin,
      datedOn: pin.datedOn?.toISOString().slice(0, 10) ?? null,
      expiresAt: pin.expiresAt?.toISOString() ?? null,
    })),
    exclusions,
    slug: null,
  }
}

/** Texts of a story that are not versions yet: whose, since when, and when they were last changed. Oldest first. */
export type OpenSitting = {
  personId: string
  personName: string
  own: boolean
  startedAt: Date
  changedAt: Date
  behind: boolean
  /** Their account is closed. */
  left: boolean
}

export async function listSittings(actor: Actor, id: string): Promise<OpenSitting[]> {
  permit(actor, 'article.read')
  const article = await db.article.findUnique({
    where: { id },
    select: { id: true, sensitive: true, embargoUntil: true, headRevision: { select: { number: true } } },
  })
  if (!article || !(await mayOpenStory(db, actor, article))) return []
  const rows = await db.workingCopy.findMany({ where: { articleId: id }, orderBy: { startedAt: 'asc' } })
  const here = await db.user.findMany({ where: { id: { in: rows.map((row) => row.personId) }, active: true }, select: { id: true } })
  return rows.map(({ personId, personName, startedAt, changedAt, baseRevision }) => ({
    personId,
    personName,
    left: !here.some((user) => user.id === personId),
    own: actor.kind === 'person' && actor.id === personId,
    startedAt,
    changedAt,
    behind: baseRevision !== article.headRevision?.number,
  }))
}

/** What became of the text of one's own pages: up to which number it is in a version, and in which. */
export type SettledPage = { tab: string; sequence: number; revision: number }

export async function listSettledPages(actor: Actor, { id, tabs }: { id: string; tabs: string[] }): Promise<SettledPage[]> {
  permit(actor, 'article.read')
  if (actor.kind !== 'person') return []
  const rows = await db.editorPresence.findMany({
    where: { tab: { in: tabs }, articleId: id, personId: actor.id, keptRevision: { not: null } },
    select: { tab: true, settled: true, keptRevision: true },
  })
  return rows.map(({ tab, settled, keptRevision }) => ({ tab, sequence: settled, revision: keptRevision ?? 0 }))
}

/** Both sides of a conflict that are stored: the story now, and the revision that a text was written over. Throws NotFound. */
export async function getBothVersions(
  actor: Actor,
  input: { id: string; revision: number },
): Promise<{ theirs: EditableStory; base: EditableStory }> {
  const [theirs, base] = await Promise.all([getArticleForEditing(actor, input.id), getEditableRevision(actor, input)])
  return { theirs, base }
}
