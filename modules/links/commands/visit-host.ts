import 'server-only'
import type { FetchOutside, OutsideAnswer } from '@/lib/fetch-outside'
import { type Finding, isBusy } from '../link-state'
import { everythingAllowed, mayFetch, type Robots, readRobots } from '../robots'

/** Milliseconds between two requests to one host. */
export const PAUSE_MS = 1_000

export type Visit = {
  fetchOutside: FetchOutside
  /** Waits. False ends the visit: somebody else is at it by now. */
  pause: (ms: number) => Promise<boolean>
  /** Hears each finding at once. False ends the visit. */
  hear: (address: string, finding: Finding) => Promise<boolean>
}

/** What a site's robots.txt says, or the finding that stands for every address of the site. */
type Rules = Robots | { all: Finding }

/**
 * Asks one host for these addresses, one after the other with a pause, as its robots.txt allows. Stops when the host
 * asks to be left alone. A host that cannot be reached is tried once, and that counts for all its addresses.
 */
export async function visitHost(addresses: readonly string[], { fetchOutside, pause, hear }: Visit): Promise<void> {
  const rules = new Map<string, Rules>()
  for (const [index, address] of addresses.entries()) {
    const { origin, pathname, search } = new URL(address)
    if (!rules.has(origin)) {
      if (index > 0 && !(await pause(PAUSE_MS))) return
      rules.set(origin, await askForRules(fetchOutside, origin))
      if (!(await pause(PAUSE_MS))) return
    }
    const known = rules.get(origin) ?? everythingAllowed
    const finding = await find(known, pathname + search, () => fetchOutside(address))
    if (!(await hear(address, finding)) || isBusy(finding)) return
    if (!('all' in known) && !(await pause(Math.max(PAUSE_MS, known.delaySeconds * 1_000)))) return
  }
}

async function find(rules: Rules, path: string, fetch: () => Promise<OutsideAnswer>): Promise<Finding> {
  if ('all' in rules) return rules.all
  return mayFetch(rules, path) ? fetch() : { kind: 'robots' }
}

/** No robots.txt allows everything; one that cannot be had for a fault of the server allows nothing for now. */
async function askForRules(fetchOutside: FetchOutside, origin: string): Promise<Rules> {
  const heard = await fetchOutside(`${origin}/robots.txt`, { keepText: true })
  if (heard.kind === 'no-address' || (heard.kind === 'unreachable' && !heard.reached)) return { all: heard }
  // Its robots.txt may lead somewhere we do not go; the addresses themselves will say what they are.
  if (heard.kind !== 'answer') return everythingAllowed
  if (heard.status === 429 || heard.status >= 500) return { all: heard }
  return heard.status < 300 ? readRobots(heard.text) : everythingAllowed
}
