/** What may be typed about a fact. Runs in the browser and on the server. */
import { z } from 'zod'
import { line } from '@/lib/text'
import { FACT_SLUG_MAX_CHARACTERS, isFactSlug } from './body-normalise'
import { sourceUrlSchema } from './schema'

export const FACT_LABEL_MAX_CHARACTERS = 120
export const FACT_VALUE_MAX_CHARACTERS = 200

const slug = z.string('Choose a fact').max(FACT_SLUG_MAX_CHARACTERS, 'Choose a fact').refine(isFactSlug, 'Choose a fact')
const version = z.coerce.number('Open the fact again').int().min(1)
const fields = {
  label: line({ name: 'What it is', max: FACT_LABEL_MAX_CHARACTERS, required: 'Enter what it is, such as “Areas inspected so far”' }),
  value: line({ name: 'Value', max: FACT_VALUE_MAX_CHARACTERS, required: 'Enter what readers see, such as “99”' }),
  sourceUrl: sourceUrlSchema,
  /** A London day; null when nobody said. */
  checkedOn: z.preprocess((value) => (value === '' ? null : value), z.iso.date('Enter a date like 2026-11-21').nullable()),
}

export const createFactSchema = z.strictObject(fields)
export type CreateFactInput = z.output<typeof createFactSchema>

export const changeFactSchema = z.strictObject({ slug, version, ...fields })
export type ChangeFactInput = z.output<typeof changeFactSchema>

export const deleteFactSchema = z.strictObject({ slug, version })
export type DeleteFactInput = z.output<typeof deleteFactSchema>

/** The editor asks for all of them once: there are as many as a newsroom keeps by hand. */
export const factPicksSchema = z.strictObject({})
