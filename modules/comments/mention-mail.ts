/** The mail to somebody who is named in a comment. Pure. */

const HEADLINE_MAX_CHARACTERS = 90

/** `headline` and `body` are null where nothing of the story may stand in a mail. */
export type MentionMail = { by: string; headline: string | null; body: string | null; url: string }

/** Of a closed or legally sensitive story a mail says only that there is a comment, and where. */
export function mentionMail({ by, headline, body, url }: MentionMail): { subject: string; text: string } {
  const short = headline === null ? '' : shortened(headline)
  const subject = short === '' ? `${by} named you in a comment` : `${by} named you in a comment on “${short}”`
  const said = body === null ? 'There is a comment for you. Nothing of this story is sent by mail.' : body
  return { subject, text: `${said}\n\nRead it and answer there:\n${url}\n` }
}

const shortened = (headline: string): string =>
  [...headline].length > HEADLINE_MAX_CHARACTERS ? `${[...headline].slice(0, HEADLINE_MAX_CHARACTERS).join('').trimEnd()}…` : headline
