/**
 * Shows in the body which words are commented on: decorations, which are never part of the document. They move along with
 * every edit; words that came back, by undo or by paste, are found again when the writer pauses.
 */
import type { Node as ModelNode } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { type Anchor, findAnchor, findBetween } from '@/modules/comments/anchor'
import styles from '../body/body-field.module.css'
import { type BodyWords, positionsOf, wordsOf } from './body-words'

export type Marked = { id: string; anchor: Anchor }
/** `at` orders comments as their words stand in the story; words that have gone have no place. */
export type Spot = { how: 'here' | 'changed'; at: number } | { how: 'gone' }
export type Spots = Readonly<Record<string, Spot>>

type Marks = { marked: readonly Marked[]; active: string; decorations: DecorationSet }
/** What a transaction asks of the marks; `search`: words that have gone or changed are looked for again. */
type Wanted = Partial<Pick<Marks, 'marked' | 'active'>> & { search?: true }
type Range = { from: number; to: number }

const QUIET_MILLISECONDS = 500
const key = new PluginKey<Marks>('comment-marks')

type Options = { onSpots: (spots: Spots) => void; onPress: (id: string) => void }

export const commentMarks = ({ onSpots, onPress }: Options): Plugin<Marks> =>
  new Plugin<Marks>({
    key,
    state: { init: () => ({ marked: [], active: '', decorations: DecorationSet.empty }), apply },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      handleClick: (view, position) => {
        const id = commentAt(view.state, position)
        if (id) onPress(id)
        return false
      },
    },
    view: (view) => watch(view, onSpots),
  })

export const commentMarksKey = key

/** Which comments are marked, and which of them is being looked at. */
export function markComments(view: EditorView, marked: readonly Marked[], active: string): void {
  view.dispatch(view.state.tr.setMeta(key, { marked, active }))
}

/** The comment whose words stand at a position; '' when there is none. */
export function commentAt(state: EditorState, position: number): string {
  const [found] = key.getState(state)?.decorations.find(position, position) ?? []
  return found ? String(found.spec.id) : ''
}

/** Where a comment's words are now; null when they have gone. */
export function rangeOf(state: EditorState, id: string): Range | null {
  const [found] = key.getState(state)?.decorations.find(undefined, undefined, (spec) => spec.id === id) ?? []
  return found ? { from: found.from, to: found.to } : null
}

function apply(transaction: Transaction, before: Marks): Marks {
  const wanted = transaction.getMeta(key) as Wanted | undefined
  const decorations = transaction.docChanged ? before.decorations.map(transaction.mapping, transaction.doc) : before.decorations
  if (!wanted) return decorations === before.decorations ? before : { ...before, decorations }
  const { search = false, ...asked } = wanted
  const next = { ...before, ...asked, decorations }
  return { ...next, decorations: decorate(transaction, next, search) }
}

/**
 * What is marked stays where edits have moved it; what is not is looked for. On `search`, words that were written anew are
 * looked for between what stands around them, too: typing over them leaves the mark on a letter or two.
 */
function decorate({ doc }: Transaction, { marked, active, decorations }: Marks, search: boolean): DecorationSet {
  const ranges = new Map(decorations.find().map(({ from, to, spec }) => [String(spec.id), { from, to }]))
  let words: BodyWords | null = null
  const made = marked.flatMap(({ id, anchor }) => {
    const kept = ranges.get(id)
    let range: Range | null = kept ?? null
    if (!kept || (search && !isSame(doc, kept, anchor))) {
      words ??= wordsOf(doc)
      const place = kept ? findBetween(words.text, anchor) : findAnchor(words.text, anchor)
      range = (place && positionsOf(words, place)) ?? range
    }
    const look = { nodeName: 'mark', class: id === active ? `${styles.commented} ${styles.commentedActive}` : (styles.commented ?? '') }
    return range ? [Decoration.inline(range.from, range.to, look, { id })] : []
  })
  return DecorationSet.create(doc, made)
}

const even = (words: string): string => words.replace(/\s+/g, ' ').trim()
const isSame = (doc: ModelNode, { from, to }: Range, anchor: Anchor): boolean =>
  even(doc.textBetween(from, to, '\n', ' ')) === even(anchor.quote)

/** After each pause: looks for words that are missing, and says where all of them are. */
function watch(view: EditorView, onSpots: Options['onSpots']) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let searched = view.state.doc
  const look = () => {
    const marks = key.getState(view.state)
    if (!marks || view.isDestroyed) return
    const unsettled = marks.marked.some(({ id, anchor }) => {
      const range = rangeOf(view.state, id)
      return !range || !isSame(view.state.doc, range, anchor)
    })
    if (unsettled && searched !== view.state.doc) {
      searched = view.state.doc
      view.dispatch(view.state.tr.setMeta(key, { search: true } satisfies Wanted))
    }
    onSpots(spotsOf(view.state))
  }
  return {
    update: (now: EditorView, before: EditorState) => {
      const marks = key.getState(now.state)
      if (!marks?.marked.length && !key.getState(before)?.marked.length) return
      const listed = marks?.marked !== key.getState(before)?.marked
      if (!listed && now.state.doc === before.doc) return
      clearTimeout(timer)
      timer = setTimeout(look, listed ? 0 : QUIET_MILLISECONDS)
    },
    destroy: () => clearTimeout(timer),
  }
}

function spotsOf(state: EditorState): Spots {
  const marks = key.getState(state)
  return Object.fromEntries(
    (marks?.marked ?? []).map(({ id, anchor }): [string, Spot] => {
      const range = rangeOf(state, id)
      if (!range) return [id, { how: 'gone' }]
      return [id, { how: isSame(state.doc, range, anchor) ? 'here' : 'changed', at: range.from }]
    }),
  )
}
