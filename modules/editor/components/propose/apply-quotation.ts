import type { Node as ModelNode } from '@tiptap/pm/model'
import type { Editor } from '@tiptap/react'
import type { Proposal } from '../../propose'

type QuotationProposal = Extract<Proposal, { kind: 'quotation' }>

/** The words of each block of the body as the proposals count them; null for what is no paragraph. */
export function paragraphsOf(editor: Editor): (string | null)[] {
  const texts: (string | null)[] = []
  editor.state.doc.forEach((block) => {
    texts.push(block.type.name === 'paragraph' ? textOf(block) : null)
  })
  return texts
}

/** Each inline node is one character wide, as its text is long: places in the text are places in the paragraph. */
const textOf = (block: ModelNode): string => block.textBetween(0, block.content.size, '', ' ')

/**
 * Makes the paragraphs a quotation with its speaker, their links and emphasis kept. Answers how to take it back, which itself
 * answers false when the quotation has changed since; null when the paragraphs are not there any more.
 */
export function applyQuotation(editor: Editor, { quotation, texts }: QuotationProposal): (() => boolean) | null {
  const { schema } = editor.state
  const place = findBlocks(editor, texts)
  const blocks = place?.blocks ?? []
  const { quotation: type, paragraph } = schema.nodes
  if (!place || !type || !paragraph) return null
  const content = quotation.parts.map(({ paragraph: at, pieces }) => {
    const block = blocks[at - quotation.from] as ModelNode
    const words = pieces.map((piece) =>
      typeof piece === 'string' ? paragraph.create(null, schema.text(piece)) : block.cut(piece.from, piece.to),
    )
    return words.reduce((whole, next) => whole.copy(whole.content.append(next.content)))
  })
  const { speaker, role, organisation } = quotation
  const made = type.create({ speaker, role, organisation }, content)
  editor.view.dispatch(editor.state.tr.replaceWith(place.from, place.to, made))
  return () => takeBack(editor, made, blocks)
}

function takeBack(editor: Editor, made: ModelNode, blocks: ModelNode[]): boolean {
  let found = -1
  editor.state.doc.forEach((block, offset) => {
    if (found < 0 && block.eq(made)) found = offset
  })
  if (found < 0) return false
  editor.view.dispatch(editor.state.tr.replaceWith(found, found + made.nodeSize, blocks))
  return true
}

/** Consecutive paragraphs with these words. */
function findBlocks(editor: Editor, texts: readonly string[]): { from: number; to: number; blocks: ModelNode[] } | null {
  const all: { block: ModelNode; from: number }[] = []
  editor.state.doc.forEach((block, from) => {
    all.push({ block, from })
  })
  const at = all.findIndex((_, index) =>
    texts.every((text, nth) => {
      const block = all[index + nth]?.block
      return block?.type.name === 'paragraph' && textOf(block) === text
    }),
  )
  const found = at < 0 ? [] : all.slice(at, at + texts.length)
  const [first, last] = [found[0], found.at(-1)]
  return first && last ? { from: first.from, to: last.from + last.block.nodeSize, blocks: found.map(({ block }) => block) } : null
}
