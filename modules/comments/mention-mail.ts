/** The mail to somebody who is named in a comment. Pure. */
import { cutShort } from '@/lib/cut-short'

/** UTF-16 units: lib/mail.ts takes subjects of up to 200. */
const NAME_MAX_LENGTH = 60
const HEADLINE_MAX_LENGTH = 90

/** `headline` and `body` are null where nothing of the story may stand in a mail. */
export type MentionMail = { by: string; headline: string | null; body: string | null; url: string }

/** Of a closed or legally sensitive story a mail says only that there is a comment, and where. */
export function mentionMail({ by, headline, body, url }: MentionMail): { subject: string; text: string } {
  const who = cutShort(by, NAME_MAX_LENGTH)
  const on = headline === null || headline === '' ? '' : ` on “${cutShort(headline, HEADLINE_MAX_LENGTH)}”`
  const said = body === null ? 'There is a comment for you. Nothing of this story is sent by mail.' : body
  return { subject: `${who} named you in a comment${on}`, text: `${said}\n\nRead it and answer there:\n${url}\n` }
}
