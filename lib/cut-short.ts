/** At most so many UTF-16 units, and never half a character: lib/mail.ts takes subjects of up to 200. */
export function cutShort(words: string, max: number): string {
  if (words.length <= max) return words
  let short = ''
  for (const sign of words) {
    if (short.length + sign.length >= max) break
    short += sign
  }
  return `${short.trimEnd()}…`
}
