/** What kind of council a story makes of the area’s own, against the record. Pure. */
import { TYPES } from './claim-scope'
import { escaped, namedAreas } from './named-areas'
import { type Check, finding, ownArea, type RecordedArea, type RecordQuestion } from './record-question'

const KIND =
  'county council|shire county|(?:English )?unitary(?: authority| council)?|London borough|met(?:ropolitan)? (?:borough|district|authority|council)(?! councils?\\b)'
/** What councils call themselves: "Rutland County Council" is a unitary authority all the same. */
const TITLES = 'County|City|Metropolitan Borough|Metropolitan District|Metropolitan|London Borough|District'

const typeOf = (words: string): string | undefined => TYPES.find(([pattern]) => pattern.test(words))?.[1]
const A_OR_AN = (type: string): string => `${/^[aeio]/i.test(type) ? 'an' : 'a'} ${type}`

type Slip = { index: number; 0: string; area: RecordedArea }

/** "Rotherham County Council" of what is no county council, in the name or as a description. */
export const council: Check = (sentence, question, subject) => {
  if (!/\b(?:councils?|county|unitary|borough|metropolitan|district|authority)\b/i.test(sentence.text)) return []
  const slips = [...titles(sentence.text, question), ...descriptions(sentence.text, question)]
  return slips.map(({ area, ...match }) =>
    finding(sentence, match, {
      rule: 'REC-COUNCIL',
      severity: 'warning',
      suggestion: `${area.officialName ? `${area.officialName}: ` : ''}${area.name} has ${area.councilType === 'City of London Corporation' ? 'a corporation of its own' : A_OR_AN(area.councilType)}, says the record`,
      reason: `The kind of council is in the record of the area${subject ? `. The report: ${subject.sourceUrl}` : '.'}`,
    }),
  )
}

/** "Westbay County Council" where the council is called otherwise; "East Westbay District Council" is another council. */
function titles(text: string, { areas, areaSlugs }: RecordQuestion): Slip[] {
  return areas.flatMap((area): Slip[] => {
    if (!areaSlugs.includes(area.slug) || !text.includes(area.name)) return []
    const match = new RegExp(`(?<!\\p{Lu}[\\p{L}-]+ )(?<![\\p{L}])${escaped(area.name)} (${TITLES}) Council\\b`, 'u').exec(text)
    const names = [area.officialName ?? '', ...(area.aliases ?? [])]
    if (!match || names.some((name) => name.includes(match[0]))) return []
    const title = match[1] ?? ''
    const charter = title === 'City' && names.some((name) => /\bCity\b/.test(name))
    const kind = title === 'County' ? area.councilType === 'county council' : typeOf(title) === area.councilType
    const fits = charter || kind
    // A record without the council’s own name can only tell counties from others.
    return fits || (area.officialName === undefined && title !== 'County') ? [] : [{ index: match.index, 0: match[0], area }]
  })
}

/** "The county council", "Westbay, a metropolitan borough": of an area that has no such council. */
function descriptions(text: string, question: RecordQuestion): Slip[] {
  const own = ownArea(question)
  const others = namedAreas(text, question).some(({ area }) => area.slug !== own?.slug)
  if (!own || others) return []
  const name = `${escaped(own.name)}(?: [A-Z]\\w+){0,3}`
  const said = new RegExp(
    `(?<=^|[.,;:] |\\b(?:and|but|as|that|of|by|with|from|to|between) )[Tt]he (?<the>${KIND})(?=’s?\\b|'s?\\b|[,;:]| (?:\\w+ed|and|is|was|has|had|will|must|now|said|says|shares?|works?|runs?|ran|leads?|led|in|which|made|gave|told|takes?|took|itself)\\b|\\.|$)|\\b${name}(?:, (?:which is |as )?| is | became | remains | remained |, now )(?<a>an? (?:${KIND}))(?!\\p{L})(?! (?:area|model|with no))`,
    'u',
  )
  const match = said.exec(text)
  const words = match?.groups?.the ? `${match[0]}` : (match?.groups?.a ?? '')
  const type = typeOf((match?.groups?.the ?? match?.groups?.a ?? '').replace(/^an? /, ''))
  if (!match || !type || type === own.councilType) return []
  // "The county council" is what Rutland County Council may be called.
  if (type === 'county council' && /\bCounty Council\b/.test([own.officialName ?? '', ...(own.aliases ?? [])].join('|'))) return []
  return [{ index: match.index + match[0].length - words.length, 0: words, area: own }]
}
