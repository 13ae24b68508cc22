/** Which local areas a sentence names, and where: names inside those of boards are not meant. Pure. */
import type { RecordedArea, RecordedBoard } from './record-question'

export type NamedArea = { area: RecordedArea; start: number; end: number }
type Known = { areas: readonly RecordedArea[]; boards: readonly RecordedBoard[] }
type Ready = { key: string; pattern: RegExp; boards: RegExp | null; byName: Map<string, RecordedArea> }

export const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const longestFirst = (names: readonly string[]): string =>
  [...new Set(names)]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')

/** Made once for the same names: each check reads the record anew. */
let made: Ready | undefined
const keys = new WeakMap<readonly RecordedArea[], string>()

function ready({ areas, boards }: Known): Ready {
  const key = keys.get(areas) ?? [...areas.map(({ name, slug }) => `${name}=${slug}`), ...boards.flatMap((one) => one.names)].join('|')
  keys.set(areas, key)
  if (made?.key === key) return made
  const names = longestFirst(boards.flatMap((one) => one.names))
  made = {
    key,
    pattern: new RegExp(`\\b(?:${longestFirst(areas.map(({ name }) => name))})\\b`, 'g'),
    boards: names === '' ? null : new RegExp(`\\b(?:${names})\\b`, 'gi'),
    byName: new Map(areas.map((area) => [area.name, area])),
  }
  return made
}

const INSIDE_NAME = /(?:\bNHS|\b(?:North|South|East|West|Mid|Greater|Central|Upper|New)(?: (?:and|&))?)\s$/
const GOES_ON =
  /^(?:,? (?:and|&) \p{Lu}[\p{L} ]*)? (?:ICB|[Ii]ntegrated [Cc]are|NHS|University|College|Hospitals?|Healthcare|Road|Street)\b/u

let last: { text: string; areas: readonly RecordedArea[]; found: NamedArea[] } | undefined

/** The areas named, in their order, each as often as it is. Several checks ask of one sentence after another. */
export function namedAreas(text: string, known: Known): NamedArea[] {
  if (last?.text !== text || last.areas !== known.areas) last = { text, areas: known.areas, found: lookFor(text, known) }
  return last.found
}

/** Spaces stand in for names of boards. */
function lookFor(text: string, known: Known): NamedArea[] {
  const { pattern, boards, byName } = ready(known)
  const plain = boards && /\b(?:NHS|ICB|Board)\b/i.test(text) ? text.replace(boards, (name) => ' '.repeat(name.length)) : text
  return [...plain.matchAll(pattern)].flatMap(({ 0: name, index }) => {
    const area = byName.get(name)
    const end = index + name.length
    // "Bury2gether" and "Essex-wide" are words of their own; "Bury’s" is Bury.
    if (
      !area ||
      /[\p{L}\p{N}-]$/u.test(plain.slice(0, index)) ||
      /^[\p{L}\p{N}-]/u.test(plain.slice(end)) ||
      INSIDE_NAME.test(plain.slice(0, index)) ||
      GOES_ON.test(plain.slice(end))
    )
      return []
    return [{ area, start: index, end }]
  })
}

/** Whether the sentence names an area, and not the one the story is about. */
export function speaksOfOther(text: string, known: Known, own: string | undefined): boolean {
  const slugs = namedAreas(text, known).map(({ area }) => area.slug)
  return slugs.length > 0 && !slugs.includes(own ?? '')
}
