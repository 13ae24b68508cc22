/** A fact among the words: shown as its value, moved and deleted as one. */
import { Node } from '@tiptap/core'
import { ReactNodeViewRenderer } from '@tiptap/react'
import { isFactSlug } from '@/modules/articles/body-normalise'
import { FactView } from './fact-view'
import { wordsOfFact } from './known-facts'

export const FactNode = Node.create({
  name: 'fact',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    slug: { default: '', parseHTML: (element: HTMLElement) => element.getAttribute('data-fact') ?? '', renderHTML: () => ({}) },
  }),
  parseHTML: () => [
    { tag: 'span[data-fact]', priority: 60, getAttrs: (element) => (isFactSlug(element.getAttribute('data-fact')) ? {} : false) },
  ],
  // The value goes along into other programs.
  renderHTML: ({ node }) => ['span', { 'data-fact': String(node.attrs.slug) }, wordsOfFact(String(node.attrs.slug))],
  renderText: ({ node }) => wordsOfFact(String(node.attrs.slug)),
  // What comments, checks and suggestions read (comments/body-words.ts).
  extendNodeSchema: ({ name }) =>
    name === 'fact' ? { leafText: (node: { attrs: { slug?: unknown } }) => wordsOfFact(String(node.attrs.slug)) } : {},
  addNodeView: () => ReactNodeViewRenderer(FactView, { as: 'span' }),
})
