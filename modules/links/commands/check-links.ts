import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { db, Prisma } from '@/lib/db'
import { env } from '@/lib/env'
import { type FetchOutside, outsideFetcher } from '@/lib/fetch-outside'
import { log } from '@/lib/log'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { type Finding, isBusy, waitUntil } from '../link-state'
import { ROBOT_NAME } from '../robots'
import { checkOwnPages } from './check-own-pages'
import { listLinks } from './list-links'
import { recordFinding } from './record-finding'
import { endLease, keepLease, takeLease } from './run-lease'
import { visitHost } from './visit-host'

/** Addresses on other sites that one night may check. */
export const NIGHTLY_LIMIT = 3_000
const HOSTS_AT_ONCE = 4
/** When the first so many hosts all fail, there is no network: no need to wait for the rest to time out. */
const HOSTS_TO_GIVE_UP = 8
const HEARTBEAT_EVERY = 100

/** What a check needs of the world outside; tests hand in their own. */
export type LinkWorld = { fetchOutside: FetchOutside; pause: (ms: number) => Promise<void>; origin: string }
/** 'busy': somebody else is at it. 'not all': links of today are left for the next night. */
export type LinksChecked = { outcome: 'done' | 'not all' | 'no network' | 'busy' | 'taken over'; own: number; checked: number }

/** The product's own world: real requests, real seconds. */
export const linkWorld = (): LinkWorld => ({
  fetchOutside: outsideFetcher(`${ROBOT_NAME}/1.0 (+${env().publicUrl}/about)`),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  origin: new URL(env().publicUrl).origin,
})

/**
 * The nightly check of every link of live stories: our own pages in the database, other sites by polite requests, the
 * address not seen for longest first, each at most once a London day. One server at a time; what was found stands as
 * soon as it was found, so that a killed check goes on with the rest. Failures without any answer wait until the end:
 * when most hosts failed so, the network did, and nothing is held against the links.
 */
export async function checkLinks(actor: Actor, input: { limit?: number }, now: Date): Promise<LinksChecked> {
  return checkLinksWith(linkWorld(), actor, input, now)
}

export async function checkLinksWith(
  world: LinkWorld,
  actor: Actor,
  { limit = NIGHTLY_LIMIT }: { limit?: number },
  now: Date,
): Promise<LinksChecked> {
  permit(actor, 'article.edit-any')
  const holder = await takeLease(actor.name)
  if (holder === null) return { outcome: 'busy', own: 0, checked: 0 }
  let ended: Awaited<ReturnType<typeof runCheck>> | null = null
  try {
    ended = await runCheck(world, holder, limit, now)
    return ended
  } finally {
    await endLease(holder, ended === null || ended.outcome === 'taken over' || ended.outcome === 'busy' ? '' : ended.outcome)
  }
}

async function runCheck(world: LinkWorld, holder: string, limit: number, now: Date): Promise<LinksChecked> {
  const step = () => keepLease(holder)
  const lost: LinksChecked = { outcome: 'taken over', own: 0, checked: 0 }
  if (!(await listLinks(step, now))) return lost
  const own = await checkOwnPages(world.origin, now, step)
  if (own === null) return lost
  const due = await dueAddresses(world.origin, limit + 1, now)
  const night = new Night(holder, now)
  const tonight = due.slice(0, limit)
  await keepLease(holder, { due: tonight.length })
  await night.visit(byHost(tonight), world)
  const network = await night.close()
  const outcome = night.lost ? 'taken over' : !network ? 'no network' : due.length > limit ? 'not all' : 'done'
  return { outcome, own, checked: night.checked }
}

/** Links to other sites that were not checked today and whose host may be asked, longest unseen first. */
async function dueAddresses(origin: string, limit: number, now: Date): Promise<string[]> {
  const rows = await db.$queryRaw<{ url: string }[]>(Prisma.sql`
    select c.url from link_check c
    left join link_host h on h.wait_until > ${now}::timestamptz and h.host = substring(c.url from '^https?://([^/?#]+)')
    where c.url ~ '^https?://' and not (starts_with(c.url, ${`${origin}/`}) or c.url = ${origin}) and h.host is null
      and (c.checked_at is null or (c.checked_at at time zone 'Europe/London')::date < ${londonIsoDay(now)}::date)
    order by c.checked_at nulls first, c.url limit ${limit}`)
  return rows.map((row) => row.url)
}

