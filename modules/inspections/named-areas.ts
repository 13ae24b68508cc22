/** Which local areas a sentence names, and where: names inside those of boards are not meant. Pure. */
import type { RecordedArea, RecordedBoard } from './record-question'

export type NamedArea = { area: RecordedArea; start: number; end: number }
type Known = { areas: readonly RecordedArea[]; boards: readonly RecordedBoard[] }
type Ready = { pattern: RegExp; boards: RegExp | null; byName: Map<string, RecordedArea> }

export const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const longestFirst = (names: readonly string[]): string =>
  [...new Set(names)]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')

const made = new WeakMap<readonly RecordedArea[], Ready>()

/** The patterns of all names, made once for a list of areas. */
function ready({ areas, boards }: Known): Ready {
  const kept = made.get(areas)
  if (kept) return kept
  const names = longestFirst(boards.flatMap((one) => one.names))
  const one = {
    // "East Essex" and "Essex University" are other places than Essex; "Bury’s" is Bury.
    pattern: new RegExp(`(?<![\\p{L}\\p{N}-])(?:${longestFirst(areas.map(({ name }) => name))})(?![\\p{L}\\p{N}-])`, 'gu'),
    boards: names === '' ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${names})(?![\\p{L}\\p{N}])`, 'giu'),
    byName: new Map(areas.map((area) => [area.name, area])),
  }
  made.set(areas, one)
  return one
}

const INSIDE_NAME = /(?:\bNHS|\b(?:North|South|East|West|Mid|Greater|Central|Upper|New)(?: (?:and|&))?)\s$/
const GOES_ON =
  /^(?:,? (?:and|&) \p{Lu}[\p{L} ]*)? (?:ICB|[Ii]ntegrated [Cc]are|NHS|University|College|Hospitals?|Healthcare|Road|Street)\b/u

/** The areas named, in their order, each as often as it is. Spaces stand in for names of boards. */
export function namedAreas(text: string, known: Known): NamedArea[] {
  const { pattern, boards, byName } = ready(known)
  const plain = boards ? text.replace(boards, (name) => ' '.repeat(name.length)) : text
  return [...plain.matchAll(pattern)].flatMap(({ 0: name, index }) => {
    const area = byName.get(name)
    const end = index + name.length
    if (!area || INSIDE_NAME.test(plain.slice(0, index)) || GOES_ON.test(plain.slice(end))) return []
    return [{ area, start: index, end }]
  })
}

/** Whether the sentence names an area, and not the one the story is about. */
export function speaksOfOther(text: string, known: Known, own: string | undefined): boolean {
  const slugs = namedAreas(text, known).map(({ area }) => area.slug)
  return slugs.length > 0 && !slugs.includes(own ?? '')
}
