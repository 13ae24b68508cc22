/**
 * The editor's schema, exactly that of modules/articles/body.ts: what cannot be saved cannot be typed or pasted.
 */
import { type AnyExtension, mergeAttributes, Node } from '@tiptap/core'
import { Link } from '@tiptap/extension-link'
import { ListItem } from '@tiptap/extension-list'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { ReactNodeViewRenderer } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { safeHref } from '@/modules/articles/body'
import { FactNode } from '../facts/fact-node'
import { PictureNode } from '../pictures/picture-node'
import { PlaceholderMarks } from './placeholder-marks'
import { QuotationView } from './quotation-view'

const text = (name: string) => ({
  default: '',
  parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? '',
  renderHTML: () => ({}),
})

/** Words somebody said, with who said them. */
export const Quotation = Node.create({
  name: 'quotation',
  group: 'block',
  content: 'paragraph+',
  defining: true,
  addAttributes: () => ({ speaker: text('speaker'), role: text('role'), organisation: text('organisation') }),
  parseHTML: () => [{ tag: 'figure[data-quotation]' }, { tag: 'blockquote' }],
  renderHTML: ({ node }) => [
    'figure',
    {
      'data-quotation': '',
      'data-speaker': String(node.attrs.speaker),
      'data-role': String(node.attrs.role),
      'data-organisation': String(node.attrs.organisation),
    },
    0,
  ],
  addNodeView: () => ReactNodeViewRenderer(QuotationView),
})

/** A link is an address and nothing else; an address that safeHref refuses is no link. */
const StoryLink = Link.extend({
  inclusive: false,
  addAttributes: () => ({ href: { default: null, parseHTML: (element: HTMLElement) => safeHref(element.getAttribute('href') ?? '') } }),
})

/** Without the inline widths of Tiptap's own table, which the content security policy refuses. */
const StoryTable = Table.extend({ renderHTML: ({ HTMLAttributes }) => ['table', mergeAttributes(HTMLAttributes), ['tbody', 0]] })

export const bodyExtensions: AnyExtension[] = [
  StarterKit.configure({
    blockquote: false,
    code: false,
    codeBlock: false,
    horizontalRule: false,
    strike: false,
    underline: false,
    link: false,
    listItem: false,
    heading: { levels: [2, 3] },
  }),
  ListItem.extend({ content: 'paragraph (paragraph | bulletList | orderedList)*' }),
  StoryLink.configure({
    openOnClick: false,
    autolink: false,
    linkOnPaste: true,
    defaultProtocol: 'https',
    HTMLAttributes: { target: null, rel: null, class: null },
    isAllowedUri: (url) => safeHref(url) !== null,
  }),
  Quotation,
  PictureNode,
  FactNode,
  PlaceholderMarks,
  StoryTable.configure({ resizable: false }),
  TableRow,
  TableHeader.extend({ content: 'paragraph+' }),
  TableCell.extend({ content: 'paragraph+' }),
]
