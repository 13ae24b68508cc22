/** The mail to somebody who is asked to read a story. Pure. */
import { cutShort } from '@/lib/cut-short'

const NAME_MAX_LENGTH = 60
const HEADLINE_MAX_LENGTH = 90

/** `headline` and `note` are null where nothing of the story may stand in a mail. */
export type ReviewMail = { by: string; headline: string | null; note: string | null; url: string }

/** Of a closed or legally sensitive story a mail says only that there is one to read, and where. */
export function reviewMail({ by, headline, note, url }: ReviewMail): { subject: string; text: string } {
  const what = headline ? `“${cutShort(headline, HEADLINE_MAX_LENGTH)}”` : 'a story'
  const said = headline === null ? ['Nothing of this story is sent by mail.', ''] : note ? [note, ''] : []
  const lines = [`You are asked to read ${what} before it is published.`, '', ...said, 'Read it, and approve it or send it back:', url]
  return { subject: `${cutShort(by, NAME_MAX_LENGTH)} asks you to read ${what}`, text: `${lines.join('\n')}\n` }
}
