import 'server-only'
import { db, Prisma } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome, refused } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { replaceLink } from '@/modules/articles/commands/replace-link'
import { isBusy, type LinkState } from '../link-state'
import type { LinkInput } from '../schema'
import { checkLinks, type LinkWorld, linkWorld } from './check-links'
import { findOwnPages } from './check-own-pages'
import { fileStories } from './list-links'
import { changeRecord, recordFinding } from './record-finding'
import { visitHost } from './visit-host'

/** Stories that one press changes; the next press takes the rest. */
const STORIES_AT_A_PRESS = 50
const AGAIN_AFTER_SECONDS = 30

/** `left`: stories that still hold the link. */
export type LinkFixed = { stories: number; left: number }

/** Lets a link that has moved lead to its new address, in every live story that holds it. Throws NotFound, NotAllowed. */
export async function useNewAddress(actor: Actor, { url }: LinkInput, now: Date): Promise<Outcome<LinkFixed>> {
  permit(actor, 'article.edit-any')
  const link = await getLink(url)
  if (link.movedTo === null) return refused({ field: '', message: 'This link has no new address any more. Load the page again' })
  return fixEverywhere(actor, url, link.movedTo, now)
}

/** Takes a link out of every live story that holds it; its words stay. Throws NotFound, NotAllowed. */
export async function removeLink(actor: Actor, { url }: LinkInput, now: Date): Promise<Outcome<LinkFixed>> {
  permit(actor, 'article.edit-any')
  await getLink(url)
  return fixEverywhere(actor, url, null, now)
}

/** Story by story: each is a publication of its own, and one that cannot be changed holds up no other. */
async function fixEverywhere(actor: Actor, from: string, to: string | null, now: Date): Promise<Outcome<LinkFixed>> {
  const holders = await db.$queryRaw<{ id: string; number: number }[]>(Prisma.sql`
    select p.article_id::text as id, p.number from published_article p
    where p.number in (select article_number from link_use where url = ${from}) order by p.number desc limit ${STORIES_AT_A_PRESS}`)
  let stories = 0
  for (const { id, number } of holders) {
    try {
      const outcome = await replaceLink(actor, { id, from, to }, now)
      if (!outcome.ok) return outcome
      if (outcome.value.changed) stories += 1
    } catch (error) {
      // Withdrawn or deleted this moment: it holds no link for readers.
      if (!(error instanceof NotFound || error instanceof Conflict)) throw error
    }
    await fileStories(number, number)
  }
  const left = await db.linkUse.groupBy({ by: ['articleNumber'], where: { url: from } })
  return done({ stories, left: left.length })
}

/** "Leave it": out of the way until its state changes. A hand-made link is shown to readers again. */
export async function leaveLink(actor: Actor, { url }: LinkInput, now: Date): Promise<Outcome<{ url: string }>> {
  permit(actor, 'article.edit-any')
  await getLink(url)
  await changeRecord(url, (before) => ({ ...before, leftBy: actor.name, leftAt: now }))
  return done({ url })
}

export type CheckedAgain = { url: string; state: LinkState; detail: string }

/** Asks one address now. Throws NotFound, NotAllowed. */
export async function checkAgain(actor: Actor, input: LinkInput, now: Date): Promise<Outcome<CheckedAgain>> {
  return checkAgainWith(linkWorld, actor, input, now)
}

export async function checkAgainWith(world: () => LinkWorld, actor: Actor, { url }: LinkInput, now: Date): Promise<Outcome<CheckedAgain>> {
  permit(actor, 'article.edit-any')
  const before = await getLink(url)
  if (before.checkedAt !== null && now.getTime() - before.checkedAt.getTime() < AGAIN_AFTER_SECONDS * 1_000)
    return refused({ field: '', message: 'It was checked a moment ago. Wait half a minute' })
  const { origin, fetchOutside, pause } = world()
  const own = (await findOwnPages([url], origin)).get(url)
  if (own) return answer(url, await recordFinding(url, own, now))
  if (await hostWaits(url, now))
    return refused({ field: '', message: 'This site asked us to come back later. It is checked again by itself' })
  let busy = false
  await visitHost([url.replace(/#.*$/, '')], {
    fetchOutside,
    pause: (ms) => pause(ms).then(() => true),
    hear: async (_, finding) => {
      busy = isBusy(finding)
      await recordFinding(url, finding, now)
      return true
    },
  })
  if (busy) return refused({ field: '', message: 'This site is too busy to answer. It is checked again by itself' })
  return answer(url, await getLink(url))
}

async function hostWaits(url: string, now: Date): Promise<boolean> {
  const host = URL.canParse(url) ? new URL(url).host : ''
  return (await db.linkHost.count({ where: { host, waitUntil: { gt: now } } })) > 0
}

function answer(url: string, link: { state: string; detail: string } | null): Outcome<CheckedAgain> {
  if (!link) throw new NotFound('No live story holds this link any more.')
  return done({ url, state: link.state as LinkState, detail: link.detail })
}

/** Starts the whole check and does not wait for it: the page shows how far it is. Throws NotAllowed. */
export async function startCheck(actor: Actor, _input: Record<never, never>, now: Date): Promise<Outcome<{ started: true }>> {
  permit(actor, 'article.edit-any')
  checkLinks(actor, {}, now).then(
    (result) => log.info('links checked', { ...result, by: actor.name }),
    (error: unknown) => log.error('the check of links failed', { error: error instanceof Error ? error.message : String(error) }),
  )
  return done({ started: true })
}

async function getLink(url: string) {
  const link = await db.linkCheck.findUnique({ where: { url }, select: { state: true, movedTo: true, detail: true, checkedAt: true } })
  if (!link) throw new NotFound('No live story holds this link any more.')
  return link
}
