/** What a phrase of the field says, and what denies it. Pure. */

/**
 * `say` is looked for in a sentence; `unless` denies it there, read with the words just around it. `where` has to be found
 * somewhere in the whole text, `nowhere` nowhere in it. `strong`: one such sentence is enough to be sure; `head`: only where
 * the story begins.
 */
export type Phrase = {
  slug: string
  say: RegExp
  unless?: RegExp
  where?: RegExp
  nowhere?: RegExp
  strong?: boolean
  head?: boolean
}

/** Several wordings as one, in either case. */
export const any = (...wordings: readonly RegExp[]): RegExp => new RegExp(wordings.map(({ source }) => source).join('|'), 'i')

/** Somebody inspects, or has. */
export const INSPECTION = /\b(?:Ofsted|CQC|Care Quality Commission|inspect(?:ors?|ion|ions|ed|ing|orates?))\b/i
