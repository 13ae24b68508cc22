/**
 * What a clipboard's HTML becomes before the editor reads it: structure and emphasis of the writer, nothing of the
 * program it came from. Works on an inert <template>, so nothing is loaded and nothing runs. Browser only.
 */
import { safeHref } from '@/modules/articles/body'
import { isFactSlug } from '@/modules/articles/body-normalise'

/** Removed with everything inside. */
const DROPPED = new Set(
  'script style meta link title head base template noscript iframe object embed applet svg math img picture video audio canvas source track map area input button select textarea form option dialog xml o:p'.split(
    ' ',
  ),
)
const BLOCKS = new Set(
  'div section article main aside header footer nav figcaption dl dt dd pre address center fieldset details summary hgroup'.split(' '),
)
const RENAMED: Record<string, string> = {
  h1: 'h2',
  h2: 'h2',
  h3: 'h3',
  h4: 'h3',
  h5: 'h3',
  h6: 'h3',
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  p: 'p',
  ul: 'ul',
  ol: 'ol',
  menu: 'ul',
  li: 'li',
  a: 'a',
  br: 'br',
  blockquote: 'blockquote',
  figure: 'figure',
  table: 'table',
  tbody: 'tbody',
  thead: 'thead',
  tfoot: 'tfoot',
  tr: 'tr',
  td: 'td',
  th: 'th',
}
const WORD_BULLET = /^[\s\u00a0]*[·•●○▪■§o–-][\s\u00a0]+/u
const WORD_NUMBER = /^[\s\u00a0]*(?:\d{1,3}|[a-z]{1,4})[.)]/i

/** Clean HTML of paragraphs, h2, h3, lists, tables, quotations, strong, em and links; '' when nothing is left. */
export function cleanPastedHtml(html: string): string {
  const template = document.createElement('template')
  // A template's content belongs to a document without a window: no request, no script, no event handler.
  template.innerHTML = disarmed(html)
  const root = template.content
  for (const node of [...root.querySelectorAll('*')]) if (DROPPED.has(node.localName)) node.remove()
  wordLists(root)
  nestedLists(root)
  return [...root.childNodes].map((node) => serialise(node)).join('')
}

/**
 * Styles and handlers under names that mean nothing to a browser: even in an inert document the content security
 * policy would report each of them. What slips through is only reported, never applied.
 */
