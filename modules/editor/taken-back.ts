/** What an undo of a pasted story puts back in the other fields of the page. Pure. */
import type { StoryForm } from './story-form'

/** The fields that proposals of the text have filled (`accepted`) and nobody has changed since, as they were `before`. */
export function takenBack(now: StoryForm, accepted: Partial<StoryForm>, before: StoryForm): Partial<StoryForm> {
  const names = Object.keys(accepted).filter((name): name is keyof StoryForm => name in before)
  return Object.fromEntries(names.filter((name) => now[name] === accepted[name]).map((name) => [name, before[name]]))
}
