/**
 * Tags for a story, out of its own words, each with the sentences that speak for it: the same for the editor and for the
 * command line, without a network, and the same every time. docs/decisions/0023-suggested-tags.md. Pure.
 */
import { namedIn } from './suggest-names'
import { compilePatterns, type VocabularyTag } from './suggest-patterns'
import { ranked, type Suggestion, type Vote } from './suggest-ranking'
import { readyPhrases, saidIn } from './suggest-said'
import { type StoryWords, sentencesOf } from './suggest-words'

export type { Evidence, Suggestion } from './suggest-ranking'
export type Suggester = (story: StoryWords) => Suggestion[]

/** Makes the vocabulary ready once; asked for each story after that. */
export function suggester(vocabulary: readonly VocabularyTag[]): Suggester {
  const patterns = compilePatterns(vocabulary)
  const before = vocabulary.flatMap((tag) => (tag.formerly ?? []).map((slug) => [slug, tag] as const))
  const bySlug = new Map([...before, ...vocabulary.map((tag) => [tag.slug, tag] as const)])
  const phrases = readyPhrases((slug) => bySlug.has(slug))
  // Rules know a tag by the slug they were written for, whatever it is called now.
  const known = new Map([...phrases.slugs].map((slug) => [bySlug.get(slug), slug] as const))
  return (story) => {
    const sentences = sentencesOf(story).filter((one) => one.zone !== 'list')
    const votes = new Map<VocabularyTag, Vote[]>()
    const add = (slug: string, vote: Vote) => {
      const tag = bySlug.get(slug)
      if (!tag || vote.weight <= 0) return
      const before = votes.get(tag)
      if (before) before.push(vote)
      else votes.set(tag, [vote])
    }
    const names = namedIn(patterns, sentences)
    for (const { slug, vote } of names.votes) add(slug, vote)
    for (const { slug, vote } of saidIn(story, sentences, phrases)) add(slug, vote)
    return ranked(
      votes,
      names.named,
      (tag) => known.get(tag) ?? tag.slug,
      (slug) => bySlug.get(slug),
    )
  }
}
