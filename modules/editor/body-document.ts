/**
 * Between the document the editor keeps and the body that is saved. Pure. What the editor adds of its own
 * (a link's target, a cell's width) is dropped by `validateBody` on the server.
 */
import type { Body } from '@/modules/articles/body'

type Loose = { type: string; content?: Loose[] }

const isBlank = (node: Loose | undefined) => node?.type === 'paragraph' && (node.content ?? []).length === 0

/** The body to save: without the empty paragraphs at its end. */
export function bodyOfDocument(document: unknown): Body {
  // ProseMirror's attributes have no prototype, and React sends such objects to no server action: a plain copy.
  const content: Loose[] = (JSON.parse(JSON.stringify(document)) as Loose).content ?? []
  while (content.length > 1 && isBlank(content.at(-1))) content.pop()
  return { type: 'doc', content } as Body
}

/** The document to edit: ends with a paragraph, so that there is always a way out of a quotation or a table. */
export function documentOfBody(body: Body): Body {
  return body.content.at(-1)?.type === 'paragraph' ? body : { type: 'doc', content: [...body.content, { type: 'paragraph' }] }
}

/** No words and nothing but paragraphs. */
export function isEmptyDocument(document: unknown): boolean {
  return ((document as Loose).content ?? []).every(isBlank)
}
