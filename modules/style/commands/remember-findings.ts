import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { done, NotFound, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit, permitEdit } from '@/modules/access/permissions'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import { recordEvent } from '@/modules/audit/commands'
import type { LeaveFindingInput, TakeUpFindingInput } from '../schema'

/** How ids of the checks against the record begin: these are always asked. */
const RECORD_RULES = 'REC-'

export type Found = { rule: string; words: string }

/** The story, if this actor may write in it; it stays until the transaction ends. Throws NotFound and NotAllowed. */
async function writableStory(tx: Tx, actor: Actor, articleId: string, now: Date): Promise<void> {
  permit(actor, 'article.read')
  await tx.$queryRaw`select id from article where id = ${articleId}::uuid for key share`
  const select = { id: true, createdById: true, sensitive: true, embargoUntil: true } as const
  const story = await tx.article.findUnique({ where: { id: articleId }, select })
  if (!story || !(await mayOpenStory(tx, actor, story, now))) throw new NotFound('There is no such story. It may have been deleted.')
  permitEdit(actor, story)
}

/**
 * Keeps what a check of this story found: new findings are open, open ones that are found no more are fixed, fixed ones
 * that came back are open again, and what was left stays left. Writes only what has changed. `asked`: the rules of house
 * style that were looked for; what one that is off or rests had found is not mended by its silence. Absent: all were.
 * `unread`: what of the text was not looked at; words that stand there are not mended either.
 */
export async function rememberFindings(
  actor: Actor,
  { articleId, found, asked, unread = '' }: { articleId: string; found: readonly Found[]; asked?: readonly string[]; unread?: string },
  now: Date,
): Promise<Outcome<{ changed: number }>> {
  return db.$transaction(async (tx) => {
    await writableStory(tx, actor, articleId, now)
    const [rules, words] = [found.map((one) => one.rule), found.map((one) => one.words)]
    // Sorted: two pages of one story take the rows in one order.
    const opened = await tx.$executeRaw(Prisma.sql`
      insert into style_finding (article_id, rule, words, first_at, changed_at)
      select distinct ${articleId}::uuid, f.rule, f.words, ${now}::timestamptz, ${now}::timestamptz
      from unnest(${rules}::text[], ${words}::text[]) as f(rule, words) order by 2, 3
      on conflict (article_id, rule, words) do update set state = 'open', changed_at = excluded.changed_at
      where style_finding.state = 'fixed'`)
    const fixed = await tx.$executeRaw(Prisma.sql`
      update style_finding s set state = 'fixed', changed_at = ${now}::timestamptz
      where s.article_id = ${articleId}::uuid and s.state = 'open'
      and (${asked === undefined}::boolean or s.rule = any (${[...(asked ?? [])]}::text[]) or s.rule like ${`${RECORD_RULES}%`})
      and position(s.words in ${unread}) = 0
      and not exists (select from unnest(${rules}::text[], ${words}::text[]) as f(rule, words) where f.rule = s.rule and f.words = s.words)`)
    return done({ changed: opened + fixed })
  })
}

/** "Leave it": these words stay in this story, and the rule says nothing of them there any more. */
export async function leaveFinding(
  actor: Actor,
  { articleId, rule, words, reason }: LeaveFindingInput,
  now: Date,
): Promise<Outcome<{ rule: string }>> {
  return db.$transaction(async (tx) => {
    await writableStory(tx, actor, articleId, now)
    const kept = { state: 'left', reason, leftBy: actor.name, changedAt: now }
    const where = { articleId_rule_words: { articleId, rule, words } }
    await tx.styleFinding.upsert({ where, create: { articleId, rule, words, firstAt: now, ...kept }, update: kept })
    await recordEvent(tx, actor, 'article.check-left', { type: 'article', id: articleId }, { rule, reason })
    return done({ rule })
  })
}

/** Takes up again what was left. */
export async function takeUpFinding(
  actor: Actor,
  { articleId, rule, words }: TakeUpFindingInput,
  now: Date,
): Promise<Outcome<{ rule: string }>> {
  return db.$transaction(async (tx) => {
    await writableStory(tx, actor, articleId, now)
    await tx.styleFinding.updateMany({
      where: { articleId, rule, words, state: 'left' },
      data: { state: 'open', reason: null, leftBy: null, changedAt: now },
    })
    return done({ rule })
  })
}

/**
 * A rule took too long with somebody’s story: it rests until a sub saves it again, and the house style page says so. Called
 * by the check itself, whoever asked for it; a shipped rule as it was shipped has no row and is only left out this once. One
 * that was saved after `now`, when the check began, is not the one that was slow.
 */
export async function restRules(actor: Actor, ids: readonly string[], now: Date): Promise<void> {
  permit(actor, 'article.read')
  if (ids.length > 0)
    await db.styleRule.updateMany({ where: { id: { in: [...ids] }, ranOutAt: null, updatedAt: { lte: now } }, data: { ranOutAt: now } })
}
