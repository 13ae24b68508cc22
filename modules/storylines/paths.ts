/** Where the newsroom edits a storyline. Readers find it at its tag’s page. */
export const adminStorylinePath = (slug: string): string => `/admin/storylines/${slug}`
