/** What a cached page says, and how it is filed, when it has nothing to show. */
import { pageMark, tagPage } from '@/lib/page-tags'
import { MissingPage, UnavailablePage } from './status-pages'

/** 404, filed under `tags`: what can come to stand at this address ends it. */
export async function missing(tags: readonly string[]) {
  await tagPage([pageMark.missing, ...tags])
  return <MissingPage />
}

/** 503: never stored. */
export async function unavailable() {
  await tagPage([pageMark.unavailable])
  return <UnavailablePage />
}
