/** What a phrase of the field says, and what denies it. Pure. */

/** `say` is looked for in a sentence; `unless` denies it there. `strong`: one such sentence is enough to be sure. */
export type Phrase = { slug: string; say: RegExp; unless?: RegExp; strong?: boolean }
