/** FormData as the plain object a schema reads. */

export type FieldValue = string | string[] | File

/** Next's own hidden fields, which a form without script sends along. */
const isFrameworkField = (name: string): boolean => name.startsWith('$ACTION_')

/**
 * One value per field; those named in `lists` always a list. A field sent twice that is no list becomes one, so that
 * the schema refuses it by name. The object has no prototype: a field called __proto__ is only a field.
 */
export function fieldsOf(form: unknown, lists: readonly string[] = []): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = Object.create(null)
  for (const name of lists) fields[name] = []
  // A program may call an action with anything: what is no form has no fields.
  if (!(form instanceof FormData)) return fields
  for (const [name, value] of form.entries()) {
    if (isFrameworkField(name)) continue
    const before = fields[name]
    if (typeof value !== 'string') fields[name] = value
    else if (Array.isArray(before)) before.push(value)
    else fields[name] = before === undefined ? value : [String(before), value]
  }
  return fields
}

const ECHO_MAX_CHARACTERS = 200_000
const isSecret = (name: string): boolean => /password|secret|token|^code$|^answer$/i.test(name)

/** What may be shown again in the form after a refusal: what was typed, but no secret and no file. */
export function echoOf(fields: Record<string, FieldValue>): Record<string, string | string[]> {
  const shown = Object.entries(fields).filter(
    (entry): entry is [string, string | string[]] =>
      !isSecret(entry[0]) && entry[0] !== '__proto__' && (Array.isArray(entry[1]) || typeof entry[1] === 'string'),
  )
  return Object.fromEntries(shown.filter(([, value]) => value.length <= ECHO_MAX_CHARACTERS))
}
