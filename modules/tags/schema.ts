/** What comes in from the tag forms. Runs in both worlds. */
import { z } from 'zod'
import { line, text } from '@/lib/text'

export const TAG_LABEL_MAX_CHARACTERS = 80
export const TAG_ALIAS_MAX_CHARACTERS = 120
export const TAG_ALIASES_MAX = 40
export const TAG_DESCRIPTION_MAX_CHARACTERS = 400
export const TAG_INTRO_MAX_CHARACTERS = 2_000
export const TAG_SUCCESSORS_MAX = 5

/** Types an editor can make. Areas and regions are reference data. */
export const EDITABLE_TAG_TYPES = ['organisation', 'person', 'theme', 'storyline', 'outcome', 'stage', 'person-role'] as const

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Choose a tag from the list')
  .max(120, 'Choose a tag from the list')
const alias = line({ name: 'Each other name', max: TAG_ALIAS_MAX_CHARACTERS })

const fields = {
  label: line({ name: 'Label', max: TAG_LABEL_MAX_CHARACTERS, required: 'Enter a label' }),
  // A form sends one text with a line for each name; JSON a list.
  aliases: z
    .union([
      z.array(alias),
      z
        .string()
        .transform((value) => value.split(/\r?\n/))
        .pipe(z.array(alias)),
    ])
    .transform((names) => names.filter((name) => name !== ''))
    .refine((names) => names.length <= TAG_ALIASES_MAX, `Enter ${TAG_ALIASES_MAX} other names or fewer`)
    .default([]),
  description: text({ name: 'Description', max: TAG_DESCRIPTION_MAX_CHARACTERS }).default(''),
  broaderSlug: z.union([z.literal('').transform(() => null), slug, z.null()]).default(null),
  doNotRelate: z.union([z.boolean(), z.literal('on').transform(() => true)]).default(false),
  // A form says so either way; left out, it stays as it is.
  aspect: z.union([z.boolean(), z.literal('on').transform(() => true), z.literal('').transform(() => false)]).optional(),
}

export const createTagSchema = z.strictObject({
  ...fields,
  type: z.enum(EDITABLE_TAG_TYPES, { error: 'Choose what kind of tag it is' }),
})
export type CreateTagInput = z.output<typeof createTagSchema>

const dayField = z
  .union([z.literal('').transform(() => null), z.iso.date('Enter a day as in 31 March 2027, or choose it'), z.null()])
  .optional()

/** What its page says beside its stories. Left out, each stays as it is. */
const standing = {
  intro: text({ name: 'Introduction', max: TAG_INTRO_MAX_CHARACTERS }).optional(),
  /** The live story that stands first; empty for none. */
  pinnedId: z.union([z.literal('').transform(() => null), z.uuid('Choose a story from the list').toLowerCase(), z.null()]).optional(),
  startsOn: dayField,
  endsOn: dayField,
  /** A form has a few selects of this name; those left empty count for nothing. */
  successorSlugs: z
    .union([z.array(z.union([z.literal(''), slug])), z.union([z.literal(''), slug]).transform((one) => [one])])
    .transform((slugs) => [...new Set(slugs.filter((one) => one !== ''))])
    .refine((slugs) => slugs.length <= TAG_SUCCESSORS_MAX, `Choose ${TAG_SUCCESSORS_MAX} tags or fewer`)
    .optional(),
}

export const editTagSchema = z.strictObject({
  ...fields,
  ...standing,
  /** As many tags as there can be. */
  id: z.coerce.number().int().min(1).max(2_097_151),
  version: z.coerce.number().int().min(1).max(2_147_483_647),
  /** Areas and regions keep theirs; any other can change while no story carries the tag. */
  type: z.enum(['area', 'region', ...EDITABLE_TAG_TYPES], { error: 'Choose what kind of tag it is' }),
})
export type EditTagInput = z.output<typeof editTagSchema>

/** Only whether stories relate on the tag. */
export const switchRelatingSchema = z.strictObject({
  id: z.coerce.number().int().min(1).max(2_097_151),
  version: z.coerce.number().int().min(1).max(2_147_483_647),
  doNotRelate: z.boolean(),
})
export type SwitchRelatingInput = z.output<typeof switchRelatingSchema>

/** Live stories of a tag, looked for by words of the headline. */
export const findTagStoriesSchema = z.strictObject({
  id: z.coerce.number().int().min(1).max(2_097_151),
  words: line({ name: 'Words', max: 200 }),
})
export type FindTagStoriesInput = z.output<typeof findTagStoriesSchema>
