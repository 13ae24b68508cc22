/** The rules the product comes with: prisma/reference/house-style.csv, read once. No database. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { RuleText } from './rules'

type Row = Record<
  'id' | 'pattern' | 'flags' | 'context' | 'correct' | 'replaces' | 'reason' | 'severity' | 'example_bad' | 'example_good',
  string
>

let read: readonly RuleText[] | undefined

/** In the order of the file. */
export function shippedRules(): readonly RuleText[] {
  read ??= (parse(readFileSync(file(), 'utf8'), { columns: true, bom: true }) as Row[]).map(
    ({ id, pattern, flags, context, correct, replaces, reason, severity, example_bad, example_good }) => {
      const words = { correct, reason, example: example_bad, counterExample: example_good }
      return { id, pattern, flags, context, severity, replaces: replaces === 'yes', ...words }
    },
  )
  return read
}

const file = (): string => join(/* turbopackIgnore: true */ process.cwd(), 'prisma/reference/house-style.csv')
