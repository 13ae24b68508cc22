/** Puts stories of the labelled set into an empty database, through the product's commands. */
import { fileURLToPath } from 'node:url'
import type { Outcome } from '../../../lib/errors'
import { slugify } from '../../../lib/slug'
import type { Actor } from '../../../modules/access/actor'
import { bodyFromParagraphs } from '../../../modules/articles/body'
import { createArticle } from '../../../modules/articles/commands/create-article'
import { publishArticle } from '../../../modules/articles/commands/publish-article'
import type { StoryInput } from '../../../modules/articles/schema'
import { recountPoints } from '../../../modules/related/commands'
import { seedReference } from '../../../modules/tags/commands/seed-reference'
import { readReference } from '../../../modules/tags/reference'
import { type LabelledStory, readVocabulary } from './set'

function made<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Error(outcome.problems.map((problem) => `${problem.field}: ${problem.message}`).join('; '))
}

/** The reference vocabulary, with the invented region's tags as if they stood in it. */
async function loadVocabulary(actor: Actor, now: Date): Promise<void> {
  const reference = readReference(fileURLToPath(new URL('../../../prisma/reference', import.meta.url)))
  const own = readVocabulary().map(({ label, type, broader, doNotRelate }) => {
    return { slug: slugify(label), label, type, aliases: [], broader: broader || null, description: '', doNotRelate }
  })
  await seedReference(actor, now, { ...reference, tags: [...reference.tags, ...own] })
}

/** What an editor would have typed. */
export function inputOf(story: LabelledStory): StoryInput {
  const { id: slug, date, headline, standfirst, evergreen, form, tags: tagSlugs } = story
  const storyDate = new Date(`${date}T09:00:00Z`).toISOString()
  const words = { slug, headline, standfirst, evergreen, form, tagSlugs, byline: '', storyDate, sourceUrl: null, pins: [], exclusions: [] }
  return { ...words, body: bodyFromParagraphs([standfirst]) }
}

/** Makes a draft of a story. */
export const draft = async (actor: Actor, story: LabelledStory, now: Date) => made(await createArticle(actor, inputOf(story), now))

/** Publishes the stories, oldest first, each on its day, and counts their tags. Those of one day keep the order of the file. */
export async function loadStories(actor: Actor, stories: readonly LabelledStory[], now: Date): Promise<void> {
  await loadVocabulary(actor, now)
  for (const story of [...stories].sort((a, b) => a.date.localeCompare(b.date))) {
    const { id, version } = await draft(actor, story, now)
    made(await publishArticle(actor, { id, version }, now))
  }
  await recountPoints(actor, now)
}
