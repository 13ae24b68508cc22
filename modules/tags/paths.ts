const AREA_TAG = 'area-'

/** Where readers find what a tag is about: an area's tag has its page among the areas. */
export const tagPath = (slug: string): string => (slug.startsWith(AREA_TAG) ? `/areas/${slug.slice(AREA_TAG.length)}` : `/tags/${slug}`)

/** A tag's feeds, without the ending: add .atom, .rss or .json. */
export const tagFeedPath = (slug: string): string => `/feeds/tags/${slug}`
