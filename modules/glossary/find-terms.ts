/**
 * The glossary's terms in a text, and which of them a reader needs explained. Pure and browser-safe: the story page, the
 * newsroom's checks and the glossary's page use the same list.
 */
import type { Term } from './term'
import { INSPECTION_TERMS } from './terms-inspections'
import { PEOPLE_TERMS } from './terms-people'
import { SUPPORT_TERMS } from './terms-support'

/** Where a term stands: code units of the text. `short`: in a short form ("EHCP"), not by its name. */
export type TermUse = { term: Term; start: number; end: number; text: string; short: boolean }

const TERMS: readonly Term[] = [...INSPECTION_TERMS, ...PEOPLE_TERMS, ...SUPPORT_TERMS].sort((a, b) =>
  a.head.localeCompare(b.head, 'en-GB', { sensitivity: 'base' }),
)

/** Every term, by its head, A to Z. */
export const listTerms = (): readonly Term[] => TERMS

type Form = { term: Term; short: boolean; words: string; exact: boolean }

const escaped = (form: string): string => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A form as people write it: any apostrophe, with or without the comma and the hyphen, over a line's end. */
const pattern = (form: string): string =>
  escaped(form)
    .replace(/[’']/g, "[’']")
    .replace(/-/g, '[-\\u2010\\u2011 ]?')
    .replace(/,/g, ',?')
    .replace(/ (?!\])/g, '[\\s\\u00a0]+')

/** The same form however it is written; of one that is found in any capitals, in small letters. */
const key = (text: string, exact: boolean): string => {
  const plain = text.replace(/[\s\u00a0,\u2010\u2011-]/g, '').replace(/'/g, '’')
  return exact ? plain : `${plain.toLowerCase()} `
}

/** Names in small letters are found however they are capitalised; those with a capital, and short forms, only so. */
function formsOf(term: Term): Form[] {
  const short = term.short.map((words) => ({ term, short: true, words, exact: true }))
  const names = term.names.flatMap((words) => {
    const name = { term, short: false, words, exact: /^\p{Lu}/u.test(words) }
    return words.endsWith('s') ? [name] : [name, { ...name, words: `${words}s` }]
  })
  return [...short, ...names]
}

const FORMS = TERMS.flatMap(formsOf).sort((a, b) => b.words.length - a.words.length)
const BY_KEY = new Map(FORMS.map((form) => [key(form.words, form.exact), form]))
/** Any of the forms, the longest first. */
const ANY = [true, false].map((exact) => {
  const forms = FORMS.filter((form) => form.exact === exact).map((form) => pattern(form.words))
  return { exact, pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.join('|')})(?![\\p{L}\\p{N}])`, exact ? 'gu' : 'giu') }
})

/** The terms of a text in its order; where two lie over each other, the longer one. */
export function termsIn(text: string): TermUse[] {
  const found = ANY.flatMap(({ exact, pattern: any }) =>
    [...text.matchAll(any)].map((match) => ({ start: match.index, text: match[0], form: BY_KEY.get(key(match[0], exact)) })),
  )
  found.sort((a, b) => a.start - b.start || b.text.length - a.text.length)
  const uses: TermUse[] = []
  for (const one of found) {
    const end = one.start + one.text.length
    const last = uses.at(-1)
    if (last && one.start < last.end && one.text.length <= last.text.length) continue
    if (!one.form) continue
    if (last && one.start < last.end) uses.pop()
    uses.push({ term: one.form.term, short: one.form.short, start: one.start, end, text: one.text })
  }
  return uses
}

/** The short form with its name right after it, in brackets: "SALT (speech and language therapy)". */
function namedBeside(text: string, use: TermUse): boolean {
  const inside = /^\s*\(([^)]*)\)/.exec(text.slice(use.end))?.[1]
  return inside !== undefined && termsIn(inside).some((other) => other.term === use.term && !other.short)
}

/** "…, the NHS body that …", "… – a plan which …", "… is the grant …": the story says itself what it is. */
const SAID =
  /^(?:\s*\([^)]{1,12}\))?(?:\s*(?:,|–|—|-|\()\s*(?:a|an|the)\s[^.;!?]{2,90}?\s(?:that|which|who|for)\s|,?\s+(?:which\s+)?(?:is|are|means?)\s+(?:a|an|the)\s)/iu

/**
 * Reads a story from its beginning, one piece of text after the other, and tells of each the terms a reader needs explained
 * there: the first use of each, unless the story has given its name or says itself what it is.
 */
export class FirstUses {
  readonly #named = new Set<Term>()
  readonly #settled = new Set<Term>()

  /** `mayStand`: whether the explanation can be offered at this place; if not, the next use is tried. */
  read(text: string, mayStand: (use: TermUse) => boolean = () => true): TermUse[] {
    return termsIn(text).filter((use) => {
      const { term, short } = use
      const toldBefore = this.#named.has(term)
      if (!short) this.#named.add(term)
      if (this.#settled.has(term) || term.needed === 'never') return false
      if (term.needed === 'short' && !short) return false
      const said = SAID.test(text.slice(use.end)) || (term.needed === 'short' && (toldBefore || namedBeside(text, use)))
      if (!said && !mayStand(use)) return false
      this.#settled.add(term)
      return !said
    })
  }
}

/**
 * For the newsroom's checks: the short forms of a text whose name the text gives neither before nor right after them, the
 * first use of each. `before`: what a reader has read by then.
 */
export function unexplainedShortForms(text: string, before = ''): TermUse[] {
  const named = new Set(termsIn(before).map((use) => use.term))
  return termsIn(text).filter((use) => {
    const told = named.has(use.term) || (use.short && namedBeside(text, use))
    named.add(use.term)
    return use.short && !told
  })
}