function disarmed(html: string): string {
  return html
    .replace(/<!--\s*(?:Start|End)Fragment\s*-->/gi, '')
    .replace(/<\/?o:p[^>]*>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s/"'])(style|on[a-z]+)(\s*=)/gi, '$1data-pasted-$2$3'))
}

const styleOf = (node: Element) => node.getAttribute('data-pasted-style') ?? ''

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

function serialise(node: Node): string {
  if (node.nodeType === 3) return escaped((node.textContent ?? '').replace(/[\u00a0\s]{2,}/g, ' '))
  if (!(node instanceof Element)) return ''
  const inner = () => [...node.childNodes].map((child) => serialise(child)).join('')
  const tag = RENAMED[node.localName]
  if (tag === 'br') return isBetweenBlocks(node) ? '' : '<br>'
  if (tag === 'a') return link(node, inner())
  if (node.localName === 'sup' || node.localName === 'sub') return raised(node, inner())
  if (tag === 'strong' || tag === 'em') return emphasis(node, tag, inner())
  // A fact of ours, from another place in the newsroom.
  if (node.localName === 'span' && isFactSlug(node.getAttribute('data-fact')))
    return `<span${kept(node, ['data-fact'])}>${escaped(node.textContent ?? '')}</span>`
  if (tag === 'p' || tag === 'h2' || tag === 'h3') return paragraph(node, tag, inner())
  if (tag === 'figure' && node.hasAttribute('data-picture'))
    return `<figure data-picture=""${kept(node, ['data-media-id', 'data-alt', 'data-decorative', 'data-caption'])}${slice(node)}></figure>`
  if (tag === 'figure')
    return node.hasAttribute('data-quotation')
      ? `<figure data-quotation=""${kept(node, ['data-speaker', 'data-role', 'data-organisation'])}${slice(node)}>${inner()}</figure>`
      : `<div>${inner()}</div>`
  if (tag === 'td' || tag === 'th') return `<${tag}${spans(node)}${slice(node)}>${inner()}</${tag}>`
  if (tag) return `<${tag}${slice(node)}>${inner()}</${tag}>`
  if (BLOCKS.has(node.localName)) return division(node, inner())
  return emphasis(node, null, inner())
}

/** Google Docs and mail programs put line breaks between blocks to hold them apart. */
function isBetweenBlocks(node: Element): boolean {
  const beside = [node.previousElementSibling, node.nextElementSibling]
  return (
    node.className === 'Apple-interchange-newline' ||
    beside.some((other) => other !== null && (BLOCKS.has(other.localName) || BLOCK_TAG.test(other.localName)))
  )
}

const BLOCK_TAG = /^(p|h[1-6]|ul|ol|table|blockquote|figure)$/

/** A division of text alone is a paragraph; two line breaks in a row part two of them. */
function division(node: Element, inner: string): string {
  if (/<(p|h2|h3|ul|ol|table|div|figure|blockquote)[ >]/.test(inner)) return `<div${slice(node)}>${inner}</div>`
  return parted('p', inner, slice(node))
}

function parted(tag: string, inner: string, attributes: string): string {
  const pieces = inner.split(/(?:<br>\s*){2,}/).filter((piece) => piece.replace(/<br>|\s|\u00a0/g, '') !== '')
  return pieces.map((piece, index) => `<${tag}${index === 0 ? attributes : ''}>${piece}</${tag}>`).join('')
}

function paragraph(node: Element, tag: string, inner: string): string {
  const text = (node.textContent ?? '').replace(/[\s\u00a0]+/g, '')
  // Programs part paragraphs with empty ones; ours are parted by their style. An empty cell keeps its paragraph.
  if (text === '' && !node.closest('td,th,li')) return ''
  return text === '' ? `<${tag}></${tag}>` : parted(tag, inner, slice(node))
}

function kept(node: Element, names: string[]): string {
  return names.map((name) => ` ${name}="${escaped(node.getAttribute(name) ?? '')}"`).join('')
}

const spans = (node: Element) =>
  ['colspan', 'rowspan']
    .map((name) => (/^[2-9]$|^[1-4]\d$/.test(node.getAttribute(name) ?? '') ? ` ${name}="${node.getAttribute(name)}"` : ''))
    .join('')

/** ProseMirror's own note on a copied piece, kept when it is no more than nodes without attributes of their own making. */
function slice(node: Element): string {
  const note = node.getAttribute('data-pm-slice')
  return note && /^\d{1,3} \d{1,3} (\[\]|\["[a-zA-Z]+",(null|\{[\w":,.\s]*\})(,"[a-zA-Z]+",(null|\{[\w":,.\s]*\}))*\])$/.test(note)
    ? ` data-pm-slice="${escaped(note)}"`
    : ''
}

/** Word and Google Docs say bold and italic in styles; Google wraps everything in a <b> that is not bold. */
function emphasis(node: Element, tag: 'strong' | 'em' | null, inner: string): string {
  const style = styleOf(node).toLowerCase()
  const weight = /(?:^|;)\s*font-weight:\s*(bold|bolder|normal|\d+)/.exec(style)?.[1]
  const slant = /(?:^|;)\s*font-style:\s*(italic|oblique|normal)/.exec(style)?.[1]
  const heading = node.closest('h1,h2,h3,h4,h5,h6') !== null
  const bold = (weight ? weight === 'bold' || weight === 'bolder' || Number(weight) >= 600 : tag === 'strong') && !heading
  const italic = slant ? slant !== 'normal' : tag === 'em'
  if (inner.trim() === '') return inner
  // A wrapper around whole blocks cannot be emphasis.
  if (/<(p|h2|h3|ul|ol|table|div|figure|blockquote)[ >]/.test(inner)) return inner
  const slanted = italic ? `<em>${inner}</em>` : inner
  return bold ? `<strong>${slanted}</strong>` : slanted
}

/** Figures and signs have raised and lowered letters of their own; what has none stays as ordinary text. */
function raised(node: Element, inner: string): string {
  const text = (node.textContent ?? '').trim()
  const letters = node.localName === 'sup' ? '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾' : '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'
  const plain = '0123456789+-=()'
  if (text === '' || inner.includes('<a ') || ![...text].every((letter) => plain.includes(letter))) return inner
  return [...text].map((letter) => [...letters][plain.indexOf(letter)]).join('')
}

