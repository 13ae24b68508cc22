import 'server-only'
import { db, type Prisma, type Tx } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { can, permit } from '@/modules/access/permissions'
import { mayOpenStory, openStories } from '@/modules/access/queries/open-stories'
import { eventSentence } from '@/modules/audit/event-sentences'
import { withoutClosedNames } from '@/modules/audit/queries'
import type { State } from '@/modules/workflow/states'
import { type Act, transition } from '@/modules/workflow/transitions'
import type { Body } from './body'
import { CLOSE_LIKENESS } from './close-headline'
import { recordOpening } from './commands/record-opening'
import { storedForm } from './form'
import { storedLead } from './pictures'
import { closestStory } from './queries/close-stories'
import { HAND, WORDS } from './queries/revision-select'
import { listTagChanges } from './queries/tag-changes'
import { isStoryId } from './rules'
import type { EditableStory, HistoryRevision, StoryAbilities, StoryExclusion, StoryHistory, StoryPin, StoryTag } from './views'

export type { EditableStory, StoryExclusion, StoryHistory, StoryPin, StoryTag } from './views'

const HISTORY_MAX_EVENTS = 500

const tagSelect = { select: { tag: { select: { slug: true, label: true, type: true } } } } as const

/** The story as it is edited: its newest saved words, and close matches of links that wait. Throws NotFound. */
export async function getArticleForEditing(actor: Actor, id: string): Promise<EditableStory> {
  permit(actor, 'article.read')
  const story = await readEditableStory(db, actor, id)
  await recordOpening(actor, id, new Date())
  return { ...story, pins: await Promise.all(story.pins.map((pin) => withClose(actor, pin, story.id))) }
}

async function withClose(actor: Actor, pin: StoryPin, selfId: string): Promise<StoryPin> {
  if (pin.targetId !== null || pin.url !== null) return pin
  const story = await closestStory(db, actor, pin.headline, CLOSE_LIKENESS, selfId)
  return { ...pin, close: story && { id: story.id, headline: story.headline } }
}

/** As `getArticleForEditing` without the close matches, for a command: what a Conflict carries. */
export async function readEditableStory(client: Tx, actor: Actor, id: string): Promise<EditableStory> {
  const row = isStoryId(id) ? await client.article.findUnique({ where: { id }, select: editable }) : null
  if (!row?.headRevision || !(await mayOpenStory(client, actor, row)))
    throw new NotFound('There is no such story. It may have been deleted.')
  const { headRevision: head, headRevisionId, liveRevisionId, sensitive: _, embargoUntil: __, ...article } = row
  const state = article.state as State
  const { number: revision, body, leadPicture, tags, pins, exclusions, createdByName, ...words } = head
  return {
    ...article,
    ...words,
    ...abilities(actor, state, article.createdById),
    state,
    revision,
    body: body as Body,
    form: storedForm(words.form),
    leadPicture: storedLead(leadPicture),
    liveSlug: state === 'live' ? article.slug : null,
    hasUnpublishedChanges: state === 'live' && headRevisionId !== liveRevisionId,
    tags: sortedTags(tags.map(({ tag }) => tag)),
    pins: await describePins(client, actor, id, pins),
    exclusions: await describeExclusions(client, actor, exclusions),
    updatedByName: createdByName,
  }
}

const editable = {
  id: true,
  number: true,
  state: true,
  version: true,
  slug: true,
  headRevisionId: true,
  liveRevisionId: true,
  firstPublishedAt: true,
  republishedAt: true,
  readersToldAt: true,
  readersToldNote: true,
  withdrawnAt: true,
  withdrawnReason: true,
  sensitive: true,
  embargoUntil: true,
  createdById: true,
  createdAt: true,
  updatedAt: true,
  headRevision: {
    select: {
      number: true,
      ...WORDS,
      createdByName: true,
      tags: tagSelect,
      ...HAND,
    },
  },
} as const satisfies Prisma.ArticleSelect

const sortedTags = (tags: StoryTag[]): StoryTag[] =>
  tags.sort((a, b) => a.label.localeCompare(b.label, 'en-GB') || (a.slug < b.slug ? -1 : 1))

