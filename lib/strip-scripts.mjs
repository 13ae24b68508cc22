/**
 * Takes the framework's scripts out of a public page. Readers' pages are finished HTML: they need none. One script stays,
 * our own counter, which no page needs either. Next 16 has no setting for it (docs/decisions, cached pages).
 */

const SCRIPT = /<script\b([^>]*)>[\s\S]*?<\/script\s*>/gi
// Data for search engines, not code: never run, and not stopped by a policy.
const DATA_BLOCK = /\btype\s*=\s*(["']?)application\/ld\+json\1(?=[\s/>]|$)/i
// public/count.js as modules/measures/components/counting-script.tsx writes it, and in no other form: docs/decisions, counting.
const COUNTER = /^<script src="\/count\.js\?v=[0-9a-f]{8}" defer(?:="")?><\/script>$/
const LINK = /<link\b[^>]*>/gi
const SCRIPT_LINK = /\b(?:as\s*=\s*["']?script\b|rel\s*=\s*["']?modulepreload\b)/i

/**
 * The same HTML without scripts that would run and without preloads of them; JSON-LD and our own counter stay.
 * @param {string} html
 * @returns {string}
 */
export function stripScripts(html) {
  return html
    .replace(SCRIPT, (whole, attributes) => (DATA_BLOCK.test(attributes) || COUNTER.test(whole) ? whole : ''))
    .replace(LINK, (whole) => (SCRIPT_LINK.test(whole) ? '' : whole))
}

/**
 * A Link response header without the script preloads; undefined when nothing is left.
 * @param {unknown} header
 * @returns {string | undefined}
 */
export function stripScriptPreloads(header) {
  if (typeof header !== 'string') return undefined
  const kept = header.split(/,(?=\s*<)/).filter((part) => !/;\s*as="?script"?/i.test(part) && !/;\s*rel="?modulepreload"?/i.test(part))
  return kept.length > 0 ? kept.join(',').trim() : undefined
}
