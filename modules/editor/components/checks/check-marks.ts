/**
 * Underlines findings in the body: decorations, which are never part of the document. They move along with every edit
 * until the next answer says where they are.
 */
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Check } from '../../checks'
import { placesOf, type Range } from './check-places'
import styles from './checks.module.css'

type Marks = { checks: readonly Check[]; active: string; decorations: DecorationSet }
type Wanted = Pick<Marks, 'checks' | 'active'>

export const checkMarksKey = new PluginKey<Marks>('check-marks')

export const checkMarks = (onPress: (key: string) => void): Plugin<Marks> =>
  new Plugin<Marks>({
    key: checkMarksKey,
    state: { init: () => ({ checks: [], active: '', decorations: DecorationSet.empty }), apply },
    props: {
      decorations: (state) => checkMarksKey.getState(state)?.decorations,
      handleClick: (view, position) => {
        const key = checkAt(view.state, position)
        if (key) onPress(key)
        return false
      },
    },
  })

/** Which findings are underlined, and which of them is being looked at. */
export function markChecks(view: EditorView, wanted: Wanted): void {
  view.dispatch(view.state.tr.setMeta(checkMarksKey, wanted))
}

/** The finding at a position; '' when there is none. */
export function checkAt(state: EditorState, position: number): string {
  const [found] = checkMarksKey.getState(state)?.decorations.find(position, position) ?? []
  return found ? String(found.spec.id) : ''
}

/** Where a finding's words are now; null when they have gone. */
export function rangeOfCheck(state: EditorState, check: Check): Range | null {
  const [marked] = checkMarksKey.getState(state)?.decorations.find(undefined, undefined, (spec) => spec.id === check.key) ?? []
  if (marked && state.doc.textBetween(marked.from, marked.to, '\n', ' ') === check.words) return { from: marked.from, to: marked.to }
  return placesOf(state.doc, [check]).get(check.key) ?? null
}

function apply(transaction: Transaction, before: Marks): Marks {
  const wanted = transaction.getMeta(checkMarksKey) as Wanted | undefined
  if (wanted) {
    const places = placesOf(transaction.doc, wanted.checks)
    const made = wanted.checks.flatMap(({ key, severity }) => {
      const place = places.get(key)
      const looks = [styles[severity], key === wanted.active ? styles.lookedAt : ''].filter(Boolean).join(' ')
      return place ? [Decoration.inline(place.from, place.to, { class: looks }, { id: key })] : []
    })
    return { ...wanted, decorations: DecorationSet.create(transaction.doc, made) }
  }
  if (!transaction.docChanged) return before
  return { ...before, decorations: before.decorations.map(transaction.mapping, transaction.doc) }
}