function abilities(actor: Actor, state: State, createdById: string | null): StoryAbilities {
  const own = actor.kind === 'person' && actor.id === createdById
  const may = (act: Act, allowed: boolean) => allowed && 'to' in transition({ state, review: 'none' }, act)
  const edits = can(actor, own ? 'article.edit-own' : 'article.edit-any')
  return {
    canEdit: may('save', edits),
    canPublish: can(actor, 'article.publish') && (may('publish', true) || may('republish', true)),
    canWithdraw: may('withdraw', can(actor, 'article.withdraw')),
    canMakeLiveAgain: may('make-live-again', can(actor, 'article.publish')),
    canChangeSlug: may('change-slug', state === 'draft' ? edits : can(actor, 'article.change-slug')),
    canDelete: may('delete', can(actor, own ? 'article.delete-own' : 'article.delete-any')),
  }
}

export type HeadlineTarget = { id: string; number: number; slug: string; headline: string; live: boolean }

/**
 * For each headline key, the story it means: the newest live one, else the newest draft, else a withdrawn one.
 * Keys that mean no story are not in the map, and none means one that is closed to the actor and not live. `exceptId` is a
 * story that cannot mean itself.
 */
export async function storiesByHeadlineKey(
  client: Tx,
  actor: Actor,
  keys: readonly string[],
  exceptId?: string,
): Promise<Map<string, HeadlineTarget>> {
  const found = new Map<string, HeadlineTarget>()
  const wanted = [...new Set(keys)].filter((key) => key !== '')
  if (wanted.length === 0) return found
  const except = exceptId === undefined ? {} : { not: exceptId }
  const heads = await client.revision.findMany({
    where: { headlineKey: { in: wanted }, headOf: { is: openStories(actor) }, articleId: except },
    select: { headline: true, headlineKey: true, article: { select: { id: true, number: true, slug: true, state: true } } },
    // "draft" < "withdrawn" in the alphabet: the last one set wins.
    orderBy: [{ article: { state: 'desc' } }, { article: { number: 'asc' } }],
  })
  for (const { headline, headlineKey, article } of heads) found.set(headlineKey, { ...article, headline, live: article.state === 'live' })
  const live = await client.publishedArticle.findMany({
    where: { headlineKey: { in: wanted }, articleId: except },
    select: { articleId: true, number: true, slug: true, headline: true, headlineKey: true },
    orderBy: [{ firstPublishedAt: 'asc' }, { number: 'asc' }],
  })
  for (const { articleId, number, slug, headline, headlineKey } of live)
    found.set(headlineKey, { id: articleId, number, slug, headline, live: true })
  return found
}

type StoredPin = {
  headline: string
  headlineKey: string
  targetId: string | null
  url: string | null
  datedOn: Date | null
  expiresAt: Date | null
  note: string
}

/** Each of these stories as it is now, by what readers have of it; one that was deleted, or is closed, is not in the map. */
export async function targetsById(client: Tx, actor: Actor, ids: string[]): Promise<Map<string, HeadlineTarget>> {
  const named = { select: { headline: true } } as const
  const rows = await client.article.findMany({
    where: { id: { in: ids }, OR: [{ state: 'live' }, openStories(actor)] },
    select: { id: true, number: true, slug: true, state: true, liveRevision: named, headRevision: named },
  })
  return new Map(
    rows.map(({ liveRevision, headRevision, state, ...row }): [string, HeadlineTarget] => [
      row.id,
      { ...row, headline: (liveRevision ?? headRevision)?.headline ?? '', live: state === 'live' },
    ]),
  )
}

