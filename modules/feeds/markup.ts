/**
 * The story renderer's elements as HTML text, for feeds: the same components as on the page, so that a feed can never
 * say something else. Next keeps React's own HTML writer out of route handlers; ours needs only what the renderer uses.
 */
import { Fragment, isValidElement, type ReactElement, type ReactNode } from 'react'
import { escapeXml } from './xml'

const VOID = new Set(['br', 'img'])
/** Choices between files, for pages: a feed names one. */
const LEFT_OUT = new Set(['source'])
/** Attribute names as React spells them, where HTML spells them otherwise. What is not here is left out. */
const ATTRIBUTES: Record<string, string> = {
  href: 'href',
  start: 'start',
  colSpan: 'colspan',
  rowSpan: 'rowspan',
  scope: 'scope',
  src: 'src',
  alt: 'alt',
  width: 'width',
  height: 'height',
}

type Props = Record<string, unknown> & { children?: ReactNode }

/** `base`: the story's own address; links within the site and within the story become whole addresses. */
export function toHtml(node: ReactNode, base: string): string {
  if (node === null || node === undefined || typeof node === 'boolean') return ''
  if (typeof node === 'string' || typeof node === 'number') return escapeXml(String(node))
  if (Array.isArray(node)) return node.map((child: ReactNode) => toHtml(child, base)).join('')
  if (!isValidElement(node)) throw new Error('A story renders to something that is not an element.')
  return elementToHtml(node as ReactElement<Props>, base)
}

function elementToHtml({ type, props }: ReactElement<Props>, base: string): string {
  if (type === Fragment) return toHtml(props.children, base)
  if (typeof type === 'function') return toHtml((type as (given: Props) => ReactNode)(props), base)
  if (typeof type !== 'string') throw new Error('A story renders to something that is not an element.')
  if (LEFT_OUT.has(type)) return ''
  const attributes = Object.entries(ATTRIBUTES)
    .flatMap(([prop, name]) => {
      const value = props[prop]
      if (typeof value !== 'string' && typeof value !== 'number') return []
      return ` ${name}="${escapeXml(name === 'href' || name === 'src' ? absolute(String(value), base) : String(value))}"`
    })
    .join('')
  return VOID.has(type) ? `<${type}${attributes}>` : `<${type}${attributes}>${toHtml(props.children, base)}</${type}>`
}

const absolute = (href: string, base: string): string => (URL.canParse(href, base) ? new URL(href, base).href : href)
