/**
 * The body's words as one line of text, and where each of its characters stands in the document: comments are anchored by
 * words, the editor marks positions. Pure.
 */
import type { Node as ModelNode } from '@tiptap/pm/model'

/** `atom`: one thing of the document, however long its words are. */
type Run = { at: number; position: number; length: number; atom?: true }
export type BodyWords = { text: string; runs: Run[] }

/** Paragraphs, headings and cells on lines of their own; a line break counts as a space. */
export function wordsOf(document: ModelNode): BodyWords {
  const runs: Run[] = []
  const parts: string[] = []
  let at = 0
  const add = (words: string) => {
    parts.push(words)
    at += words.length
  }
  document.descendants((node, position) => {
    if (node.isTextblock && at > 0) add('\n')
    if (node.isText && node.text) {
      runs.push({ at, position, length: node.text.length })
      add(node.text)
    } else if (node.type.spec.leafText) {
      const words = node.type.spec.leafText(node)
      runs.push({ at, position, length: words.length, atom: true })
      add(words)
    } else if (node.isInline) add(' ')
    return true
  })
  return { text: parts.join(''), runs }
}

/** The positions in the document of a place in its words; null when nothing of it is text. */
export function positionsOf({ runs }: BodyWords, place: { from: number; to: number }): { from: number; to: number } | null {
  const inside = runs.filter((run) => run.at < place.to && run.at + run.length > place.from)
  const [first, last] = [inside[0], inside.at(-1)]
  if (!first || !last) return null
  return {
    from: first.position + (first.atom ? 0 : Math.max(0, place.from - first.at)),
    to: last.position + (last.atom ? 1 : Math.min(last.length, place.to - last.at)),
  }
}

/** How many characters of the words stand before a position of the document. */
export function offsetOf({ runs, text }: BodyWords, position: number): number {
  const run = runs.find((one) => one.position + (one.atom ? 1 : one.length) >= position)
  if (!run) return text.length
  return run.at + (run.atom && position > run.position ? run.length : Math.max(0, position - run.position))
}
