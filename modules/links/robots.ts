/** What a site's robots.txt lets our checker fetch (RFC 9309). Pure. */

/** Our name in robots.txt; the User-Agent header begins with it. */
export const ROBOT_NAME = 'ThroughlineLinkChecker'
const CRAWL_DELAY_MAX_SECONDS = 10
const RULES_MAX = 500

export type Robots = { rules: { allow: boolean; pattern: string }[]; delaySeconds: number }
export const everythingAllowed: Robots = { rules: [], delaySeconds: 0 }

type Group = Robots & { agents: string[] }

/** Reads a robots.txt: the group for us, else the one for everybody; no group allows everything. */
export function readRobots(text: string): Robots {
  const groups: Group[] = []
  let open = false
  for (const line of text.split(/\r\n?|\n/)) {
    // Cut by hand: any site may write this file, and a pattern with three ways to take a run of spaces never comes to an end.
    const [rule = ''] = line.split('#', 1)
    const colon = rule.indexOf(':')
    const name = rule.slice(0, Math.max(0, colon)).trim().toLowerCase()
    const value = rule.slice(colon + 1).trim()
    if (name === 'user-agent') {
      if (!open) groups.push({ agents: [], rules: [], delaySeconds: 0 })
      groups.at(-1)?.agents.push(value.toLowerCase())
      open = true
    } else if (name === 'allow' || name === 'disallow' || name === 'crawl-delay') {
      open = false
      addRule(groups.at(-1), name, value)
    }
  }
  const us = ROBOT_NAME.toLowerCase()
  const named = groups.filter((group) => group.agents.includes(us))
  const mine = named.length > 0 ? named : groups.filter((group) => group.agents.includes('*'))
  return {
    rules: mine.flatMap((group) => group.rules).slice(0, RULES_MAX),
    delaySeconds: Math.max(0, ...mine.map((group) => group.delaySeconds)),
  }
}

function addRule(group: Group | undefined, name: 'allow' | 'disallow' | 'crawl-delay', value: string): void {
  if (!group) return
  if (name === 'crawl-delay') group.delaySeconds = Math.min(Number(value) || 0, CRAWL_DELAY_MAX_SECONDS)
  else if (value !== '') group.rules.push({ allow: name === 'allow', pattern: value })
}

/** Whether `path` (with its query) may be fetched: the longest rule that fits decides, "allow" when two are as long. */
export function mayFetch({ rules }: Robots, path: string): boolean {
  let best: { allow: boolean; pattern: string } | null = null
  for (const rule of rules) {
    if (!fits(rule.pattern, path)) continue
    const longer = best === null || rule.pattern.length > best.pattern.length
    if (longer || (rule.pattern.length === best?.pattern.length && rule.allow)) best = rule
  }
  return best?.allow ?? true
}

/** `*` stands for anything, `$` at the end for the end. Piece by piece, so that no pattern can take long. */
function fits(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$')
  const pieces = (anchored ? pattern.slice(0, -1) : pattern).split('*')
  const last = pieces.length - 1
  let at = 0
  for (const [index, piece] of pieces.entries()) {
    const found =
      index === 0 ? (path.startsWith(piece) ? 0 : -1) : index === last && anchored ? path.lastIndexOf(piece) : path.indexOf(piece, at)
    if (found < at) return false
    at = found + piece.length
  }
  return !anchored || at === path.length
}
