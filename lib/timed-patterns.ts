/**
 * Regular expressions that people typed, run under a time limit: JavaScript's may take longer than anybody can wait, and
 * nothing but a script of node:vm can be stopped in the middle of one. The patterns are data of that script, never code.
 */
import { type Context, createContext, Script } from 'node:vm'

export type TimedPattern = { id: string; source: string; flags: string }
/** `index`: characters of the text before it. */
export type Hit = { index: number; text: string }
/** `ranOut`: patterns that were stopped; nothing is known of what they would have found. */
export type TimedHits = { hits: ReadonlyMap<string, readonly Hit[]>; ranOut: string[] }

/** What one pattern may take with one text, in milliseconds; stopped once, it is tried again with three times as much. */
export const PATTERN_LIMIT_MS = 100
/** A text with more of one kind has been understood. */
const HITS_MAX = 1_000

type Job = { patterns: readonly TimedPattern[]; text: string; at: number; found: number[][] }

const RUN = new Script(`
  for (; job.at < job.patterns.length; job.at += 1) {
    const pattern = job.patterns[job.at]
    const found = []
    for (const match of job.text.matchAll(new RegExp(pattern.source, 'g' + pattern.flags))) {
      if (match[0] !== '') found.push(match.index, match[0].length)
      if (found.length >= ${HITS_MAX * 2}) break
    }
    job.found[job.at] = found
  }
`)

let room: Context | undefined

/** Stopped by the limit; or the engine’s own memory was full, which some patterns need more of the longer the text is. */
const wasStopped = (error: unknown): boolean => {
  const { code, name } = error as { code?: string; name?: string }
  return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' || name === 'RangeError'
}

/** Runs on from `job.at`; false when it was stopped there. */
function run(job: Job, timeout: number): boolean {
  room ??= createContext({ job: null })
  room.job = job
  try {
    RUN.runInContext(room, { timeout })
    return true
  } catch (error) {
    if (wasStopped(error)) return false
    throw error
  } finally {
    room.job = null
  }
}

/**
 * Everything the patterns find in a text, by their ids. A pattern that runs on is stopped, named, and keeps none of the
 * others from their turn. Throws when one cannot be compiled.
 */
export function timedHits(patterns: readonly TimedPattern[], text: string, limit = PATTERN_LIMIT_MS): TimedHits {
  const job: Job = { patterns, text, at: 0, found: [] }
  const ranOut: string[] = []
  while (!run(job, limit)) {
    const stopped = patterns[job.at]
    if (!stopped) break
    // The machine may have been busy, or the others before it slow: it has a second chance, alone.
    const alone: Job = { patterns: [stopped], text, at: 0, found: [] }
    if (run(alone, limit * 3)) job.found[job.at] = alone.found[0] ?? []
    else ranOut.push(stopped.id)
    job.at += 1
  }
  return { hits: new Map(patterns.map(({ id }, at) => [id, hitsOf(job.found[at] ?? [], text)])), ranOut }
}

function hitsOf(found: readonly number[], text: string): Hit[] {
  const hits: Hit[] = []
  for (let at = 0; at < found.length; at += 2) {
    const [index = 0, length = 0] = [found[at], found[at + 1]]
    hits.push({ index, text: text.slice(index, index + length) })
  }
  return hits
}
