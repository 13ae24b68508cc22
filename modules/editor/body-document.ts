/**
 * Between the document the editor keeps and the body that is saved. Pure. What the editor adds of its own
 * (a link's target, a cell's width) is dropped by `validateBody` on the server.
 */
import type { Body } from '@/modules/articles/body'

type Loose = { type: string; content?: Loose[] }

const isBlank = (node: Loose | undefined) => node?.type === 'paragraph' && (node.content ?? []).length === 0

/** The body to save: without the empty paragraphs at its end. */
export function bodyOfDocument(document: unknown): Body {
  return trimmed((plain(document) as Loose).content ?? [])
}

/** ProseMirror's attributes have no prototype, and React sends such objects to no server action: a plain copy. */
const plain = (json: unknown): unknown => JSON.parse(JSON.stringify(json))

function trimmed(content: Loose[]): Body {
  let length = content.length
  while (length > 1 && isBlank(content[length - 1])) length -= 1
  return { type: 'doc', content: content.slice(0, length) } as Body
}

/** A document as ProseMirror holds it: a block that was not touched is the same object as before. */
type Holder = { childCount: number; child: (index: number) => Block }
type Block = object & { toJSON: () => unknown }

const blocks = new WeakMap<Block, Loose>()

/** The same of a document that is being typed in: only blocks that have changed are read again. Do not change it in place. */
export function bodyOfModel(document: Holder): Body {
  const content: Loose[] = []
  for (let index = 0; index < document.childCount; index += 1) {
    const block = document.child(index)
    const known = blocks.get(block) ?? (plain(block.toJSON()) as Loose)
    blocks.set(block, known)
    content.push(known)
  }
  return trimmed(content)
}

/** The document to edit: ends with a paragraph, so that there is always a way out of a quotation or a table. */
export function documentOfBody(body: Body): Body {
  return body.content.at(-1)?.type === 'paragraph' ? body : { type: 'doc', content: [...body.content, { type: 'paragraph' }] }
}

/** No words and nothing but paragraphs. */
export function isEmptyDocument(document: unknown): boolean {
  return ((document as Loose).content ?? []).every(isBlank)
}
