/**
 * The paragraphs of one text that the other does not have, in their order; between them the number of paragraphs that
 * both have. Pure.
 */
export function withoutShared(paragraphs: readonly string[], other: readonly string[]): (string | number)[] {
  const shared = new Set(other)
  const parts: (string | number)[] = []
  for (const paragraph of paragraphs) {
    const last = parts.at(-1)
    if (!shared.has(paragraph)) parts.push(paragraph)
    else if (typeof last === 'number') parts[parts.length - 1] = last + 1
    else parts.push(1)
  }
  return parts
}