/** Addresses under the host they ask; links that differ only behind "#" are one address. */
type Host = { host: string; addresses: Map<string, string[]> }

function byHost(urls: readonly string[]): Host[] {
  const hosts = new Map<string, Host>()
  for (const url of urls) {
    const parsed = new URL(url)
    const host = hosts.get(parsed.host) ?? { host: parsed.host, addresses: new Map<string, string[]>() }
    hosts.set(parsed.host, host)
    parsed.hash = ''
    host.addresses.set(parsed.href, [...(host.addresses.get(parsed.href) ?? []), url])
  }
  return [...hosts.values()]
}

/** One night's visits: writes answers at once, keeps failures until it is known whether the network was there. */
class Night {
  readonly #holder: string
  readonly #now: Date
  readonly #held: { url: string; finding: Finding }[] = []
  #answered = 0
  #failed = 0
  checked = 0
  lost = false

  constructor(holder: string, now: Date) {
    this.#holder = holder
    this.#now = now
  }

  async visit(hosts: Host[], world: LinkWorld): Promise<void> {
    const waiting = [...hosts]
    const work = async () => {
      for (let host = waiting.shift(); host && !this.#over(); host = waiting.shift()) await this.#visitOne(host, world)
    }
    await Promise.all(Array.from({ length: HOSTS_AT_ONCE }, work))
  }

  #over(): boolean {
    return this.lost || (this.#answered === 0 && this.#failed >= HOSTS_TO_GIVE_UP)
  }

  async #visitOne({ host, addresses }: Host, world: LinkWorld): Promise<void> {
    let [answered, failed] = [false, false]
    const pause = async (ms: number) => {
      await world.pause(ms)
      this.lost ||= !(await keepLease(this.#holder))
      return !this.lost
    }
    const hear = async (address: string, finding: Finding): Promise<boolean> => {
      const silent = finding.kind === 'no-address' || (finding.kind === 'unreachable' && !finding.reached)
      if (silent) failed = true
      else answered = true
      if (isBusy(finding) && finding.kind === 'answer') await waitForHost(host, waitUntil(finding.retryAfter, this.#now))
      for (const url of addresses.get(address) ?? []) await this.#note(url, finding, silent)
      this.lost ||= !(await keepLease(this.#holder, { checked: addresses.get(address)?.length ?? 0 }))
      return !this.lost
    }
    await visitHost([...addresses.keys()], { fetchOutside: world.fetchOutside, pause, hear })
    if (answered) this.#answered += 1
    else if (failed) this.#failed += 1
  }

  async #note(url: string, finding: Finding, silent: boolean): Promise<void> {
    this.checked += 1
    if (this.checked % HEARTBEAT_EVERY === 0) log.info('checking links', { checked: this.checked })
    if (silent) this.#held.push({ url, finding })
    else await recordFinding(url, finding, this.#now)
  }

  /** Writes the failures if most hosts could be reached. Answers whether they could. */
  async close(): Promise<boolean> {
    if (this.#failed * 2 > this.#failed + this.#answered) {
      log.warn('links were not checked: no network', { hosts: this.#failed + this.#answered, failed: this.#failed })
      return false
    }
    if (!this.lost) for (const { url, finding } of this.#held) await recordFinding(url, finding, this.#now)
    return true
  }
}

async function waitForHost(host: string, until: Date): Promise<void> {
  await db.linkHost.upsert({ where: { host }, create: { host, waitUntil: until }, update: { waitUntil: until }, select: { host: true } })
}

/** After a kill: goes on with a check that nobody ended. Makes no request when there is none. */
export async function resumeCheck(actor: Actor, now: Date): Promise<LinksChecked | null> {
  permit(actor, 'article.edit-any')
  const run = await db.linkRun.findUnique({ where: { id: 1 }, select: { holder: true } })
  return run?.holder ? checkLinks(actor, {}, now) : null
}
