/** Quotations in a text that was pasted whole: which paragraphs are somebody's words, and whose. Pure. */

export type Speaker = { speaker: string; role: string; organisation: string }
/** A stretch of a paragraph, or words put between two of them. */
type Piece = { from: number; to: number } | string
/**
 * Paragraphs `from` up to, not including, `to` as a quotation; `parts` are its paragraphs, each out of one of the text.
 * `sure`: said in so many words who speaks, and nothing of the paragraphs is lost but that.
 */
export type FoundQuotation = Speaker & { from: number; to: number; parts: { paragraph: number; pieces: Piece[] }[]; sure: boolean }

const CLOSING: Record<string, string> = { '‘': '’', '“': '”', "'": "'", '"': '"' }
const SAYS =
  '(?:said|says|added|adds|commented|comments|explained|explains|told us|continued|continues|concluded|concludes|responded|responds)'
const LEAD = new RegExp(`^(.{4,300}?),?\\s+${SAYS}\\s*[:,]?\\s*([‘“'"])(?=\\S)`, 'u')
const AFTER = new RegExp(
  `^([‘“'"])(.+?)(?:([,.!?…])([’”'"]),?|([’”'"]),)\\s+(?:${SAYS}\\s+(.+?)|(.+?),?\\s+${SAYS})([.:])(?:\\s+([‘“'"])(.+)([’”'"]))?$`,
  'u',
)
const OPENERS =
  /^(?:in response|responding|meanwhile|in a statement|(?:commenting on|responding to|reacting to|reflecting on|welcoming) [^,]{1,80}|reacting|speaking (?:after|about|on behalf of|for) [^,]{1,60}),\s*/i
const NAME =
  /^((?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Prof|Professor|Rev)\.?\s+)?\p{Lu}[\p{L}’'-]+(?:\s+(?:\p{Lu}\.|(?:de|van|von|al|bin)|\p{Lu}[\p{L}’'-]+)){1,3})(?:,\s*(.+))?$/u
const ROLE_NOUN =
  /\b(?:leader|chair|chairman|chairwoman|co-chair|chief executive|director|head|member|minister|commissioner|president|secretary|inspector|officer|nurse|manager|ombudsman|lead)\b/i
