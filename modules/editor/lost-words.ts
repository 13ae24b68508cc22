/** Words that a page left on this device, against what the newsroom has of the same person's text. Pure. */

/**
 * `edits`: how far the page had come; `revision`: the one its words were written over, null where that was not known;
 * `halfTyped`: a field of them is one that the newsroom does not take, and has kept as it was before (without-refused.ts).
 */
export type LostWords = { tab: string; edits: number; at: Date; revision: number | null; halfTyped?: boolean }
/** The newsroom's working copy. */
type Copy = { tab: string; sequence: number; changedAt: Date; revision: number }
/** How far that page's text is in a version, and in which. */
type Settled = { sequence: number; revision: number }

/** 'same': the newsroom has them; 'older': it has later ones, of another page; else the revision they belong over. */
export type Lost = 'same' | 'older' | { revision: number }

/** `newest`: the number of the newest revision. Of one page its own count decides; of two pages, their clocks. */
export function judgeLost(words: LostWords, copy: Copy | null, settled: Settled | null, newest: number): Lost {
  const isTaken = (sequence: number) => sequence >= words.edits && !words.halfTyped
  if (copy?.tab === words.tab) return isTaken(copy.sequence) ? 'same' : { revision: words.revision ?? copy.revision }
  if (copy) return words.at > copy.changedAt ? { revision: words.revision ?? copy.revision } : 'older'
  if (settled && isTaken(settled.sequence)) return 'same'
  if (settled) return { revision: Math.max(settled.revision, words.revision ?? 0) }
  return { revision: words.revision ?? newest }
}
