/** The one XML writer: everything that goes in is text, and comes out escaped and legal. Pure. */

/** Written by `element`; text that is not `Xml` is escaped. */
export type Xml = { readonly xml: string }

/** What XML 1.0 cannot hold at all, not even escaped (section 2.2): most controls, half characters, U+FFFE, U+FFFF. */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeXml = (text: string): string => text.replace(ILLEGAL, '').replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')

type Child = Xml | string | null
type Attributes = Record<string, string | undefined>

/** `<name a="b">children</name>`; null children are left out. `name` and attribute names are ours, never input. */
export function element(name: string, attributes: Attributes, ...children: (Child | Child[])[]): Xml {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : ` ${key}="${escapeXml(value)}"`))
    .join('')
  const inside = children
    .flat()
    .map((child) => (child === null ? '' : typeof child === 'string' ? escapeXml(child) : child.xml))
    .join('')
  return { xml: inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>` }
}

export const xmlDocument = (root: Xml): string => `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`
