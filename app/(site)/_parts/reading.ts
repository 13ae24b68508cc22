import 'server-only'
import { log } from '@/lib/log'

/** What a public read gave, or that the database could not be asked. An empty list is never a fault, nor a fault an empty list. */
export type Reading<T> = { available: true; value: T } | { available: false }

/** Runs a read of the published snapshots. `next build` has no database: pages made by it are made again when first asked for. */
export async function reading<T>(what: string, read: () => Promise<T>): Promise<Reading<T>> {
  if (process.env.NEXT_PHASE === 'phase-production-build') return { available: false }
  try {
    return { available: true, value: await read() }
  } catch (error) {
    log.error(`could not read ${what}`, { error: error instanceof Error ? error.message : String(error) })
    return { available: false }
  }
}

const ADDRESS_MAX_CHARACTERS = 120
const ADDRESS = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** Whether this part of an address can be a slug at all. Anything else is answered "not found" without asking the database. */
export const isAddress = (value: string): boolean => value.length <= ADDRESS_MAX_CHARACTERS && ADDRESS.test(value)

/** The number of a page in an address: "2" and up; null for anything else. Page 1 has no number. */
export const pageNumber = (value: string): number | null => (/^[1-9]\d{0,3}$/.test(value) ? Number(value) : null)
