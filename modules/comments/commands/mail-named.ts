import 'server-only'
import { env } from '@/lib/env'
import { mailInTime } from '@/lib/mail-in-time'
import { closedBecause } from '@/modules/access/closed-stories'
import { mentionMail } from '../mention-mail'
import { commentPath } from '../paths'

type Named = { name: string; email: string }
type Story = { id: string; sensitive: boolean; embargoUntil: Date | null; legallySensitive: boolean; headRevision: { headline: string } }

/**
 * Sends the mail to those named, after the comment is stored. Gives back whom it has not reached by now: the comment stays,
 * and it is on their desk.
 */
export async function mailNamed(
  named: readonly Named[],
  { story, commentId, by, body }: { story: Story; commentId: string; by: string; body: string },
  now: Date,
): Promise<string[]> {
  const quiet = story.legallySensitive || closedBecause(story, now) !== null
  const mail = mentionMail({
    by,
    headline: quiet ? null : story.headRevision.headline,
    body: quiet ? null : body,
    url: new URL(commentPath(story.id, commentId), env().publicUrl).href,
  })
  return mailInTime(named, mail, `comment ${commentId}`)
}
