export const SLUG_MAX_CHARACTERS = 80

/** Lower-case ASCII words joined by hyphens, cut at a word. '' when nothing is left (a headline in another script). */
export function slugify(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[‘’']/g, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
  let slug = ''
  for (const word of words) {
    const next = slug === '' ? word : `${slug}-${word}`
    if (next.length > SLUG_MAX_CHARACTERS) return slug === '' ? word.slice(0, SLUG_MAX_CHARACTERS) : slug
    slug = next
  }
  return slug
}
