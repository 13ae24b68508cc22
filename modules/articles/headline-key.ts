/**
 * What two headlines have in common when a person would call them the same: typographic quotes and dashes, case,
 * punctuation and spaces do not count. A headline without a letter or digit is its own key.
 */
export function headlineKey(headline: string): string {
  const plain = headline.normalize('NFKC').toLowerCase().normalize('NFKC')
  const words = plain
    .replace(/[‘’‛'“”„"`´′″]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
  return words === '' ? plain.replace(/\s+/g, ' ').trim() : words
}
