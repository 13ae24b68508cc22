/** Where tagging in bulk is looked at and begun. */
export const BULK_PATH = '/admin/tags/bulk'

export const bulkPath = (id: string): string => `${BULK_PATH}/${id}`

/** Tagging these stories, by id; `add` and `remove` are slugs chosen beforehand. */
export function bulkOfStoriesPath(ids: readonly string[], { add = [], remove = [] }: { add?: string[]; remove?: string[] } = {}): string {
  const query = new URLSearchParams({ stories: ids.join(',') })
  for (const slug of add) query.append('add', slug)
  for (const slug of remove) query.append('remove', slug)
  return `${BULK_PATH}?${query}`
}
