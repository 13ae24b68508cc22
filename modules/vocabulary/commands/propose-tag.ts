import 'server-only'
import { db, type Tx } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome, type Problem, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import { recordEvent } from '@/modules/audit/commands'
import { createTagIn, loadNames } from '@/modules/tags/commands/create-tag'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { foldName } from '@/modules/tags/match'
import { tagsToGive } from '@/modules/tags/queries/tags-to-give'
import type { DecideProposalInput, ProposeTagInput, SeeProposalInput } from '../proposals'

const ABOUT = { type: 'system', id: 'tag-proposals' } as const

/** Asks the tag editors for a tag. Refused for a name that a tag has already, or that somebody has proposed. */
export async function proposeTag(actor: Actor, input: ProposeTagInput, now: Date): Promise<Outcome<{ id: string }>> {
  permit(actor, 'tag.propose')
  return db.$transaction(async (tx) => {
    await lockVocabulary(tx)
    const problem = await alreadyThere(tx, input.label)
    if (problem) return refused(problem)
    const { label, type, reason } = input
    const by = { proposedById: actor.kind === 'person' ? actor.id : null, proposedByName: actor.name }
    const articleId = await openArticle(tx, actor, input.articleId)
    const { id } = await tx.tagProposal.create({ data: { label, type, reason, articleId, ...by, createdAt: now }, select: { id: true } })
    await recordEvent(tx, actor, 'tag.proposed', ABOUT, { label })
    return done({ id })
  })
}

async function alreadyThere(tx: Tx, label: string): Promise<Problem | null> {
  const wanted = foldName(label)
  const tag = (await loadNames(tx)).find((one) => [one.label, ...one.aliases].some((name) => foldName(name) === wanted))
  if (tag) return { field: 'label', message: await namedAlready(tx, label, tag) }
  const open = await tx.tagProposal.findMany({ where: { state: 'open' }, select: { label: true, proposedByName: true } })
  const twin = open.find((one) => foldName(one.label) === wanted)
  return twin ? { field: 'label', message: `${twin.proposedByName} has proposed “${twin.label}” already: it is being decided` } : null
}

/** A retired tag cannot be chosen: what took its place can. */
async function namedAlready(tx: Tx, label: string, tag: { slug: string; label: string }): Promise<string> {
  const { tags, refused: strange } = await tagsToGive(tx, [tag.slug], null)
  const [live] = tags
  if (live?.slug === tag.slug) return `“${label}” names the tag “${tag.label}” already. Choose that one`
  if (live) return `“${label}” names the tag “${tag.label}”, which is retired. Choose “${live.label}”, which took its place`
  return `${strange[0]?.message ?? `“${tag.label}” is retired`}, or ask a tag editor to bring it back`
}

/** The story, if the actor may open it: a proposal is read by others. */
async function openArticle(tx: Tx, actor: Actor, articleId: string | null): Promise<string | null> {
  const story =
    articleId === null
      ? null
      : await tx.article.findUnique({ where: { id: articleId }, select: { id: true, sensitive: true, embargoUntil: true } })
  return story && (await mayOpenStory(tx, actor, story)) ? story.id : null
}

/**
 * Decides a proposal: makes the tag, names the one that is meant, or declines with a reason. Whoever proposed it is told.
 * Throws NotFound, NotAllowed, and Conflict for one that somebody has decided meanwhile.
 */
export async function decideProposal(actor: Actor, input: DecideProposalInput, now: Date): Promise<Outcome<{ slug: string | null }>> {
  permit(actor, 'tag.create')
  return db.$transaction(async (tx) => {
    await lockVocabulary(tx)
    const proposal = await tx.tagProposal.findUnique({ where: { id: input.id }, select: { label: true, state: true, decidedByName: true } })
    if (!proposal) throw new NotFound('There is no such proposal.')
    if (proposal.state !== 'open') throw new Conflict(`${proposal.decidedByName ?? 'Somebody'} has decided this already.`)
    const tag = await tagOf(tx, actor, input)
    if (!tag.ok) return tag
    const decided = { state: input.decision, decidedByName: actor.name, decidedAt: now, tagId: tag.value?.id ?? null }
    const decidedNote = input.decision === 'declined' ? input.note : null
    await tx.tagProposal.update({ where: { id: input.id }, data: { ...decided, decidedNote }, select: { id: true } })
    await recordEvent(tx, actor, 'tag.proposal-decided', ABOUT, { label: proposal.label, decision: input.decision })
    return done({ slug: tag.value?.slug ?? null })
  })
}

async function tagOf(tx: Tx, actor: Actor, input: DecideProposalInput): Promise<Outcome<{ id: number; slug: string } | null>> {
  if (input.decision === 'declined') return done(null)
  if (input.decision === 'made') {
    const { label, type } = input
    return createTagIn(tx, actor, { label, type, aliases: [], description: '', broaderSlug: null, doNotRelate: false })
  }
  // Whoever proposed it is told to choose this tag: one that can be chosen.
  const { tags, refused: strange } = await tagsToGive(tx, [input.tagSlug], null)
  return tags[0] ? done(tags[0]) : refused(...strange.map(({ message }) => ({ field: 'tagSlug', message })))
}

/** "Seen": what became of one's own proposal leaves the desk. */
export async function seeProposal(actor: Actor, { id }: SeeProposalInput, now: Date): Promise<Outcome<{ id: string }>> {
  permit(actor, 'tag.propose')
  const own = actor.kind === 'person' ? actor.id : null
  if (own !== null) await db.tagProposal.updateMany({ where: { id, proposedById: own, seenAt: null }, data: { seenAt: now } })
  return done({ id })
}
