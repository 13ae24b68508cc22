import 'server-only'
import { db, type Tx } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { StyleRule as RuleRow } from '@/lib/generated/newsroom/client'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import { type RuleText, readRule, type StyleRule } from './rules'
import { RULE_ID } from './schema'
import { shippedRules } from './shipped-rules'
import type { LeftFinding, RuleCounts, RuleListItem, RulesInUse, RuleView, StyleSettingsView } from './views'

const textOf = ({ id, pattern, flags, context, correct, replaces, reason, severity, example, counterExample }: RuleRow): RuleText => {
  return { id, pattern, flags, context, correct, replaces, reason, severity, example, counterExample }
}

/** The rules a story is checked with: the shipped ones as they were changed here, then this newsroom’s own. */
export async function readRulesInUse(actor: Actor): Promise<RulesInUse> {
  permit(actor, 'article.read')
  const rows = await db.styleRule.findMany({ orderBy: { id: 'asc' } })
  const changed = new Map(rows.map((row) => [row.id, row]))
  const shipped = shippedRules()
  const ids = new Set(shipped.map(({ id }) => id))
  const own = rows.filter(({ id }) => !ids.has(id))
  const all = [...shipped.map((one) => changed.get(one.id) ?? one), ...own]
  const isOn = (one: RuleText | RuleRow) => !('active' in one) || one.active
  const rests = (one: RuleText | RuleRow) => 'ranOutAt' in one && one.ranOutAt !== null
  const read = all.filter(isOn).map((one) => ({ id: one.id, rule: rests(one) ? null : readable(one) }))
  return { rules: read.flatMap(({ rule }) => rule ?? []), resting: read.filter(({ rule }) => rule === null).map(({ id }) => id) }
}

/** A stored rule that cannot be read, left by another version, keeps nothing but itself from working. */
function readable(text: RuleText): StyleRule | null {
  try {
    return readRule(text)
  } catch {
    return null
  }
}

const NO_COUNTS: RuleCounts = { fired: 0, fixed: 0, left: 0 }

/** In how many stories each rule found something; once for each rule and the words it found. */
async function countsByRule(): Promise<Map<string, RuleCounts>> {
  const groups = await db.styleFinding.groupBy({ by: ['rule', 'state'], _count: true })
  const counts = new Map<string, RuleCounts>()
  for (const { rule, state, _count } of groups) {
    const now = { ...(counts.get(rule) ?? NO_COUNTS) }
    now.fired += _count
    if (state === 'fixed') now.fixed += _count
    if (state === 'left') now.left += _count
    counts.set(rule, now)
  }
  return counts
}

/**
 * The version of a shipped rule that stands as it was shipped, and so has no row: one for each time that it was changed or
 * restored. A page that shows it as it was before that is old.
 */
export async function versionAsShipped(client: Tx, id: string): Promise<number> {
  return client.auditEvent.count({ where: { entityType: 'system', entityId: `style ${id}` } })
}

function viewOf(shipped: RuleText | undefined, row: RuleRow | undefined, counts: RuleCounts, asShipped = 0): RuleView {
  const text = row ? textOf(row) : shipped
  if (!text) throw new NotFound('There is no such rule.')
  const { active = true, version = asShipped, ranOutAt = null, updatedBy = '' } = row ?? {}
  const changed = shipped !== undefined && row !== undefined
  return { ...text, active, version, ranOutAt, updatedBy, own: shipped === undefined, changed, counts }
}

/** Every rule: this newsroom’s own first, then the shipped ones by number; those whose pattern, advice or reason contains `q`. */
export async function listRules(actor: Actor, { q }: { q: string }): Promise<RuleListItem[]> {
  permit(actor, 'style.edit')
  const [rows, counts] = await Promise.all([db.styleRule.findMany({ orderBy: { id: 'asc' } }), countsByRule()])
  const shipped = new Map(shippedRules().map((one) => [one.id, one]))
  const changed = new Map(rows.map((row) => [row.id, row]))
  const ids = [...rows.map(({ id }) => id).filter((id) => !shipped.has(id)), ...shipped.keys()]
  const wanted = q.toLowerCase()
  return ids
    .map((id) => viewOf(shipped.get(id), changed.get(id), counts.get(id) ?? NO_COUNTS))
    .filter((one) => [one.id, one.pattern, one.correct, one.reason, one.example].some((words) => words.toLowerCase().includes(wanted)))
}

/** One rule. Throws NotFound. */
export async function getRule(actor: Actor, id: string): Promise<RuleView> {
  permit(actor, 'style.edit')
  if (!RULE_ID.test(id)) throw new NotFound('There is no such rule.')
  const [row, asShipped, counts] = await Promise.all([db.styleRule.findUnique({ where: { id } }), versionAsShipped(db, id), countsByRule()])
  const shipped = shippedRules().find((one) => one.id === id)
  return viewOf(shipped, row ?? undefined, counts.get(id) ?? NO_COUNTS, asShipped)
}

/** What this story keeps although a rule speaks against it. Throws NotFound for a story this person may not open. */
export async function listLeftFindings(actor: Actor, articleId: string): Promise<LeftFinding[]> {
  permit(actor, 'article.read')
  const story = await db.article.findUnique({ where: { id: articleId }, select: { id: true, sensitive: true, embargoUntil: true } })
  if (!story || !(await mayOpenStory(db, actor, story))) throw new NotFound('There is no such story. It may have been deleted.')
  const rows = await db.styleFinding.findMany({ where: { articleId, state: 'left' } })
  return rows.map(({ rule, words, reason, leftBy }) => ({ rule, words, reason: reason ?? '', by: leftBy ?? '' }))
}

/** The reading age this newsroom aims at. */
export async function readStyleSettings(actor: Actor): Promise<StyleSettingsView> {
  permit(actor, 'article.read')
  const { readingAge, version } = await db.styleSettings.findUniqueOrThrow({ where: { id: 1 } })
  return { readingAge, version }
}
