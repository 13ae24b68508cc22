/** The mail to somebody who is named in a comment. Pure. */

/** UTF-16 units: lib/mail.ts takes subjects of up to 200. */
const NAME_MAX_LENGTH = 60
const HEADLINE_MAX_LENGTH = 90

/** `headline` and `body` are null where nothing of the story may stand in a mail. */
export type MentionMail = { by: string; headline: string | null; body: string | null; url: string }

/** Of a closed or legally sensitive story a mail says only that there is a comment, and where. */
export function mentionMail({ by, headline, body, url }: MentionMail): { subject: string; text: string } {
  const who = shortened(by, NAME_MAX_LENGTH)
  const on = headline === null || headline === '' ? '' : ` on “${shortened(headline, HEADLINE_MAX_LENGTH)}”`
  const said = body === null ? 'There is a comment for you. Nothing of this story is sent by mail.' : body
  return { subject: `${who} named you in a comment${on}`, text: `${said}\n\nRead it and answer there:\n${url}\n` }
}

/** At most so many UTF-16 units, and never half a character. */
function shortened(words: string, max: number): string {
  if (words.length <= max) return words
  let short = ''
  for (const sign of words) {
    if (short.length + sign.length >= max) break
    short += sign
  }
  return `${short.trimEnd()}…`
}
