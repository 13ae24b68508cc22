import 'server-only'
import { db, type Prisma } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { closedBecause } from '@/modules/access/closed-stories'
import { can, permit } from '@/modules/access/permissions'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import { readNewsroomSettings } from '@/modules/newsroom/queries'
import type { SecondReader } from '@/modules/newsroom/schema'
import { mayApproveAfter, mayMarkReviewed } from '@/modules/workflow/second-reader'
import { type Review, stageOf } from '@/modules/workflow/stages'
import type { State } from '@/modules/workflow/states'
import { type Act, transition } from '@/modules/workflow/transitions'
import type { How } from '../commands/schedule-story'
import { changedByOthers } from '../commands/words-since'
import { isStoryId } from '../rules'
import type { ScheduleView, StoryWorkflow, WorkflowAbilities } from '../workflow-views'
import { namedOn, peopleOfStory, whoMayApprove } from './approvers'

const OPENINGS_SHOWN = 50

const selected = {
  id: true,
  state: true,
  review: true,
  version: true,
  createdAt: true,
  createdById: true,
  submittedAt: true,
  submittedById: true,
  submittedByName: true,
  submittedNote: true,
  submittedToIds: true,
  approvedAt: true,
  approvedByName: true,
  returnedNote: true,
  unreviewedSince: true,
  urgentReason: true,
  publishedById: true,
  publishedByName: true,
  sensitive: true,
  embargoUntil: true,
  embargoNote: true,
  legallySensitive: true,
  remindOn: true,
  remindNote: true,
  remindByName: true,
  headRevisionId: true,
  liveRevisionId: true,
  firstPublishedAt: true,
  republishedAt: true,
  withdrawnAt: true,
  withdrawnReason: true,
  slug: true,
  headRevision: { select: { number: true, wordsById: true } },
  schedules: {
    where: { state: { in: ['waiting', 'failed'] } },
    select: { id: true, act: true, dueAt: true, state: true, createdById: true, createdByName: true, failure: true, how: true },
    orderBy: { dueAt: 'asc' as const },
  },
} satisfies Prisma.ArticleSelect

type Row = NonNullable<Awaited<ReturnType<typeof readRow>>>
const readRow = (id: string) => db.article.findUnique({ where: { id }, select: selected })

/** Everything the Workflow panel shows of a story, and what this person may do. Throws NotFound. */
export async function getWorkflow(actor: Actor, id: string, now: Date): Promise<StoryWorkflow> {
  permit(actor, 'article.read')
  const row = isStoryId(id) ? await readRow(id) : null
  if (!row || !(await mayOpenStory(db, actor, row, now))) throw new NotFound('There is no such story. It may have been deleted.')
  const hasUnpublishedChanges = row.state === 'live' && row.headRevisionId !== row.liveRevisionId
  const submitter = row.review === 'none' ? personId(actor) : row.submittedById
  const live = row.liveRevisionId === null ? null : await readAuthor(row.liveRevisionId)
  const settings = await readNewsroomSettings(db)
  const [schedules, approvers, open, named, openings] = await Promise.all([
    Promise.all(row.schedules.map((one) => scheduleView(row, one, settings.secondReader))),
    whoMayApprove(db, row, { submittedById: submitter, wroteById: row.headRevision?.wordsById ?? null }, now),
    peopleOfStory(db, { ...row, sensitive: false, embargoUntil: null }, now),
    namedOn(db, row.id),
    row.embargoUntil === null ? [] : readOpenings(row.id),
  ])
  return {
    id: row.id,
    version: row.version,
    ...stageOf({
      state: row.state as State,
      review: row.review as Review,
      publishWaits: schedules.some((one) => one.act === 'publish' && one.state === 'waiting'),
      hasUnpublishedChanges,
      wasUpdated: row.republishedAt !== null && row.firstPublishedAt !== null && row.republishedAt > row.firstPublishedAt,
    }),
    state: row.state as State,
    review: row.review as Review,
    hasUnpublishedChanges,
    revision: row.headRevision?.number ?? 0,
    slug: row.slug,
    firstPublishedAt: row.firstPublishedAt,
    withdrawnAt: row.withdrawnAt,
    withdrawnReason: row.withdrawnReason,
    submitted: row.submittedAt && {
      byName: row.submittedByName ?? '',
      at: row.submittedAt,
      note: row.submittedNote ?? '',
      to: await namesOf(row.submittedToIds),
    },
    approved: row.approvedAt && { byName: row.approvedByName ?? '', at: row.approvedAt },
    returnedNote: row.returnedNote,
    unreviewed: row.unreviewedSince && { since: row.unreviewedSince, reason: row.urgentReason, byName: row.publishedByName ?? '' },
    schedules,
    embargo: row.embargoUntil && { until: row.embargoUntil, note: row.embargoNote ?? '', ended: row.embargoUntil <= now, openings },
    sensitive: row.sensitive,
    closed: closedBecause(row, now),
    people: open.filter((one) => named.includes(one.id)).map(({ id: personId, name }) => ({ id: personId, name })),
    everybody: can(actor, 'article.close') ? open.map(({ id: personId, name, role }) => ({ id: personId, name, role })) : [],
    reminder: row.remindOn && { on: row.remindOn.toISOString().slice(0, 10), note: row.remindNote ?? '', byName: row.remindByName ?? '' },
    legallySensitive: row.legallySensitive,
    secondReader: settings.secondReader,
    mayApprove: approvers,
    mayApproveNames: approvers.map((one) => one.name),
    may: abilities(actor, row, { hasUnpublishedChanges, liveById: live?.wordsById ?? null }),
  }
}

