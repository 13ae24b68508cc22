import { newStoryId } from '../../new-story-id'

const NAME = 'throughline:import'
let ofPage: string | null = null

/** What the import under way is called at the newsroom: the same at every press, also after the page was loaded again. */
export function importKey(): string {
  ofPage ??= kept() ?? newStoryId()
  try {
    sessionStorage.setItem(NAME, ofPage)
  } catch {
    // Switched off: a page that is loaded again begins another import.
  }
  return ofPage
}

/** All of it was stored, and an answer said so: the same lines would be meant as other stories now. */
export function endImport() {
  ofPage = null
  try {
    sessionStorage.removeItem(NAME)
  } catch {
    // Switched off: nothing was kept.
  }
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(NAME)
  } catch {
    return null
  }
}
