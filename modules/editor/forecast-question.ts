/** What the answer to "If you publish this" rests on, as text: another text, and it has to be counted again. Pure. */
import type { Known } from './known-story'
import type { StoryForm } from './story-form'

/** Everything of the page but what no list rests on: a field that comes later counts until it is named here. */
export function forecastQuestion(known: Pick<Known, 'id' | 'version' | 'state'> | null, form: StoryForm): string {
  const { standfirst: _, byline: __, sourceUrl: ___, slug: ____, leadPicture: _____, tags, ...rest } = form
  return JSON.stringify([known?.id, known?.version, known?.state, tags.map((tag) => tag.slug), rest])
}
