import type { EditTagInput } from '@/modules/tags/schema'

/** A form's fields as editTagSchema reads them. */
export function tagFieldsOf(form: FormData): EditTagInput {
  const fields: Record<string, unknown> = Object.fromEntries(
    [...form.entries()].filter(([name]) => !name.startsWith('$') && name !== 'stamp'),
  )
  const successors = form.getAll('successorSlugs')
  return { ...fields, ...(successors.length > 0 && { successorSlugs: successors }) } as EditTagInput
}
