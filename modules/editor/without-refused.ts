/** A story that is kept while a field of it is half typed. Pure. */
import type { StoryToSave } from './story-form'

const EMPTY: Partial<StoryToSave> = {
  headline: '',
  standfirst: '',
  byline: '',
  storyDate: null,
  sourceUrl: null,
  slug: null,
  pins: [],
  exclusions: [],
}

/**
 * The story with each field that was refused as it was when it was last taken (`good`; empty before that). The device keeps
 * what is typed in them. `problems` name fields as the newsroom does: "story.pins.0.headline".
 */
export function withoutRefused(story: StoryToSave, problems: readonly { field: string }[], good: StoryToSave | null): StoryToSave {
  const names = new Set(problems.map(({ field }) => field.replace(/^story\.?/, '').split('.')[0] ?? ''))
  const replaced = Object.entries(good ?? EMPTY).filter(([name]) => names.has(name))
  return { ...story, ...Object.fromEntries(replaced) }
}
