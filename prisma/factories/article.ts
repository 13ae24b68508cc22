import { randomUUID } from 'node:crypto'
import type { Outcome } from '../../lib/errors'
import { type Actor, systemActor } from '../../modules/access/actor'
import { type Body, bodyFromParagraphs } from '../../modules/articles/body'
import { createArticle } from '../../modules/articles/commands/create-article'
import { publishArticle } from '../../modules/articles/commands/publish-article'
import { withdrawArticle } from '../../modules/articles/commands/withdraw-article'
import type { StoryInput } from '../../modules/articles/schema'

/** What a made story may be given; everything else is made up, and its headline is like no other. */
export type GivenArticle = Partial<Omit<StoryInput, 'body' | 'tagSlugs'>> & {
  body?: Body | string[]
  /** Slugs of tags that exist. */
  tags?: string[]
  actor?: Actor
  /** When the command runs. */
  now?: Date
}

export type MadeArticle = { id: string; number: number; slug: string; version: number; headline: string; input: StoryInput }

const factory = systemActor('Factory', 'made by a test or a seed')

/** What an editor would have typed: a whole StoryInput. */
export function storyInput(given: GivenArticle = {}): StoryInput {
  const { body, tags, actor: _, now: __, ...fields } = given
  const text = body ?? ['A report on local services was published this week.', 'It lists what works and what has to improve.']
  return {
    headline: `Report on local services ${randomUUID().slice(0, 8)}`,
    standfirst: 'What the report says, in one sentence.',
    byline: '',
    storyDate: null,
    evergreen: false,
    sourceUrl: null,
    pins: [],
    exclusions: [],
    slug: null,
    ...fields,
    tagSlugs: tags ?? [],
    body: Array.isArray(text) ? bodyFromParagraphs(text) : text,
  }
}

/** A story nobody outside has seen. */
export async function draftArticle(given: GivenArticle = {}): Promise<MadeArticle> {
  const input = storyInput(given)
  const story = made(await createArticle(given.actor ?? factory, input, given.now ?? new Date()))
  return { ...story, headline: input.headline, input }
}

/** A published story; `publishedAt` is its first publication, when it is past. */
export async function liveArticle({ publishedAt, ...given }: GivenArticle & { publishedAt?: Date } = {}): Promise<MadeArticle> {
  const draft = await draftArticle(publishedAt ? { ...given, storyDate: publishedAt.toISOString() } : given)
  const { id, version } = draft
  const published = made(await publishArticle(given.actor ?? factory, { id, version }, given.now ?? new Date()))
  return { ...draft, version: published.version }
}

/** A story that readers saw and that was taken from them. */
export async function withdrawnArticle({
  reason = 'It was published by mistake.',
  ...given
}: GivenArticle & { publishedAt?: Date; reason?: string } = {}): Promise<MadeArticle> {
  const live = await liveArticle(given)
  const { id, version } = live
  const withdrawn = made(await withdrawArticle(given.actor ?? factory, { id, version, reason }, given.now ?? new Date()))
  return { ...live, version: withdrawn.version }
}

function made<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Error(`The factory was refused: ${outcome.problems.map((problem) => `${problem.field}: ${problem.message}`).join('; ')}`)
}
