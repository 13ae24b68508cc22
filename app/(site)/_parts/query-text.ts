import { cleanLine, textFault } from '@/lib/text'

const QUERY_MAX_CHARACTERS = 200

/** What somebody looks for, out of the address: one line, at most 200 characters; '' for nothing or nothing that can be looked for. */
export function queryText(value: string | string[] | undefined): string {
  const first = Array.isArray(value) ? value[0] : value
  if (first === undefined || textFault(first)) return ''
  return cleanLine(first.slice(0, QUERY_MAX_CHARACTERS))
}
