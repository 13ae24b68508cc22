/**
 * A story as one line of JSON, the shape in which stories come in and go out: docs/contracts, `cms import|export`.
 */
import { z } from 'zod'
import { done, type Outcome, type Problem, refused } from '@/lib/errors'
import { line } from '@/lib/text'
import { type Body, bodyFromInput } from './body'
import { type FactValues, factValuesIn } from './facts'
import type { FormOfStory } from './form'
import {
  formSchema,
  HEADLINE_MAX_CHARACTERS,
  PINS_PER_STORY_MAX,
  sourceUrlSchema,
  standfirstSchema,
  storyDateSchema,
  tagSlugsSchema,
} from './schema'

/** Bytes of one line: a body of the largest size, written with \u escapes, fits. */
export const STORY_LINE_MAX_BYTES = 8_000_000
const ID_MAX_CHARACTERS = 200

/** A story as it goes out. `date` is ISO in UTC; `body` a whole document. */
export type StoryLine = {
  id: string
  headline: string
  standfirst?: string
  body: Body
  date?: string
  tags?: string[]
  related_headlines?: string[]
  source_url?: string
  form?: FormOfStory
}

const body = z.unknown().transform((value, context): Body => {
  const read = bodyFromInput(value)
  if (read.ok) return read.value
  for (const problem of read.problems) context.addIssue({ code: 'custom', message: problem.message })
  return z.NEVER
})

const fields = {
  id: line({ max: ID_MAX_CHARACTERS, name: 'The id', required: 'Enter an id, or leave it out' }).optional(),
  headline: line({ max: HEADLINE_MAX_CHARACTERS, name: 'Headline', required: 'Enter a headline' }),
  standfirst: standfirstSchema.optional().transform((value) => value ?? ''),
  body,
  date: storyDateSchema.optional().transform((value) => value ?? null),
  tags: tagSlugsSchema.optional().transform((value) => value ?? []),
  related_headlines: z
    .array(line({ max: HEADLINE_MAX_CHARACTERS, name: 'A related headline', required: 'Enter the headline of a related story' }), {
      error: 'Make it a list of headlines',
    })
    .max(PINS_PER_STORY_MAX, `List at most ${PINS_PER_STORY_MAX} related headlines`)
    .optional()
    .transform((value) => value ?? []),
  source_url: sourceUrlSchema.optional().transform((value) => value ?? null),
  form: formSchema,
}
const schema = z.object(fields)
/** `factValues`: what the facts of the body said where the line comes from. */
export type ReadStoryLine = z.infer<typeof schema> & { factValues: FactValues }

/** Reads one line. Problems name the field as it is written in the line; '' is the line itself. Never throws. */
export function readStoryLine(text: string): Outcome<ReadStoryLine> {
  const json = parsed(text)
  if (!json.ok) return json
  // Looked at before zod, which passes over a key named __proto__.
  const unknown = Object.keys(json.value).filter((key) => !Object.hasOwn(fields, key))
  const read = schema.safeParse(Object.fromEntries(Object.entries(json.value).filter(([key]) => Object.hasOwn(fields, key))))
  const problems = [
    ...unknown.map(
      (key): Problem => ({
        field: key.slice(0, 100),
        message: `A story has no field of this name. It may have ${Object.keys(fields).join(', ')}`,
      }),
    ),
    ...(read.success ? [] : read.error.issues.map((issue): Problem => ({ field: String(issue.path[0] ?? ''), message: issue.message }))),
  ]
  return read.success && problems.length === 0 ? done({ ...read.data, factValues: factValuesIn(bodyOf(json.value)) }) : refused(...problems)
}

const bodyOf = (line: object): unknown => ('body' in line ? line.body : null)

function parsed(text: string): Outcome<object> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return done(value)
    return refused({ field: '', message: 'The line is not a story: begin it with { and end it with }' })
  } catch (error) {
    return refused({ field: '', message: `The line is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : ''}` })
  }
}
