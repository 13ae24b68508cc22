/**
 * Structured data for search engines: the one place that writes markup by hand.
 * React would escape quotation marks inside a script element, which JSON cannot stand; so the text goes in as it is,
 * after every character that could end the element or the line has become a JSON escape. It is data: no browser runs it.
 */
const UNSAFE = /[<>&\u2028\u2029]/g

export const jsonForScript = (value: unknown): string =>
  JSON.stringify(value).replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

export function JsonLd({ value }: { value: Record<string, unknown> }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above; jsonForScript is tested against </script> and its relatives
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonForScript(value) }} />
}