/** The hand-made list with what each entry leads to now. One whose story is gone waits for another of that headline. */
export async function describePins(client: Tx, actor: Actor, selfId: string, pins: readonly StoredPin[]): Promise<StoryPin[]> {
  const byId = await targetsById(
    client,
    actor,
    pins.flatMap((pin) => pin.targetId ?? []),
  )
  const waiting = pins.filter((pin) => pin.url === null && (pin.targetId === null || !byId.has(pin.targetId)))
  const byKey = await storiesByHeadlineKey(
    client,
    actor,
    waiting.map((pin) => pin.headlineKey),
    selfId,
  )
  return pins.map(({ headline, headlineKey: key, targetId, url, datedOn, expiresAt, note }) => {
    const target = url === null ? (byId.get(targetId ?? '') ?? byKey.get(key)) : undefined
    return {
      headline,
      targetId: target?.id ?? null,
      targetSlug: target?.slug ?? null,
      targetHeadline: target?.headline ?? null,
      targetLive: target?.live ?? false,
      url,
      datedOn: datedOn?.toISOString().slice(0, 10) ?? null,
      expiresAt: expiresAt?.toISOString() ?? null,
      note,
      close: null,
    }
  })
}

/** The stories left out, by headline. One that was deleted is left aside. */
export async function describeExclusions(
  client: Tx,
  actor: Actor,
  stored: readonly { targetId: string; note: string }[],
): Promise<StoryExclusion[]> {
  const byId = await targetsById(
    client,
    actor,
    stored.map((one) => one.targetId),
  )
  return stored
    .flatMap(({ targetId, note }): StoryExclusion[] => {
      const target = byId.get(targetId)
      return target ? [{ targetId, targetSlug: target.slug, targetHeadline: target.headline, targetLive: target.live, note }] : []
    })
    .sort((a, b) => a.targetHeadline.localeCompare(b.targetHeadline, 'en-GB') || (a.targetId < b.targetId ? -1 : 1))
}

/** What happened to a story, and every text it had; both newest first. Throws NotFound. */
export async function getHistory(actor: Actor, id: string): Promise<StoryHistory> {
  permit(actor, 'article.read')
  await recordOpening(actor, id, new Date())
  const article = isStoryId(id)
    ? await db.article.findUnique({
        where: { id },
        select: {
          id: true,
          version: true,
          createdById: true,
          sensitive: true,
          embargoUntil: true,
          headRevisionId: true,
          liveRevisionId: true,
          headRevision: { select: { headline: true } },
        },
      })
    : null
  if (!article || !(await mayOpenStory(db, actor, article))) throw new NotFound('There is no such story. It may have been deleted.')
  const events = await db.auditEvent.findMany({
    where: { entityType: 'article', entityId: article.id },
    orderBy: { id: 'desc' },
    take: HISTORY_MAX_EVENTS,
    select: { id: true, at: true, actorName: true, kind: true, detail: true },
  })
  const revisions = await db.revision.findMany({
    where: { articleId: id },
    orderBy: { number: 'desc' },
    take: HISTORY_MAX_EVENTS,
    select: {
      id: true,
      number: true,
      headline: true,
      createdAt: true,
      createdByName: true,
      label: { select: { label: true, byName: true, at: true } },
    },
  })
  return {
    headline: article.headRevision?.headline ?? '',
    version: article.version,
    createdById: article.createdById,
    events: [
      ...(await withoutClosedNames(db, actor, events)).map(({ detail, ...event }) => ({
        ...event,
        id: String(event.id),
        sentence: eventSentence(event.kind, detail as Record<string, unknown>),
      })),
      ...(await listTagChanges(article.id)),
    ].sort((a, b) => b.at.getTime() - a.at.getTime()),
    revisions: revisions.map(({ id: revisionId, ...revision }) => ({
      ...revision,
      live: revisionId === article.liveRevisionId,
      head: revisionId === article.headRevisionId,
      acts: actsOn(revision.number, events),
    })),
  }
}

type Event = { at: Date; actorName: string; kind: string; detail: unknown }

/** What was done with one revision besides saving it, oldest first. */
function actsOn(number: number, events: readonly Event[]): HistoryRevision['acts'] {
  const isAbout = ({ kind, detail }: Event) =>
    kind !== 'article.saved' && kind !== 'article.labelled' && (detail as { revision?: unknown } | null)?.revision === number
  return events
    .filter(isAbout)
    .map(({ at, actorName, kind, detail }) => ({ at, actorName, sentence: eventSentence(kind, detail as Record<string, unknown>) }))
    .reverse()
}
