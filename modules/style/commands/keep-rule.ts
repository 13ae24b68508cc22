import 'server-only'
import { db, type Tx } from '@/lib/db'
import { Conflict, done, NotFound, type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { versionAsShipped } from '../queries'
import type { RuleText } from '../rules'
import type { AddRuleInput, ChangeRuleInput, RemoveRuleInput, SwitchRuleInput } from '../schema'
import { shippedRules } from '../shipped-rules'
import { problemsOfRule } from '../try-rule'

export type KeptRule = { id: string; version: number }

const OWN = /^OWN-(\d+)$/
const about = (id: string) => ({ type: 'system', id: `style ${id}` }) as const
const shippedRule = (id: string): RuleText | undefined => shippedRules().find((one) => one.id === id)

/** Adds a rule of this newsroom’s own, once its pattern was tried with both examples and with what makes patterns run away. */
export async function addRule(actor: Actor, input: AddRuleInput, now: Date): Promise<Outcome<KeptRule>> {
  permit(actor, 'style.edit')
  const problems = await problemsOfRule({ id: 'OWN-0', ...input })
  if (problems.length > 0) return refused(...problems)
  return db.$transaction(async (tx) => {
    // One at a time: each takes the next number.
    await tx.$executeRaw`lock table style_rule in share row exclusive mode`
    const ids = await tx.styleRule.findMany({ where: { id: { startsWith: 'OWN-' } }, select: { id: true } })
    const kept = await tx.auditEvent.findFirst({ where: { kind: 'style.rule-added' }, orderBy: { id: 'desc' }, select: { entityId: true } })
    // Numbers of removed rules are not given again: their findings stay theirs.
    const used = [...ids.map(({ id }) => id), kept?.entityId.replace('style ', '') ?? ''].map((id) => Number(OWN.exec(id)?.[1] ?? 0))
    const id = `OWN-${Math.max(0, ...used) + 1}`
    await tx.styleRule.create({ data: { id, ...input, updatedAt: now, updatedBy: actor.name } })
    await recordEvent(tx, actor, 'style.rule-added', about(id), { pattern: input.pattern })
    return done({ id, version: 1 })
  })
}

/** The stored row of a rule; the shipped text where there is none. Throws NotFound, and Conflict when it was changed since. */
async function loadRule(tx: Tx, id: string, version: number): Promise<RuleText & { active: boolean }> {
  // A shipped rule that nobody changed yet has no row that could be locked.
  await tx.$executeRaw`lock table style_rule in share row exclusive mode`
  const stored = await tx.styleRule.findUnique({ where: { id } })
  const rule = stored ?? shippedRule(id)
  if (!rule) throw new NotFound('There is no such rule.')
  if ((stored?.version ?? (await versionAsShipped(tx, id))) !== version)
    throw new Conflict('Somebody has changed this rule since you opened it. Open it again.')
  return { ...rule, active: stored?.active ?? true }
}

const fieldsOf = ({ pattern, flags, context, correct, replaces, reason, severity, example, counterExample }: RuleText) => {
  return { pattern, flags, context, correct, replaces, reason, severity, example, counterExample }
}

/** Changes a rule, shipped or own; one that rested is tried again. */
export async function changeRule(actor: Actor, input: ChangeRuleInput, now: Date): Promise<Outcome<KeptRule>> {
  permit(actor, 'style.edit')
  const { id, version, ...text } = input
  const problems = await problemsOfRule({ id, ...text })
  if (problems.length > 0) return refused(...problems)
  return db.$transaction(async (tx) => {
    const before = await loadRule(tx, id, version)
    const changed = Object.entries(text).flatMap(([field, value]) => (before[field as keyof RuleText] === value ? [] : [field]))
    const kept = { ...fieldsOf({ id, ...text }), ranOutAt: null, version: version + 1, updatedAt: now, updatedBy: actor.name }
    await tx.styleRule.upsert({ where: { id }, create: { id, active: before.active, ...kept }, update: kept })
    await recordEvent(tx, actor, 'style.rule-changed', about(id), { changed })
    return done({ id, version: version + 1 })
  })
}

/** Switches a rule off or on again. */
export async function switchRule(actor: Actor, { id, version, active }: SwitchRuleInput, now: Date): Promise<Outcome<KeptRule>> {
  permit(actor, 'style.edit')
  return db.$transaction(async (tx) => {
    const before = await loadRule(tx, id, version)
    const kept = { active, version: version + 1, updatedAt: now, updatedBy: actor.name }
    await tx.styleRule.upsert({ where: { id }, create: { id, ...fieldsOf(before), ...kept }, update: kept })
    await recordEvent(tx, actor, 'style.rule-switched', about(id), { active })
    return done({ id, version: version + 1 })
  })
}

/** Takes away an own rule, or what was changed of a shipped one, which then stands as it was shipped. */
export async function removeRule(actor: Actor, { id, version }: RemoveRuleInput, _now: Date): Promise<Outcome<{ id: string }>> {
  permit(actor, 'style.edit')
  return db.$transaction(async (tx) => {
    await loadRule(tx, id, version)
    await tx.styleRule.deleteMany({ where: { id } })
    await recordEvent(tx, actor, 'style.rule-removed', about(id), { restored: shippedRule(id) !== undefined })
    return done({ id })
  })
}
