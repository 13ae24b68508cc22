import 'server-only'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { canSendMail, sendMail } from '@/lib/mail'
import { closedBecause } from '@/modules/access/closed-stories'
import { mentionMail } from '../mention-mail'
import { commentPath } from '../paths'

type Named = { name: string; email: string }
type Story = { id: string; sensitive: boolean; embargoUntil: Date | null; legallySensitive: boolean; headRevision: { headline: string } }

/** Longer than this nobody waits for a comment to be kept. */
const PATIENCE_MILLISECONDS = 5_000

/**
 * Sends the mail to those named, after the comment is stored. Gives back whom it has not reached by now: the comment stays,
 * and it is on their desk. Without a mail transport nobody is expected to get any.
 */
export async function mailNamed(
  named: readonly Named[],
  { story, commentId, by, body }: { story: Story; commentId: string; by: string; body: string },
  now: Date,
): Promise<string[]> {
  if (named.length === 0 || !canSendMail()) return []
  const quiet = story.legallySensitive || closedBecause(story, now) !== null
  const mail = mentionMail({
    by,
    headline: quiet ? null : story.headRevision.headline,
    body: quiet ? null : body,
    url: new URL(commentPath(story.id, commentId), env().publicUrl).href,
  })
  const reached = await Promise.all(named.map(({ email }) => reaches({ to: email, ...mail }, commentId)))
  return named.filter((_, index) => !reached[index]).map(({ name }) => name)
}

async function reaches(message: Parameters<typeof sendMail>[0], commentId: string): Promise<boolean> {
  const sent = sendMail(message).then(
    () => true,
    (error: unknown) => {
      log.error('the mail about a comment was not sent', { comment: commentId, error: String(error) })
      return false
    },
  )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MILLISECONDS)
  })
  return Promise.race([sent, late]).finally(() => clearTimeout(timer))
}
