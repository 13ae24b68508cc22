/**
 * A table as related_pool answers it: by columns, null where there is no row, much cheaper to write and to read than an
 * object for each row. Pure. Checked by hand, because a schema library takes longer over forty candidates than their choice.
 */
import { TAG_TYPES, type TagType } from '@/modules/tags/tag-types'

type Is<T> = (one: unknown) => one is T

export const isNumber: Is<number> = (one) => typeof one === 'number'
export const isFlag: Is<boolean> = (one) => typeof one === 'boolean'
export const isText: Is<string> = (one) => typeof one === 'string'
export const isType: Is<TagType> = (one): one is TagType => (TAG_TYPES as readonly unknown[]).includes(one)
export const isNumbers: Is<number[]> = (one): one is number[] => Array.isArray(one) && one.every(isNumber)

export type Columns = {
  rows: number
  /** A column with a value in every row. Throws when it is none. */
  of: <T>(name: string, is: Is<T>) => (row: number) => T
  /** A column that may lack values; null where the whole column says nothing. */
  maybe: <T>(name: string, is: Is<T>) => (row: number) => T | null
}

/** The table `name` of `answer`, as long as its column `first`. Throws when there is none. */
export function columnsOf(answer: unknown, name: string, first: string): Columns {
  const table = partOf(partOf({ answer }, 'answer'), name)
  const rows = (table[first] ?? []) as unknown[]
  const column = (key: string): unknown[] => {
    const values = table[key] ?? []
    if (!Array.isArray(values)) throw new Error(`related_pool answered a column ${key} that is none.`)
    if (values.length !== rows.length)
      throw new Error(`related_pool answered columns of different lengths: ${key} has ${values.length} rows of ${rows.length}.`)
    return values
  }
  const refuse = (key: string): never => {
    throw new Error(`related_pool answered something else in the column ${key}.`)
  }
  return {
    rows: column(first).length,
    of: (key, is) => {
      const values = column(key)
      return values.every(is) ? (row) => values[row] as never : refuse(key)
    },
    maybe: (key, is) => {
      if (table[key] === null || table[key] === undefined) return () => null
      const values = column(key)
      return values.every((one) => one === null || is(one)) ? (row) => values[row] as never : refuse(key)
    },
  }
}

function partOf(value: object, name: string): Record<string, unknown> {
  const part = (value as Record<string, unknown>)[name]
  if (typeof part !== 'object' || part === null) throw new Error(`related_pool answered no ${name}.`)
  return part as Record<string, unknown>
}
