/** Findings in what stands under a quotation: whose words it is. They are fields of the quotation, no words of the body. Pure. */
import type { Node as ModelNode } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { attribution } from '@/modules/articles/body'
import type { Check } from '../../checks'

/** In the order of their inputs. */
export const NAMED_FIELDS = ['speaker', 'role', 'organisation'] as const
type Named = Record<(typeof NAMED_FIELDS)[number], string>

/** `field`: which of its fields holds the words; null where they go over two. */
export type QuotationPlace = { at: number; named: Named; field: (typeof NAMED_FIELDS)[number] | null }

/** Whether a finding is about who is named under a quotation. */
export const isUnderQuotation = ({ field, line, rule }: Pick<Check, 'field' | 'line' | 'rule'>): boolean =>
  field === 'body' && line === null && rule !== 'AX-ALT'

/** The first quotation under which these words stand; null when they have gone. */
export function quotationNaming(document: ModelNode, words: string): QuotationPlace | null {
  let found: QuotationPlace | null = null
  document.descendants((node, at) => {
    if (found || node.type.name !== 'quotation') return found === null
    const named: Named = {
      speaker: String(node.attrs.speaker),
      role: String(node.attrs.role),
      organisation: String(node.attrs.organisation),
    }
    if (words !== '' && attribution(named).includes(words))
      found = { at, named, field: NAMED_FIELDS.find((field) => named[field].includes(words)) ?? null }
    return false
  })
  return found
}

/** What writes `fix` in place of the words; null when they have gone, or go over two fields. */
export function mendedUnder(
  { doc, tr }: Pick<EditorState, 'doc' | 'tr'>,
  { words, fix }: Pick<Check, 'words' | 'fix'>,
): Transaction | null {
  const place = quotationNaming(doc, words)
  if (!place?.field || fix === null) return null
  return tr.setNodeMarkup(place.at, undefined, { ...place.named, [place.field]: place.named[place.field].replace(words, () => fix) })
}