const personId = (actor: Actor): string | null => (actor.kind === 'person' ? actor.id : null)

/** What would keep it back is asked now, so that it can be put right before the time comes. */
async function scheduleView(story: Row, row: Row['schedules'][number], secondReader: SecondReader): Promise<ScheduleView> {
  const { createdById, ...rest } = row
  const [act, state, how] = [row.act as ScheduleView['act'], row.state as ScheduleView['state'], row.how as How]
  const setter = createdById === null ? null : await db.user.findUnique({ where: { id: createdById }, select: { active: true } })
  const asked = { id: story.id, review: story.review as Review }
  const unread =
    secondReader === 'required' && story.review !== 'approved' && !how.urgent ? 'a second person has to approve the newest words' : null
  const held = act === 'publish' && state === 'waiting' ? (unread ?? (await changedByOthers(db, asked, how))) : null
  return { ...rest, act, state, how, setterLeft: createdById !== null && setter?.active !== true, held }
}

async function namesOf(ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db.user.findMany({ where: { id: { in: [...ids] } }, select: { name: true }, orderBy: { name: 'asc' } })
  return rows.map((row) => row.name)
}

const readAuthor = (id: string) => db.revision.findUnique({ where: { id }, select: { wordsById: true } })

async function readOpenings(articleId: string): Promise<{ name: string; at: Date }[]> {
  const rows = await db.embargoOpening.findMany({
    where: { articleId },
    select: { personName: true, at: true },
    orderBy: { id: 'desc' },
    take: OPENINGS_SHOWN,
  })
  return rows.map(({ personName, at }) => ({ name: personName, at }))
}

/** What the buttons may offer. The commands decide again. */
type Words = { hasUnpublishedChanges: boolean /** Who wrote what is live. */; liveById: string | null }

function abilities(actor: Actor, row: Row, { hasUnpublishedChanges, liveById }: Words): WorkflowAbilities {
  const standing = { ...row, state: row.state as State, review: row.review as Review }
  const follows = (act: Act, allowed: boolean) => allowed && 'to' in transition(standing, act)
  const self = personId(actor)
  const edits = can(actor, self !== null && self === row.createdById ? 'article.edit-own' : 'article.edit-any')
  const reviews = can(actor, 'article.review')
  const closes = can(actor, 'article.close')
  return {
    submit: follows('submit', edits) && (row.state !== 'live' || hasUnpublishedChanges),
    approve:
      follows('approve', reviews) &&
      (self === null || mayApproveAfter({ submittedById: row.submittedById, wroteById: row.headRevision?.wordsById ?? null }, self)),
    return: follows('return', reviews),
    retract: follows('retract', edits),
    markReviewed:
      follows('mark-reviewed', reviews) &&
      (self === null || mayMarkReviewed({ publishedById: row.publishedById, wroteById: liveById }, self)),
    publish: follows(row.state === 'live' ? 'republish' : 'publish', can(actor, 'article.publish')),
    schedulePublish: follows('schedule-publish', can(actor, 'article.publish')) && (row.state !== 'live' || hasUnpublishedChanges),
    scheduleWithdraw: follows('schedule-withdraw', can(actor, 'article.withdraw')),
    embargo: follows('embargo', closes),
    people: follows('name-people', closes),
    remind: follows('remind', edits),
    markLegal: can(actor, 'article.publish'),
  }
}
