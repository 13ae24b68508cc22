/**
 * The beginnings of words without which a wording cannot be in a sentence, read off its regular expression: most wordings are
 * then never tried on most sentences. Pure.
 */

/** So many letters of a word are compared. */
export const STEM_LETTERS = 4
const SHORTEST = 2

/** What a part of an expression needs (`null`: nothing that can be said), and whether a word begins after it. */
type Part = { stems: readonly string[] | null; fresh: boolean }
type Reader = { source: string; at: number }

const QUANTIFIER = /^(?:[?*+]|\{\d*,?\d*\})\??/
const isLetter = (sign: string): boolean => /^[a-z0-9]$/i.test(sign)

/** Stems one of which begins a word of everything that `say` matches, in lower case; none if that cannot be said. */
export const stemsOf = (say: RegExp): readonly string[] => [...new Set(alternatives({ source: say.source, at: 0 }, true).stems ?? [])]

function alternatives(reader: Reader, fresh: boolean): Part {
  const parts = [sequence(reader, fresh)]
  while (reader.source[reader.at] === '|') {
    reader.at += 1
    parts.push(sequence(reader, fresh))
  }
  const needed = parts.map(({ stems }) => stems)
  return {
    stems: needed.some((stems) => stems === null) ? null : needed.flatMap((stems) => stems ?? []),
    fresh: parts.every((part) => part.fresh),
  }
}

/** A row of signs and groups: of all that it needs, what says most. */
function sequence(reader: Reader, freshBefore: boolean): Part {
  let [best, fresh, run]: [readonly string[] | null, boolean, string | null] = [null, freshBefore, null]
  const offer = (stems: readonly string[] | null) => {
    if (stems && (best === null || worth(stems) > worth(best))) best = stems
  }
  const close = () => {
    if (run !== null && run.length >= SHORTEST) offer([run.slice(0, STEM_LETTERS)])
    run = null
  }
  while (reader.at < reader.source.length && !/[|)]/.test(reader.source[reader.at] ?? '')) {
    const begun = reader.at
    const part = next(reader, run === null && fresh)
    const [quantifier = ''] = QUANTIFIER.exec(reader.source.slice(reader.at)) ?? []
    reader.at += quantifier.length
    const optional = /^(?:[?*]|\{0?,)/.test(quantifier)
    const sign = reader.source.slice(begun, reader.at)
    if (isLetter(sign) && (run !== null || fresh)) {
      run = `${run ?? ''}${sign.toLowerCase()}`
      fresh = false
      continue
    }
    const wasFresh: boolean = run === null && fresh
    close()
    if (!optional) offer(part.stems)
    fresh = optional ? wasFresh && part.fresh : part.fresh
  }
  close()
  return { stems: best, fresh: run === null && fresh }
}

/** The least telling of the stems decides; among equals, the fewer the better. */
const worth = (stems: readonly string[]): number => Math.min(...stems.map(({ length }) => length)) - stems.length / 1000

/** One sign, class or group. */
function next(reader: Reader, fresh: boolean): Part {
  const { source } = reader
  const sign = source[reader.at] ?? ''
  reader.at += 1
  if (sign === '\\') return escaped(source[reader.at++] ?? '', fresh)
  if (sign === '[') {
    const end = source.indexOf(']', reader.at + 1)
    const signs = source.slice(reader.at, end)
    reader.at = end + 1
    // An opening quotation mark stands before a word; an apostrophe stands within one.
    return { stems: null, fresh: /^[ -]+$|[‘“]|”/.test(signs) }
  }
  if (sign === '(') return group(reader, fresh)
  return { stems: null, fresh: /^[ ,;:\-–—]$/.test(sign) || (sign === '^' && fresh) }
}

const escaped = (sign: string, fresh: boolean): Part => ({ stems: null, fresh: sign === 'b' || (sign === 'B' && fresh) })

function group(reader: Reader, fresh: boolean): Part {
  const [opening = ''] = /^\?(?:[:=!]|<[=!])/.exec(reader.source.slice(reader.at)) ?? []
  reader.at += opening.length
  const inside = alternatives(reader, fresh)
  reader.at += 1
  // What only looks around stands for no words of its own.
  return /[=!]/.test(opening) ? { stems: null, fresh } : inside
}
