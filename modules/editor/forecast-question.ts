/** What the answer to "If you publish this" rests on, as text: another text, and it has to be counted again. Pure. */
import type { Known } from './known-story'
import type { StoryForm } from './story-form'

/** Everything of the page but what no list rests on: a field that comes later counts until it is named here. */
export function forecastQuestion(known: Pick<Known, 'id' | 'version' | 'state'> | null, form: StoryForm): string {
  const { standfirst: _, byline: __, sourceUrl: ___, slug: ____, leadPicture: _____, tags, ...rest } = form
  return JSON.stringify([known?.id, known?.version, known?.state, tags.map((tag) => tag.slug), rest])
}

/** The page as it is asked about: `edits` counts every change of it, also in the text. */
export type AskedPage = { question: string; edits: number; wanted: boolean }

/**
 * Counts, again and again, until the answer is of the page as it stands. `count` says whether it could be counted: what kept
 * it may be mended anywhere on the page, and then it is counted again after `quiet`, as when somebody types.
 */
export async function countUntilStill(page: () => AskedPage, count: () => Promise<boolean>, quiet: () => Promise<void>): Promise<void> {
  for (;;) {
    const asked = page()
    const counted = await count()
    const mended = !counted && page().edits !== asked.edits
    if (mended) await quiet()
    const now = page()
    if (!now.wanted || (now.question === asked.question && !mended)) return
  }
}
