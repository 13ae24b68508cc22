/** Where readers find a live story. */
export const articlePath = (slug: string): string => `/news/${slug}`

/** Where the newsroom edits a story. */
export const adminArticlePath = (id: string): string => `/admin/articles/${id}`
