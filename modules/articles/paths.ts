/** Where readers find a live story. */
export const articlePath = (slug: string): string => `/news/${slug}`

/** What was changed after publication, of all stories. */
export const CORRECTIONS_PATH = '/corrections'

/** Where the newsroom edits a story. */
export const adminArticlePath = (id: string): string => `/admin/articles/${id}`

export const adminFactPath = (slug: string): string => `/admin/facts/${slug}`
