/** How input from outside is parsed, everywhere: strictly, and with every refusal naming its field. */
import type { z } from 'zod'
import { done, type Outcome, type Problem } from './errors'

const KIND_WORDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'empty',
  date: 'a date',
}

/** Words for the faults a schema has no words of its own for. */
function wordsFor(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = KIND_WORDS[String(issue.expected)] ?? String(issue.expected)
      return issue.input === undefined ? `This is missing: give ${kind}` : `This must be ${kind}`
    }
    case 'invalid_value':
      return `This must be one of: ${issue.values.map(String).join(', ')}`
    case 'too_big':
      return `This must be ${issue.maximum} or less`
    case 'too_small':
      return `This must be ${issue.minimum} or more`
    case 'invalid_format':
      return `This must have the form of ${issue.format}`
    default:
      return undefined
  }
}

const SHOWN_KEY_MAX_CHARACTERS = 60
/** A field's name as a stranger sent it, short and without anything but plain characters. */
const shown = (key: string): string => key.replace(/[^\w.$-]/g, '?').slice(0, SHOWN_KEY_MAX_CHARACTERS)

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const field = issue.path.map((part) => shown(String(part))).join('.')
  if (issue.code !== 'unrecognized_keys') return [{ field, message: issue.message }]
  return issue.keys.map((key) => ({
    field: [field, shown(key)].filter(Boolean).join('.'),
    message: `There is no field called “${shown(key)}” here`,
  }))
}

/** `value` as `schema` reads it, or every problem with its field. Nothing is ever thrown for bad input. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): Outcome<z.output<S>> {
  const parsed = schema.safeParse(value, { error: wordsFor })
  return parsed.success ? done(parsed.data) : { ok: false, problems: parsed.error.issues.flatMap(problemsOf) }
}
