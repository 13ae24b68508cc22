/** cms related SLUG [--limit N]: the list under "In related news:", as readers see it. */
import { z } from 'zod'
import { findPublishedStory } from '@/modules/articles/published'
import { relatedNews } from '@/modules/related/published'
import { RELATED_LIMIT_MAX } from '@/modules/related/rank'
import { StartProblem } from '../../lib/start-problem.mjs'
import { readArguments } from '../command-line'

const USAGE = `related SLUG [--limit 1-${RELATED_LIMIT_MAX}]`
const limitSchema = z.coerce.number().int().min(1).max(RELATED_LIMIT_MAX).optional()

/** A link to a story has `slug`, one to another site `url`. */
type RelatedOutput = ({ slug: string } | { url: string }) & {
  headline: string
  score: number
  reasons: { tag: string; type: string; label: string }[]
  pinned: boolean
}

export async function run(args: string[]): Promise<{ output: RelatedOutput[] }> {
  const { values, positionals } = readArguments(args, USAGE, { options: { limit: { type: 'string' } }, allowPositionals: true })
  const [slug, ...others] = positionals
  if (slug === undefined || others.length > 0) throw new StartProblem(`Name one story. Usage: cms ${USAGE}`)
  const limit = limitSchema.safeParse(values.limit)
  if (!limit.success) throw new StartProblem(`--limit must be a whole number from 1 to ${RELATED_LIMIT_MAX}. Usage: cms ${USAGE}`)
  const links = await relatedNews(await storyAt(slug), new Date(), limit.data)
  return {
    output: links.map((link) => {
      const { headline, score, reasons, pinned } = link
      return { ...(link.kind === 'story' ? { slug: link.slug } : { url: link.url }), headline, score, reasons, pinned }
    }),
  }
}

/** The live story at this address, or at the one that this address became. */
async function storyAt(slug: string) {
  const found = await findPublishedStory(slug)
  if (found.state === 'moved') return storyAt(found.slug)
  if (found.state === 'live') return found.story
  throw new StartProblem(found.state === 'gone' ? `The story ${slug} has been withdrawn.` : `There is no live story ${slug}.`)
}
