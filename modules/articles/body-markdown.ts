/** The body of a story as CommonMark with tables, for people and other programs. One way: nothing reads it back. */
import { attribution, type Block, type Body, type Inline, type ListItem, type Mark, type Table, wordsOfInline } from './body'

/** Blocks parted by an empty line; ends with a line end unless empty. */
export function bodyToMarkdown(body: Body): string {
  const text = blocks(body.content)
  return text === '' ? '' : `${text}\n`
}

const blocks = (content: readonly (Block | ListItem)[], gap = '\n\n'): string =>
  content
    .map(block)
    .filter((text) => text !== '')
    .join(gap)

function block(node: Block | ListItem): string {
  switch (node.type) {
    case 'paragraph':
      return inline(node.content)
    case 'heading':
      return `${'#'.repeat(node.attrs.level)} ${inline(node.content).replaceAll('\n', ' ')}`
    case 'bulletList':
      return node.content.map((item) => hung('- ', blocks(item.content, '\n'))).join('\n')
    case 'orderedList': {
      const first = node.attrs?.start ?? 1
      return node.content.map((item, at) => hung(`${first + at}. `, blocks(item.content, '\n'))).join('\n')
    }
    case 'listItem':
      return blocks(node.content, '\n')
    case 'quotation': {
      const who = attribution(node.attrs)
      return prefixed('> ', who === '' ? blocks(node.content) : `${blocks(node.content)}\n\n— ${escaped(who)}`)
    }
    case 'table':
      return table(node)
    case 'picture': {
      // Its files have no lasting address: what it shows and its caption, in words.
      const shows = node.attrs.decorative || node.attrs.alt === '' ? [] : [`Picture: ${node.attrs.alt}`]
      const said = [...shows, node.attrs.caption].filter((text) => text !== '')
      return said.length === 0 ? '' : `*${said.map(escaped).join(' – ')}*`
    }
  }
}

/** The first line behind the marker, the others under it. */
const hung = (marker: string, text: string): string => marker + text.replaceAll('\n', `\n${' '.repeat(marker.length)}`)
const prefixed = (prefix: string, text: string): string =>
  text
    .split('\n')
    .map((line) => (prefix + line).trimEnd())
    .join('\n')

function table({ content }: Table): string {
  const rows = content.map((row) => row.content.map((cell) => blocks(cell.content, ' ').replaceAll('\n', ' ').replaceAll('|', '\\|')))
  const width = Math.max(...rows.map((row) => row.length))
  const line = (cells: string[]) => `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`
  const [head = [], ...rest] = rows
  return [line(head), line(Array.from({ length: width }, () => '---')), ...rest.map(line)].join('\n')
}

const inline = (content: readonly Inline[] = []): string =>
  content
    .map((node) => (node.type === 'hardBreak' ? '\\\n' : marked({ text: wordsOfInline(node), marks: node.marks })))
    .join('')
    .trim()

/** Markers must touch the words: the spaces of a marked text go outside. */
function marked({ text, marks = [] }: { text: string; marks?: Mark[] | undefined }): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? []
  if (words === '') return text
  const dressed = marks.toReversed().reduce((inner, mark) => {
    if (mark.type === 'bold') return `**${inner}**`
    if (mark.type === 'italic') return `*${inner}*`
    return `[${inner}](<${mark.attrs.href.replace(/[<>]/g, encodeURIComponent)}>)`
  }, escaped(words))
  return before + dressed + after
}

/** What Markdown would read as its own. */
const escaped = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>]/g, '\\$&')
    .replace(/^(\s*)([#>+-]|\d+(?=[.)]))/, (_, space: string, sign: string) =>
      /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
    )
