/**
 * A labelled set: stories of an invented region, and which others a person would put under each of them. The first is ours;
 * QUALITY_SET=second is that of somebody who had not seen the engine (docs/decisions/0029).
 */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { STORY_FORMS } from '../../../modules/articles/form'
import { TAG_TYPES } from '../../../modules/tags/tag-types'

const words = z.string().transform((text) => text.split(' ').filter((word) => word !== ''))
const yes = z.enum(['yes', '']).transform((text) => text === 'yes')

const vocabularySchema = z.array(z.object({ label: z.string(), type: z.enum(TAG_TYPES), broader: z.string(), doNotRelate: yes }))
const storySchema = z.array(
  z.object({
    id: z.string(),
    date: z.iso.date(),
    evergreen: yes,
    form: z.enum(STORY_FORMS),
    headline: z.string(),
    standfirst: z.string(),
    tags: words,
  }),
)
const judgementSchema = z.array(
  z.object({ story: z.string(), part: z.enum(['tune', 'final']), must: words, good: words, reasonable: words, why: z.string() }),
)

export type Part = 'tune' | 'final'
export type LabelledStory = z.infer<typeof storySchema>[number]
/** Grades by the other story's id: 3 must be there, 2 good, 1 reasonable; what is not named does not belong. */
export type Judgement = { story: string; part: Part; grades: Map<string, number> }

const folder = (): URL => new URL(process.env.QUALITY_SET === 'second' ? 'second/' : './', import.meta.url)
const rows = (file: string): unknown => parse(readFileSync(new URL(file, folder()), 'utf8'), { columns: true })

export const readVocabulary = () => vocabularySchema.parse(rows('vocabulary.csv'))
export const readStories = (): LabelledStory[] => storySchema.parse(rows('stories.csv'))

export function readJudgements(): Judgement[] {
  const known = new Set(readStories().map((one) => one.id))
  return judgementSchema.parse(rows('judgements.csv')).map(({ story, part, must, good, reasonable }) => {
    const unknown = [story, ...must, ...good, ...reasonable].filter((id) => !known.has(id))
    if (unknown.length > 0) throw new Error(`judgements.csv, ${story}: there is no story ${unknown.join(', ')}`)
    const grades = [
      ...must.map((id) => [id, 3] as const),
      ...good.map((id) => [id, 2] as const),
      ...reasonable.map((id) => [id, 1] as const),
    ]
    return { story, part, grades: new Map(grades) }
  })
}

/** The story of which this one is a second telling, by id; itself where it is none. */
export function readOriginals(): (id: string) => string {
  const copies = z.array(z.object({ first: z.string(), copy: z.string() })).parse(rows('copies.csv'))
  const originals = new Map(copies.map(({ first, copy }) => [copy, first]))
  return (id) => originals.get(id) ?? id
}
