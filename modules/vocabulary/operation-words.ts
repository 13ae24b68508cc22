/** What the log says of a change of the vocabulary. Pure. */
import type { OperationKind } from './views'

const fields = (asked: unknown): Record<string, unknown> =>
  typeof asked === 'object' && asked !== null ? (asked as Record<string, unknown>) : {}
const named = (value: unknown): string => `“${typeof value === 'string' && value !== '' ? value : 'a tag'}”`

/** "“EHCP” merged into “EHC plans”". `asked` is what the operation was filed with. */
export function operationSentence(kind: OperationKind, asked: unknown): string {
  const { fromLabel, intoLabel, label, to, toLabel, successorLabel, keep, words } = fields(asked)
  switch (kind) {
    case 'merge':
      return `${named(fromLabel)} merged into ${named(intoLabel)}`
    case 'rename':
      return label === to ? `${named(label)} given another address` : `${named(label)} renamed to ${named(to)}`
    case 'retire':
      return `${named(label)} retired${typeof successorLabel === 'string' ? `: use ${named(successorLabel)} instead` : ''}`
    case 'split':
      return keep === 'both'
        ? `Stories of ${named(label)} given ${named(toLabel)} as well`
        : `Stories of ${named(label)} moved to ${named(toLabel)}`
    case 'bulk':
      return `Tags of many stories changed${typeof words === 'string' && words !== '' ? `: ${words}` : ''}`
  }
}

const STATES: Record<string, string> = {
  running: 'Under way',
  done: 'Done',
  stopped: 'Stopped',
  undoing: 'Being taken back',
  undone: 'Taken back',
}
export const operationState = (state: string): string => STATES[state] ?? state
