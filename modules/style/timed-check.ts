/** The patterns of the rules, looked for in a text under a time limit: on the server and the command line alike. */
import { timedHits } from '@/lib/timed-patterns'
import { wholeText } from '@/modules/tags/suggest-words'
import type { Hits } from './check-copy'
import type { Copy } from './copy-context'
import type { StyleRule } from './rules'

/** `ranOut`: ids of rules that were stopped, and found nothing for it. */
export function timedCheck(rules: readonly StyleRule[], copy: Copy): { hits: Hits; ranOut: string[] } {
  const patterns = rules.map(({ id, pattern }) => ({ id, source: pattern.source, flags: pattern.flags.replace('g', '') }))
  return timedHits(patterns, wholeText(copy))
}
