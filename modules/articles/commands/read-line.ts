import 'server-only'
import { db } from '@/lib/db'
import { done, type Outcome, type Problem, refused } from '@/lib/errors'
import { validateBody } from '../body'
import { factSlugs, shownFacts } from '../facts'
import { missingFacts } from '../queries/facts'
import { noFact } from '../rules'
import { type ReadStoryLine, readStoryLine } from '../story-line'

/**
 * A line of an import. A fact that this newsroom does not have becomes the words it stood for where the line comes from; one
 * that came without words is refused where the story would be published.
 */
export async function readLine(text: string, publish: boolean): Promise<Outcome<ReadStoryLine>> {
  const read = readStoryLine(text)
  if (!read.ok || factSlugs(read.value.body).length === 0) return read
  const missing = await missingFacts(db, read.value.body)
  const words = new Map([...read.value.factValues].filter(([slug]) => missing.includes(slug)))
  const wordless = missing.filter((slug) => !words.has(slug))
  if (publish && wordless.length > 0) return refused(...wordless.map(noFact))
  const body = validateBody(shownFacts(read.value.body, words))
  return body.ok ? done({ ...read.value, body: body.value }) : body
}

const lineFields: Record<string, string> = {
  tagSlugs: 'tags',
  pins: 'related_headlines',
  storyDate: 'date',
  sourceUrl: 'source_url',
  slug: 'headline',
}
/** A problem of a story with the line’s own name of the field. */
export const inLineWords = (problem: Problem): Problem => ({ ...problem, field: lineFields[problem.field] ?? problem.field })
