/**
 * Synthetic stories for measuring: tags correlated as a newsroom's are (an area brings its board and forum, themes are
 * unequally common, most stories name a framework), plain sentences, no people and no quotations. Pure: story n of a
 * seed is always the same story.
 */
import type { FormOfStory } from '../../modules/articles/form'

/** The vocabulary stories are made of. Slugs. */
export type SyntheticVocabulary = {
  areas: { slug: string; name: string; organisations: string[] }[]
  themes: { slug: string; label: string }[]
  outcomes: string[]
  stages: string[]
  frameworks: string[]
  organisations: string[]
  storylines: string[]
}

/** Of so many stories of a hundred each form; all others are news. */
const FORMS: readonly (readonly [FormOfStory, number])[] = [
  ['result', 15],
  ['monitoring', 6],
  ['reaction', 12],
  ['explainer', 5],
]

function formOf(random: number): FormOfStory {
  let left = random * 100
  for (const [form, share] of FORMS) {
    if (left < share) return form
    left -= share
  }
  return 'news'
}

export type SyntheticStory = {
  /** "synthetic:1:42": the same story is never loaded twice. */
  importId: string
  slug: string
  headline: string
  standfirst: string
  paragraphs: string[]
  tagSlugs: string[]
  evergreen: boolean
  form: FormOfStory
  publishedAt: Date
}

/** The newest story's moment; others reach ten years back. */
export const SYNTHETIC_NEWEST = Date.UTC(2026, 5, 30, 12)
const SPAN_MS = 10 * 365.25 * 86_400_000

/** Numbers from 0 to 1, the same for the same start (mulberry32). */
export function randomFrom(start: number): () => number {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Picks by Zipf's law: the first is the commonest, the n-th 1 / n^exponent as common. */
export function zipf<T>(items: readonly T[], exponent: number): (random: number) => T | undefined {
  const sums: number[] = []
  let total = 0
  items.forEach((_, at) => {
    total += 1 / (at + 1) ** exponent
    sums.push(total)
  })
  return (random) => {
    const wanted = random * total
    let [low, high] = [0, sums.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? total) < wanted) low = middle + 1
      else high = middle
    }
    return items[low]
  }
}

const sentences = [
  'The partnership in PLACE brings together education, health and social care.',
  'The report looks at THEME and at how well services work together.',
  'Inspectors set out what is effective and what needs to be better.',
  'Families in PLACE can find the published report on the website of the inspectorate.',
  'The figures on THEME cover children and young people from birth to 25.',
  'Each area for improvement names who has to act.',
  'The partnership is asked to update and publish its strategic plan.',
  'Earlier reports had also looked at THEME.',
  'Council and NHS leaders meet to follow the plan through the year.',
  'The next full inspection depends on the outcome of this one.',
  'Waiting lists, places and staffing are named in most reports of this kind.',
  'The parent carer forum publishes dates of its meetings for families.',
]

type Pickers = {
  area: (random: number) => SyntheticVocabulary['areas'][number] | undefined
  theme: (random: number) => SyntheticVocabulary['themes'][number] | undefined
}

function tagsOf(vocabulary: SyntheticVocabulary, pick: Pickers, random: () => number) {
  const any = (items: readonly string[]): string[] => {
    const at = Math.floor(random() * items.length)
    return items.slice(at, at + 1)
  }
  const area = random() < 0.93 ? pick.area(random()) : undefined
  const themes = [pick.theme(random()), random() < 0.5 ? pick.theme(random()) : undefined].flatMap((theme) => theme ?? [])
  const mostlyLocal = random() < 0.8 && area ? area.organisations : vocabulary.organisations
  const slugs = [
    ...(area ? [area.slug] : []),
    ...themes.map((theme) => theme.slug),
    ...(random() < 0.5 ? any(vocabulary.outcomes) : []),
    ...(random() < 0.4 ? any(vocabulary.stages) : []),
    ...(random() < 0.5 ? any(vocabulary.frameworks) : []),
    ...(random() < 0.35 ? any(mostlyLocal) : []),
    ...(random() < 0.15 ? any(vocabulary.storylines) : []),
  ]
  return { area, themes, tagSlugs: [...new Set(slugs)] }
}

/** Makes story `n` (from 0) of a seed, its text cut after `longest` paragraphs and otherwise the same. */
export function syntheticStories(
  vocabulary: SyntheticVocabulary,
  seed: number,
  longest: number = Number.POSITIVE_INFINITY,
): (n: number) => SyntheticStory {
  const pick: Pickers = { area: zipf(vocabulary.areas, 0.8), theme: zipf(vocabulary.themes, 1) }
  return (n) => {
    const random = randomFrom(Math.imul(seed, 1_000_003) + Math.imul(n, 7_919))
    const { area, themes, tagSlugs } = tagsOf(vocabulary, pick, random)
    const place = area?.name ?? 'England'
    const theme = themes[0]?.label ?? 'SEND support'
    const number = n + 1
    const about = theme.charAt(0).toLowerCase() === theme.charAt(0) || /^..?[A-Z]/.test(theme) ? theme : theme.toLowerCase()
    const drawn = Array.from({ length: 4 + Math.floor(random() * 5) }, () => [random(), random(), random()])
    const paragraphs = drawn.slice(0, longest).map((numbers) =>
      numbers
        .map((one) => sentences[Math.floor(one * sentences.length)] ?? '')
        .join(' ')
        .replaceAll('PLACE', place)
        .replaceAll('THEME', about),
    )
    return {
      importId: `synthetic:${seed}:${n}`,
      slug: `synthetic-${seed}-${number}`,
      headline: `${place}: ${theme} in focus (sample story ${number})`,
      standfirst: `A sample story about ${theme} in ${place}, made for measuring.`,
      paragraphs,
      tagSlugs,
      evergreen: random() < 0.03,
      publishedAt: new Date(SYNTHETIC_NEWEST - Math.floor(random() * SPAN_MS)),
      form: formOf(random()),
    }
  }
}