const ROLE_BEFORE =
  /^((?:the\s+)?\p{L}[^,]*?\s\p{Ll}[^,]*?|(?:the\s+)?[^,]*[’']s\s[^,]+|(?:Chief|Council|Shadow|Deputy|Assistant|National)\s\p{Ll}[^,]*?),?\s+((?:(?:Cllr|Councillor|Dr|Sir|Dame|Prof|Professor)\.?\s+)?\p{Lu}[\p{L}’'-]+(?:\s+\p{Lu}[\p{L}’'-]+){1,2})$/u
const SPOKESPERSON = /^(?:a|an|the)?\s*(spokes(?:person|man|woman)|representative)\s+(?:for|from|of|at)\s+(?:the\s+)?(\p{Lu}.+)$/iu
const BODY_SPOKESPERSON = /^(?:[Aa]n?|[Tt]he)\s+(\p{Lu}.+?)\s+(spokes(?:person|man|woman)|representative)$/u
const BODY =
  /\b(?:Council|Forum|ICB|Board|Trust|Partnership|NHS|Ofsted|CQC|Commission|Association|Alliance|Union|Society|Department|Foundation|School|Academy|College|University|Network|Service|England)\b/

/** A paragraph longer than this, in characters, is no quotation followed by its speaker. */
const LOOKED_AT_MAX = 4_000

/** Every quotation that paragraphs of a text hold, in order. `null` stands for what is no paragraph: a heading, a list. */
export function findQuotations(paragraphs: readonly (string | null)[]): FoundQuotation[] {
  const found: FoundQuotation[] = []
  for (let at = 0; at < paragraphs.length; at += 1) {
    const one = ledIn(paragraphs, at) ?? attributedAfter(paragraphs[at] ?? '', at)
    if (!one || !/\p{L}/u.test(wordsOfQuotation(one, paragraphs).join(''))) continue
    found.push(one)
    at = one.to - 1
  }
  return found
}

/** "Jane Roe, chair of the forum, said: ‘…’", also over several paragraphs that each open the quotation again. */
function ledIn(paragraphs: readonly (string | null)[], at: number): FoundQuotation | null {
  const text = paragraphs[at] ?? ''
  const lead = LEAD.exec(text)
  const who = lead && speakerOf(lead[1] ?? '')
  const open = lead?.[2] ?? ''
  if (!lead || !who) return null
  const parts = [{ paragraph: at, pieces: [] as Piece[] }]
  let [from, index, words] = [lead[0].length, at, text]
  while (!isClosed(words, open)) {
    parts.at(-1)?.pieces.push({ from, to: words.trimEnd().length })
    index += 1
    words = paragraphs[index] ?? ''
    // A quotation that goes on opens again; whatever does not is no part of it.
    if (!words.startsWith(open)) return null
    from = 1
    parts.push({ paragraph: index, pieces: [] })
  }
  parts.at(-1)?.pieces.push({ from, to: words.trimEnd().length - 1 })
  const spoken = parts.map(({ paragraph }, nth) => (paragraphs[paragraph] ?? '').slice(nth === 0 ? lead[0].length : 1))
  if (spoken.some((part) => isInterrupted(part, open))) return null
  return { ...who.speaker, sure: who.sure, from: at, to: index + 1, parts }
}

const isClosed = (text: string, open: string): boolean => text.trimEnd().endsWith(CLOSING[open] ?? '')

/** Closed before its end, with words of the writer between. */
function isInterrupted(words: string, open: string): boolean {
  const close = CLOSING[open] ?? ''
  const inside = words.trimEnd().slice(0, -1)
  if (close === '”' || close === '"') return inside.includes(close)
  return new RegExp(`[.,!?]${close}\\s`).test(inside)
}

/** "‘…,’ said Jane Roe, chair of the forum." and perhaps more of her words. */
function attributedAfter(text: string, at: number): FoundQuotation | null {
  const match = text.length > LOOKED_AT_MAX ? null : AFTER.exec(text.trimEnd())
  if (!match) return null
  // The comma may stand inside the marks or after them.
  const [, open = '', first = '', end = ',', inside, outside = '', after = '', before = '', stop = '', reopened, more = ''] = match
  const close = inside ?? outside
  const who = speakerOf(after || before)
  if (!who || CLOSING[open] !== close || (reopened !== undefined && reopened !== open)) return null
  if (isInterrupted(`${first}${close}`, open) || isInterrupted(`${more}${close}`, open)) return null
  const pieces: Piece[] = [{ from: 1, to: 1 + first.length }, end === ',' ? '.' : end]
  if (more !== '') {
    const from = text.trimEnd().length - 1 - more.length
    // "…," he said: "…" is one sentence, and stays one.
    if (stop === ':') return null
    pieces.push(' ', { from, to: from + more.length })
  }
  return { ...who.speaker, sure: who.sure, from: at, to: at + 1, parts: [{ paragraph: at, pieces }] }
}

/** Who "Cllr Ann Roe, cabinet member for schools at Northmoor Council" is; null for a pronoun or a body. */
function speakerOf(said: string): { speaker: Speaker; sure: boolean } | null {
  const words = said.trim().replace(OPENERS, '').replace(/,$/, '')
  const spokesperson = SPOKESPERSON.exec(words)
  if (spokesperson)
    return { speaker: { speaker: capital(spokesperson[1] ?? ''), role: '', organisation: spokesperson[2] ?? '' }, sure: true }
  const bodys = BODY_SPOKESPERSON.exec(words)
  if (bodys) return { speaker: { speaker: capital(bodys[2] ?? ''), role: '', organisation: bodys[1] ?? '' }, sure: true }
  const before = roleBefore(words)
  if (before) return before
  const named = NAME.exec(words)
  if (!named || BODY.test(named[1] ?? '')) return null
  const relative = /^who\b.*?\b(?:becomes?|became|is|was|serves as|leads|chairs)\s+(?:the\s+)?(.+)$/i.exec(named[2] ?? '')
  const role = relative?.[1] ?? named[2] ?? ''
  const parted = roleAndBody(role)
  const isShort = [named[1] ?? '', parted.role, parted.organisation].every((part) => part.length <= 160)
  return {
    speaker: { speaker: named[1] ?? '', ...parted },
    sure: isShort && role !== '' && !/\bwho\b|;|\band (?:also )?(?:he|she|they)\b|, and \p{Lu}/u.test(named[2] ?? ''),
  }
}

/** "Northmoor Council leader Ann Roe", "Ofsted’s national director, Ann Roe". */
function roleBefore(words: string): { speaker: Speaker; sure: boolean } | null {
  const parts = ROLE_BEFORE.exec(words)
  const [, prefix = '', name = ''] = parts ?? []
  if (!parts || BODY.test(name)) return null
  const { role, organisation } = roleAndBody(prefix)
  return { speaker: { speaker: name, role, organisation }, sure: ROLE_NOUN.test(role) && !/\bwho\b/.test(prefix) }
}

/** "Cabinet member for schools at Northmoor Council", "chair of the forum", "chief nurse, South Moor ICB". */
function roleAndBody(text: string): { role: string; organisation: string } {
  const bodys =
    /^(?:the\s+)?(\p{Lu}.*?)[’']s\s+(.+)$/iu.exec(text) ??
    /^(?:the\s+)?(\p{Lu}.*\b(?:Council|Forum|ICB|Board|Trust|Partnership))\s+(\p{Ll}.+)$/u.exec(text)
  if (bodys && BODY.test(bodys[1] ?? '')) return { role: bodys[2] ?? '', organisation: bodys[1] ?? '' }
  const at = /^(.+)\s+(?:at|with)\s+(?:the\s+)?(\p{Lu}.+)$/u.exec(text)
  if (at) return { role: at[1] ?? '', organisation: at[2] ?? '' }
  const comma = /^(.+),\s+(?:the\s+)?(\p{Lu}[^,]+)$/u.exec(text)
  if (comma && BODY.test(comma[2] ?? '')) return { role: comma[1] ?? '', organisation: comma[2] ?? '' }
  const of =
    /^(.*?\b(?:chair|chairman|chairwoman|co-chair|chief executive|leader|director|head|president|chief inspector|manager))\s+(?:of|for)\s+(?:the\s+)?(\p{Lu}.+)$/iu.exec(
      text,
    )
  if (of && BODY.test(of[2] ?? '')) return { role: of[1] ?? '', organisation: of[2] ?? '' }
  return { role: text, organisation: '' }
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()

/** The words of a quotation's paragraphs. */
export const wordsOfQuotation = ({ parts }: FoundQuotation, paragraphs: readonly (string | null)[]): string[] =>
  parts.map(({ paragraph, pieces }) =>
    pieces.map((piece) => (typeof piece === 'string' ? piece : (paragraphs[paragraph] ?? '').slice(piece.from, piece.to))).join(''),
  )
