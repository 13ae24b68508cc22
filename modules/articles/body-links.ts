/** Links inside a body. Pure. */
import { type Body, validateBody } from './body'

/**
 * The body with every link to `from` leading to `to`, or, where `to` is null, with those links gone and their words
 * kept. Answers null when there is no such link. The result is in its stored form.
 */
export function replaceHref(body: Body, from: string, to: string | null): Body | null {
  const found = { any: false }
  const changed = validateBody(replaced(body, from, to, found))
  if (!found.any) return null
  if (!changed.ok) throw new Error(`a body was not accepted after a link was changed: ${changed.problems[0]?.message}`)
  return changed.value
}

/** A copy, node by node; bodies are at most BODY_MAX_DEPTH deep. */
function replaced(node: unknown, from: string, to: string | null, found: { any: boolean }): unknown {
  if (Array.isArray(node)) return node.flatMap((each) => (isLinkTo(each, from) ? linkTo(to, found) : [replaced(each, from, to, found)]))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, replaced(value, from, to, found)]))
}

const isLinkTo = (node: unknown, href: string): boolean =>
  typeof node === 'object' && node !== null && 'type' in node && node.type === 'link' && 'attrs' in node && hrefOf(node.attrs) === href

const hrefOf = (attrs: unknown): unknown => (typeof attrs === 'object' && attrs !== null && 'href' in attrs ? attrs.href : null)

function linkTo(to: string | null, found: { any: boolean }): object[] {
  found.any = true
  return to === null ? [] : [{ type: 'link', attrs: { href: to } }]
}
