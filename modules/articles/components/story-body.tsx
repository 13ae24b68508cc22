import { Fragment, type ReactNode } from 'react'
import { log } from '@/lib/log'
import { StoryPicture } from '@/modules/media/components/story-picture'
import type { ShownPicture } from '@/modules/media/views'
import {
  type Block,
  BODY_MAX_DEPTH,
  type Body,
  type Fact,
  type Inline,
  inlineText,
  type ListItem,
  type Mark,
  type Picture,
  safeHref,
  type Table,
  type TableCell,
} from '../body'
import { usedId, type WordMark, wordId } from '../explained-words'

/**
 * The body of a story as HTML. A closed list, read again here whatever the database holds: an unknown node or mark
 * shows nothing of itself and is logged, a link is checked again, and no nesting goes deeper than a saved body may.
 * `pictures`: those that may be shown; a picture of the body that is not among them is left out, caption and all.
 */
export function StoryBody({ body, pictures = [] }: { body: Body; pictures?: readonly ShownPicture[] }) {
  return <>{each(body.content, (block) => (block.type === 'picture' ? picture(block, pictures) : renderBlock(block, 1)))}</>
}

function picture({ attrs }: Picture, pictures: readonly ShownPicture[]): ReactNode {
  const shown = pictures.find((one) => one.id === attrs?.mediaId)
  return shown ? <StoryPicture picture={shown} use={attrs} /> : null
}

/** One element per node. A stored body does not change while it is shown, so its order is its identity. */
function each<T>(nodes: readonly T[] | undefined, render: (node: T, at: number) => ReactNode): ReactNode {
  if (!Array.isArray(nodes)) return null
  return nodes.map((node: T, at) => <Fragment key={at}>{render(node, at)}</Fragment>)
}

function renderBlock(block: Block | ListItem, depth: number): ReactNode {
  if (depth >= BODY_MAX_DEPTH) return unknown('nesting', depth)
  const inside = (child: Block | ListItem) => renderBlock(child, depth + 1)
  switch (block.type) {
    case 'paragraph':
      // Empty paragraphs are how writers make room; our spacing does that.
      return inlineText(block.content ?? []) === '' ? null : <p>{each(block.content, renderInline)}</p>
    case 'heading':
      return block.attrs?.level === 3 ? <h3>{each(block.content, renderInline)}</h3> : <h2>{each(block.content, renderInline)}</h2>
    case 'bulletList':
      return <ul>{each(block.content, inside)}</ul>
    case 'orderedList':
      return <ol start={block.attrs?.start}>{each(block.content, inside)}</ol>
    case 'listItem':
      return <li>{each(block.content, inside)}</li>
    case 'quotation':
      return (
        <figure className="quotation">
          <blockquote>{each(block.content, inside)}</blockquote>
          <Attribution {...block.attrs} />
        </figure>
      )
    case 'table':
      return <TableBody table={block} inside={inside} />
    default:
      return unknown('node', block)
  }
}

/** Whose words they are: the name first, then the role and the organisation, as far as they are known. */
function Attribution({ speaker, role, organisation }: { speaker: string; role: string; organisation: string }) {
  const [name, ...rest] = [speaker, role, organisation].filter((part) => typeof part === 'string' && part !== '')
  if (name === undefined) return null
  return (
    <figcaption>
      <b>{name}</b>
      {rest.length === 0 ? null : <span>{rest.join(', ')}</span>}
    </figcaption>
  )
}

function TableBody({ table, inside }: { table: Table; inside: (child: Block) => ReactNode }) {
  const cell = (node: TableCell, inFirstRow: boolean) => {
    const span = { colSpan: node.attrs?.colspan, rowSpan: node.attrs?.rowspan }
    if (node.type === 'tableCell') return <td {...span}>{each(node.content, inside)}</td>
    if (node.type !== 'tableHeader') return unknown('table cell', node)
    return (
      <th scope={inFirstRow ? 'col' : 'row'} {...span}>
        {each(node.content, inside)}
      </th>
    )
  }
  return (
    <table>
      <tbody>
        {each(table.content, (row, at) => (
          <tr>{each(row.content, (node) => cell(node, at === 0))}</tr>
        ))}
      </tbody>
    </table>
  )
}

function renderInline(node: Inline): ReactNode {
  if (node.type === 'hardBreak') return <br />
  const shown = node.type === 'fact' ? unknownFact(node) : node.type === 'text' && typeof node.text === 'string' ? node.text : null
  if (shown === null) return unknown('node', node)
  // The first mark is the outermost: a link around bold around the text.
  return (node.marks ?? []).reduceRight<ReactNode>(renderMark, shown)
}

/** Facts have become words before they come here (facts.ts): what is left is one the newsroom does not have. */
const unknownFact = ({ attrs }: Fact): ReactNode =>
  typeof attrs?.slug === 'string' ? <mark>{`There is no fact “${attrs.slug}”`}</mark> : null

function renderMark(inner: ReactNode, mark: Mark | WordMark): ReactNode {
  switch (mark.type) {
    case 'bold':
      return <strong>{inner}</strong>
    case 'italic':
      return <em>{inner}</em>
    case 'link': {
      const href = typeof mark.attrs?.href === 'string' ? safeHref(mark.attrs.href) : null
      if (href === null) return inner
      return (
        <a href={href} rel={/^https?:/.test(href) ? 'noopener' : undefined}>
          {inner}
        </a>
      )
    }
    case 'word':
      return (
        <a className="word" id={usedId(mark.attrs.term)} href={`#${wordId(mark.attrs.term)}`} title="What this means">
          {inner}
        </a>
      )
    default:
      unknown('mark', mark)
      return inner
  }
}

/** Reached only when something else than this product wrote the row. */
function unknown(what: string, found: unknown): null {
  log.warn('story body holds something unknown; it is not shown', { what, found: JSON.stringify(found)?.slice(0, 200) })
  return null
}
