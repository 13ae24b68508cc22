/**
 * Facts inside a body: entered once in the newsroom, shown wherever a story embeds them. A body is stored with their names;
 * before anybody reads it they become words, so that pages, feeds, data, search and exports know of nothing else. Pure.
 */
import type { Body, Fact, Inline } from './body'
import { addText, isFactSlug } from './body-normalise'

/** The value of each fact by its name. */
export type FactValues = ReadonlyMap<string, string>

/** The names of the facts a body embeds, each once, in the order of reading. Any JSON: what is no body embeds none. */
export function factSlugs(body: unknown): string[] {
  const slugs = new Set<string>()
  for (const { slug } of factsIn(body)) slugs.add(slug)
  return [...slugs]
}

/** The values that came along with the facts of a body from outside, such as an export. */
export function factValuesIn(body: unknown): Map<string, string> {
  return new Map(factsIn(body).flatMap(({ slug, value }) => (typeof value === 'string' ? [[slug, value] as const] : [])))
}

/** Walked with a list of its own: what comes from outside may be nested deeper than a body. */
function factsIn(body: unknown): { slug: string; value: unknown }[] {
  const found: { slug: string; value: unknown }[] = []
  const open: unknown[] = [body]
  while (open.length > 0) {
    const node = open.pop()
    if (typeof node !== 'object' || node === null) continue
    if ('type' in node && node.type === 'fact' && 'attrs' in node) {
      const { slug, value }: { slug?: unknown; value?: unknown } = Object(node.attrs)
      if (isFactSlug(slug)) found.push({ slug, value })
    }
    if ('content' in node && Array.isArray(node.content)) for (const child of node.content.toReversed()) open.push(child)
  }
  return found
}

/** The body with its facts as plain words. One without a value stays, for the newsroom to see. */
export const shownFacts = (body: Body, values: FactValues): Body =>
  mapped(body, (content) => {
    const kept: Inline[] = []
    for (const node of content) {
      const value = node.type === 'fact' ? values.get(node.attrs.slug) : undefined
      if (node.type === 'text') addText(kept, node.text, node.marks ?? [])
      else if (node.type === 'fact' && value !== undefined) addText(kept, value, node.marks ?? [])
      else kept.push(node)
    }
    return kept
  })

/** The body with the value of each fact beside its name: for an export, whose reader may not have the fact. */
export const filledFacts = (body: Body, values: FactValues): Body =>
  mapped(body, (content) => content.map((node) => (node.type === 'fact' ? filled(node, values.get(node.attrs.slug)) : node)))

const filled = (node: Fact, value: string | undefined): Fact =>
  value === undefined ? node : { ...node, attrs: { slug: node.attrs.slug, value } }

type Node = { type: string; content?: Node[] }

/** A copy with the text of each paragraph and heading given to `change`; the same body when it embeds no fact. */
function mapped(body: Body, change: (content: Inline[]) => Inline[]): Body {
  if (factsIn(body).length === 0) return body
  const copy = (node: Node): Node => {
    if (!node.content) return node
    const isText = node.type === 'paragraph' || node.type === 'heading'
    return { ...node, content: isText ? change(node.content as Inline[]) : node.content.map(copy) }
  }
  return copy(body as Node) as Body
}
