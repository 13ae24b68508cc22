/** Which events of the audit can change related lists, and whose. Pure. */

/** 'story': its own list, and lists that show or could show it. 'all': any list. */
export type Reach = 'none' | 'story' | 'all'

/** Kinds that leave what readers see alone, or change words that no list rests on. */
const NO_LIST: ReadonlySet<string> = new Set([
  'article.created',
  'article.saved',
  'article.imported',
  'article.slug-changed',
  'tag.created',
  'tag.renamed',
  'tag.retired',
  'tag.proposed',
  'tag.proposal-decided',
  'preview.created',
  'preview.revoked',
  'correction.reported',
  'correction.closed',
  'related.pair-reported',
  'related.report-closed',
])
/** A tag's words stand in reasons; lists rest on what it is and what is above it. */
const WORDS_OF_A_TAG: ReadonlySet<unknown> = new Set([
  'label',
  'other names',
  'description',
  'introduction',
  'first story',
  'days',
  'what took its place',
])

/** Acts of tagging in bulk that change no list yet. */
const BEGUN: ReadonlySet<unknown> = new Set(['started', 'undoing', 'settled'])

/** An event as the audit keeps it. */
export type AuditedEvent = { kind: string; entityType: string; detail: unknown }

const fieldOf = (detail: unknown, field: string): unknown =>
  typeof detail === 'object' && detail !== null ? (detail as Record<string, unknown>)[field] : null

function changedOf(detail: unknown): unknown[] {
  const changed = fieldOf(detail, 'changed')
  return Array.isArray(changed) ? changed : []
}

/** A kind that nobody has named here is taken to matter: asking a list in vain does no harm. */
export function reachOf({ kind, entityType, detail }: AuditedEvent): Reach {
  if (NO_LIST.has(kind)) return 'none'
  if (kind === 'tag.bulk') return BEGUN.has(fieldOf(detail, 'act')) ? 'none' : 'all'
  if (kind === 'tag.changed') return changedOf(detail).every((one) => WORDS_OF_A_TAG.has(one)) ? 'none' : 'all'
  if (kind === 'data.seeded') return 'all'
  if (entityType === 'article') return 'story'
  return kind.startsWith('related.') || kind.startsWith('tag.') || kind.startsWith('settings.') ? 'all' : 'none'
}
