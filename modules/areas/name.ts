/** Finding an area by what people call it. Pure. */

// "Rotherham Metropolitan Borough Council", "London Borough of Barnet", "City of York Council" are Rotherham, Barnet, York.
const TITLES = /\b(?:metropolitan|district|borough|county|city|council|mbc|royal|london borough of|city of|county of)\b/g

/** Case, accents and punctuation folded; "&" read as "and". */
export function foldAreaName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’']/g, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The same without the words a council puts around its place; '' when nothing else is left. */
export function placeName(folded: string): string {
  return folded
    .replace(TITLES, ' ')
    .replace(/\bof\b(?=\s*$)|^\s*of\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

type Named = { slug: string; name: string; officialName: string; aliases: readonly string[] }

/** 0 exact, 1 exact without titles, 2 begins with, 3 a word begins with; null no match. */
function closeness(area: Named, wanted: string, place: string): number | null {
  const names = [area.name, area.officialName, area.slug, ...area.aliases].map(foldAreaName)
  if (names.includes(wanted)) return 0
  // "council" alone names no place.
  if (place === '') return null
  const places = names.map(placeName)
  if (places.includes(place)) return 1
  if (names.some((name) => name.startsWith(wanted)) || places.some((name) => name.startsWith(place))) return 2
  return places.some((name) => name.includes(` ${place}`)) ? 3 : null
}

/** Areas that `query` names, exact first, then those it begins, then by name. An empty query names none. */
export function matchAreas<A extends Named>(query: string, areas: readonly A[]): A[] {
  const wanted = foldAreaName(query)
  if (wanted === '') return []
  const place = placeName(wanted)
  return areas
    .flatMap((area) => {
      const rank = closeness(area, wanted, place)
      return rank === null ? [] : [{ area, rank }]
    })
    .sort((a, b) => a.rank - b.rank || a.area.name.localeCompare(b.area.name, 'en-GB'))
    .map(({ area }) => area)
}