function link(node: Element, inner: string): string {
  const href = safeHref(unwrapped(node.getAttribute('href') ?? ''))
  // Word's own anchors (footnotes, contents) lead nowhere here.
  if (href === null || href.startsWith('#') || inner.trim() === '') return inner
  return `<a href="${escaped(href)}">${inner}</a>`
}

/** Google Docs sends every link through google.com/url?q=. */
function unwrapped(href: string): string {
  try {
    const url = new URL(href)
    if (/^(www\.)?google\.[a-z.]+$/.test(url.hostname) && url.pathname === '/url')
      return url.searchParams.get('q') ?? url.searchParams.get('url') ?? href
  } catch {
    // Not an absolute address: safeHref decides.
  }
  return href
}

/** `list`: Word's own number of the list; '' where a bullet was only typed. */
type WordItem = { paragraph: Element; level: number; ordered: boolean; list: string }

/** Word's lists arrive as paragraphs with a bullet typed in front: consecutive ones become a real list. */
function wordLists(root: DocumentFragment): void {
  let run: WordItem[] = []
  const paragraphs = [...root.querySelectorAll('p')]
  paragraphs.forEach((paragraph, index) => {
    const item = wordItem(paragraph)
    const first = run[0]
    if (first && item && beginsAnother(first, item)) {
      buildList(run)
      run = []
    }
    if (item) run.push(item)
    if (run.length > 0 && (!item || paragraphs[index + 1]?.parentNode !== paragraph.parentNode || !adjacent(paragraph))) {
      buildList(run)
      run = []
    }
  })
}

/** A numbered list right after a bulleted one, say. An inner list may have a number of its own. */
const beginsAnother = (first: WordItem, item: WordItem) =>
  item.level <= first.level && (item.list !== first.list || item.ordered !== first.ordered)

const adjacent = (paragraph: Element) => paragraph.nextElementSibling?.localName === 'p'

function wordItem(paragraph: Element): WordItem | null {
  if (paragraph.closest('li')) return null
  const style = styleOf(paragraph)
  const marker = [...paragraph.querySelectorAll('span')].find((span) => /mso-list:\s*ignore/i.test(styleOf(span)))
  const text = paragraph.textContent ?? ''
  if (/mso-list:\s*l\d/i.test(style) || marker) {
    const sign = marker?.textContent ?? text
    marker?.remove()
    if (!marker) stripMarker(paragraph)
    // A single “o” is Word's second bullet, set in Courier; a letter with a stop is a number.
    return {
      paragraph,
      level: Number(/level(\d)/i.exec(style)?.[1] ?? 1),
      ordered: WORD_NUMBER.test(sign),
      list: /mso-list:\s*(l\d+)/i.exec(style)?.[1] ?? '',
    }
  }
  if (!/^[\s\u00a0]*[·•▪]/u.test(text)) return null
  stripMarker(paragraph)
  return { paragraph, level: 1, ordered: false, list: '' }
}

function stripMarker(paragraph: Element): void {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? ''
    if (text.replace(/[\s\u00a0]/g, '') === '') continue
    node.textContent = text
      .replace(WORD_BULLET, '')
      .replace(/^[\s\u00a0]*[·•▪][\s\u00a0]*/u, '')
      .replace(WORD_NUMBER, '')
    return
  }
}

function buildList(items: WordItem[]): void {
  const first = items[0]
  if (!first) return
  const make = (item: WordItem): HTMLElement => document.createElement(item.ordered ? 'ol' : 'ul')
  const stack = [{ level: first.level, list: make(first) }]
  first.paragraph.before(stack[0]?.list as Element)
  for (const item of items) {
    while (stack.length > 1 && (stack.at(-1)?.level ?? 0) > item.level) stack.pop()
    let top = stack.at(-1) as { level: number; list: HTMLElement }
    if (item.level > top.level && top.list.lastElementChild) {
      const list = make(item)
      top.list.lastElementChild.append(list)
      top = { level: item.level, list }
      stack.push(top)
    }
    const entry = document.createElement('li')
    entry.append(item.paragraph)
    top.list.append(entry)
  }
}

/** Google Docs puts an inner list beside its item instead of inside it. */
function nestedLists(root: DocumentFragment): void {
  for (const list of [...root.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')]) list.previousElementSibling?.append(list)
}
