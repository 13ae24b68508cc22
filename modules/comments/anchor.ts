/**
 * The words a comment is about, and how they are found again after the text has changed. Pure; runs in the browser too.
 * Nothing is stored in the story itself: an anchor is a quotation and what stood around it.
 */

export const ANCHOR_FIELDS = ['headline', 'standfirst', 'body'] as const
export type AnchorField = (typeof ANCHOR_FIELDS)[number]

/** `before` and `after`: the characters next to the quotation, to tell two places with the same words apart. */
export type Anchor = { field: AnchorField; quote: string; before: string; after: string }

/** Where the words are in a text: from, up to but without to. `changed`: other words stand between what was around them. */
export type Place = { from: number; to: number; changed: boolean }

export const QUOTE_MAX_CHARACTERS = 300
export const AROUND_MAX_CHARACTERS = 40
/** Less than this around changed words could stand anywhere. */
const AROUND_LEAST = 8

/** The anchor for what is chosen in `text`; null when that is only space. A long choice is known by how it begins. */
export function anchorOf(field: AnchorField, text: string, from: number, to: number): Anchor | null {
  const chosen = text.slice(from, to)
  const start = from + (chosen.length - chosen.trimStart().length)
  const end = Math.min(from + chosen.trimEnd().length, start + QUOTE_MAX_CHARACTERS)
  if (end <= start) return null
  return {
    field,
    quote: whole(text.slice(start, end)),
    before: whole(text.slice(Math.max(0, start - AROUND_MAX_CHARACTERS), start)),
    after: whole(text.slice(end, end + AROUND_MAX_CHARACTERS)),
  }
}

/** Without the half of a character that cutting may have left at either end. */
const whole = (cut: string): string => cut.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '')

/**
 * Where an anchor's words are in `text` now: of several places the one whose surroundings are most alike, else what now
 * stands between the same surroundings; null when the words have gone.
 */
export function findAnchor(text: string, anchor: Pick<Anchor, 'quote' | 'before' | 'after'>): Place | null {
  const { quote } = anchor
  if (quote === '') return null
  let best: Place | null = null
  let likeness = -1
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    const like = endAlike(text.slice(0, at), anchor.before) + startAlike(text.slice(at + quote.length), anchor.after)
    if (like > likeness) {
      best = { from: at, to: at + quote.length, changed: false }
      likeness = like
    }
  }
  return best ?? findBetween(text, anchor)
}

/** What stands between the surroundings, where both are still there and not much more than the quotation was is between. */
export function findBetween(text: string, { quote, before, after }: Pick<Anchor, 'quote' | 'before' | 'after'>): Place | null {
  if (before.trim().length < AROUND_LEAST || after.trim().length < AROUND_LEAST) return null
  const from = text.indexOf(before)
  if (from === -1) return null
  const start = from + before.length
  const end = text.indexOf(after, start)
  const length = end - start
  return end === -1 || length === 0 || length > quote.length * 2 + AROUND_MAX_CHARACTERS ? null : { from: start, to: end, changed: true }
}

/** How many characters the two have in common at their beginning. */
function startAlike(one: string, other: string): number {
  let count = 0
  while (count < other.length && one[count] === other[count]) count += 1
  return count
}

/** How many characters the two have in common at their end. */
function endAlike(one: string, other: string): number {
  let count = 0
  while (count < other.length && one.at(-1 - count) === other.at(-1 - count) && count < one.length) count += 1
  return count
}
