import 'server-only'
import { londonDay, londonTime } from '@/lib/dates'
import { db, Prisma } from '@/lib/db'
import { log } from '@/lib/log'
import { canSendMail, sendMail } from '@/lib/mail'
import { closedBecause } from '@/modules/access/closed-stories'
import { namedOn } from '../queries/approvers'
import { MISSED_AFTER_SECONDS } from '../schedule-health'

const TOLD_AT_ONCE = 20
/** Older ones stand in the history: nobody is told of them again after a long time without mail. */
const TOLD_WITHIN_HOURS = 24

type Trouble = {
  id: string
  articleId: string
  act: 'publish' | 'withdraw'
  dueAt: Date
  state: 'waiting' | 'failed' | 'done'
  endedAt: Date | null
  failure: string | null
  headline: string
  sensitive: boolean
  embargoUntil: Date | null
  legallySensitive: boolean
}

/** Longer than the mails of one time take, however slow the mail server is: then the server that was at it is gone. */
const TELLING_SECONDS = 180
/** Before somebody is told again of whom nobody heard. */
const REST_SECONDS = 15

/**
 * Tells the editors by mail of each time that failed, that nobody kept, or that was kept late: once, whichever server
 * notices, and again only where nobody can know whether it was heard. Of a closed story only those named on it are told.
 * Answers how many were.
 */
export async function watchSchedules(publicUrl: string, now: Date): Promise<number> {
  let told = 0
  for (let tries = 0; tries < TOLD_AT_ONCE; tries += 1) {
    const trouble = await claim()
    if (!trouble) break
    const heard = await tell(trouble, publicUrl, now)
    await note(trouble.id, heard)
    if (heard) told += 1
  }
  return told
}

/** One statement marks and answers: two servers never tell of the same one. */
async function claim(): Promise<Trouble | undefined> {
  const [trouble] = await db.$queryRaw<Trouble[]>(Prisma.sql`
    with found as (
      select id from schedule
      where told_at is null and (tell_after is null or tell_after < clock_timestamp())
        and coalesce(ended_at, clock_timestamp()) > clock_timestamp() - ${TOLD_WITHIN_HOURS}::int * interval '1 hour' and (
        state = 'failed'
        or (state = 'waiting' and due_at < clock_timestamp() - ${MISSED_AFTER_SECONDS}::int * interval '1 second')
        or (state = 'done' and ended_at > due_at + ${MISSED_AFTER_SECONDS}::int * interval '1 second'))
      order by due_at limit 1 for update skip locked)
    update schedule s set tell_after = clock_timestamp() + ${TELLING_SECONDS}::int * interval '1 second' from found, article a
    where s.id = found.id and a.id = s.article_id
    returning s.id::text, s.article_id::text as "articleId", s.act, s.due_at as "dueAt", s.state, s.ended_at as "endedAt", s.failure,
      a.headline, a.sensitive, a.embargo_until as "embargoUntil", a.legally_sensitive as "legallySensitive"`)
  return trouble
}

/** What nobody heard is told again after a rest; meanwhile the others are. Of a time that was set anew since, nothing is told yet. */
async function note(id: string, heard: boolean): Promise<void> {
  await db.$executeRaw(
    heard
      ? Prisma.sql`update schedule set told_at = clock_timestamp(), tell_after = null where id = ${id}::uuid and tell_after is not null`
      : Prisma.sql`update schedule set tell_after = clock_timestamp() + ${REST_SECONDS}::int * interval '1 second' where id = ${id}::uuid and tell_after is not null`,
  )
}

async function tell(trouble: Trouble, publicUrl: string, now: Date): Promise<boolean> {
  const { articleId, headline, state, failure } = trouble
  log.error('a time was not kept', { scheduleId: trouble.id, articleId, state })
  const closed = closedBecause(trouble, now) !== null
  const people = await db.user.findMany({
    where: { active: true, role: { in: ['editor', 'admin'] }, ...(closed && { id: { in: await namedOn(db, articleId) } }) },
    select: { email: true },
    orderBy: { email: 'asc' },
  })
  if (!canSendMail() || people.length === 0) {
    log.warn('nobody was told by mail of a time that was not kept', { people: people.length, mail: canSendMail() })
    return true
  }
  const { subject, what } = wordsOf(trouble)
  // Of a closed or legally sensitive story no word is mailed, as with comments; what kept it back quotes it.
  const quiet = closed || trouble.legallySensitive
  const named = quiet ? 'One of your stories.' : `“${headline || 'A story without a headline'}”`
  const why = quiet ? 'Open the story to see why.' : `Why: ${failure}`
  const lines = [named, '', what, ...(failure ? ['', why] : [])]
  const ways = state === 'done' ? [] : ['', 'Publish it now, set another time, or cancel it:', `${publicUrl}/admin/calendar`]
  const text = `${[...lines, ...ways, '', `The story: ${publicUrl}/admin/articles/${articleId}`, '', 'You get one message about this.'].join('\n')}\n`
  const sent = await Promise.all(people.map(({ email }) => send(email, subject, text)))
  return sent.some(Boolean)
}

const done = { publish: 'published', withdraw: 'withdrawn' } as const
const moment = (at: Date): string => `${londonTime(at)} on ${londonDay(at)}`

function wordsOf({ act, state, dueAt, endedAt }: Trouble): { subject: string; what: string } {
  if (state === 'failed')
    return { subject: `A story could not be ${done[act]} by itself`, what: `It was to be ${done[act]} at ${moment(dueAt)}, and was not.` }
  if (state === 'done' && endedAt)
    return {
      subject: `A story was ${done[act]} late`,
      what: `It was to be ${done[act]} at ${moment(dueAt)}, and was ${done[act]} at ${moment(endedAt)}: no server was at work in between.`,
    }
  return {
    subject: `A story was not ${done[act]} at its time`,
    what: `It was to be ${done[act]} at ${moment(dueAt)}. It still waits, and is tried again and again.`,
  }
}

async function send(to: string, subject: string, text: string): Promise<boolean> {
  try {
    await sendMail({ to, subject: `Throughline: ${subject}`, text })
    return true
  } catch (error) {
    log.error('a mail could not be sent', { error: error instanceof Error ? error.message : String(error) })
    return false
  }
}
