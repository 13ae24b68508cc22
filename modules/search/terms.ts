/** What a reader typed into the search field. Pure. */

/** Longer queries are cut: nobody means the rest. */
export const QUERY_MAX_CHARACTERS = 200

/**
 * The query as it is searched and shown again: one line, composed, without control characters, cut at 200 characters;
 * '' when there is nothing to look for.
 */
export function searchTerms(typed: string): string {
  const cut = Array.from(
    typed
      .slice(0, QUERY_MAX_CHARACTERS * 4)
      .normalize('NFC')
      .replace(/[\p{C}\p{Z}]+/gu, ' ')
      .trim(),
  )
  return cut.slice(0, QUERY_MAX_CHARACTERS).join('').trim()
}

/** Page numbers come from the address: anything but a whole number from 1 is page 1. */
export function searchPage(typed: string | undefined): number {
  return typed !== undefined && /^[1-9]\d{0,4}$/.test(typed) ? Number(typed) : 1
}

// Private-use characters that no text carries; PostgreSQL sets them around what was found.
export const FOUND_START = '\ue000'
export const FOUND_END = '\ue001'

/** A piece of text, and whether the query found it. React escapes each; no markup travels. */
export type Piece = { text: string; found: boolean }

/** Splits a text marked by PostgreSQL into pieces. Markers that do not pair are dropped. */
export function pieces(marked: string): Piece[] {
  const out: Piece[] = []
  let found = false
  for (const part of marked.split(/([\ue000\ue001])/u)) {
    if (part === FOUND_START) found = true
    else if (part === FOUND_END) found = false
    else if (part !== '') out.push({ text: part, found })
  }
  return out
}
