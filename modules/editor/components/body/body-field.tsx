'use client'
import { Fragment, type Node as ModelNode, DOMParser as ModelParser, Slice } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'
import { type Editor, EditorContent, useEditor } from '@tiptap/react'
import { useRef, useState } from 'react'
import type { Body } from '@/modules/articles/body'
import type { FormOfStory } from '@/modules/articles/form'
import { documentOfBody } from '../../body-document'
import { cleanPastedHtml } from '../../pasted-html'
import { type PastedStory, paragraphsOfText, storyFromBlocks, storyFromText } from '../../pasted-story'
import { bodyExtensions } from './body-extensions'
import styles from './body-field.module.css'
import { BodyToolbar } from './body-toolbar'
import { TemplateOffer } from './template-offer'

type BodyEditorOptions = {
  body: Body
  editable: boolean
  onChange: () => void
  /** Offered every paste first; true when it was taken as a whole story. */
  onPaste: (clipboard: DataTransfer) => boolean
}

/** The one editor of the page. Made after mounting: the server renders no contenteditable. */
export function useBodyEditor({ body, editable, onChange, onPaste }: BodyEditorOptions): Editor | null {
  const paste = useRef(onPaste)
  paste.current = onPaste
  const change = useRef(onChange)
  change.current = onChange
  // Made once: options that differ would be set again at every key.
  const [options] = useState(() => ({
    extensions: bodyExtensions,
    content: documentOfBody(body),
    editable,
    immediatelyRender: false as const,
    // The content security policy allows no style elements: body-field.module.css carries what ProseMirror needs.
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    onUpdate: () => change.current(),
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': 'Body',
        'aria-describedby': 'body-hint',
        id: 'body',
        spellcheck: 'true',
        class: styles.words ?? '',
      },
      transformPastedHTML: cleanPastedHtml,
      clipboardTextParser: (text: string, _context: unknown, _plain: boolean, view: EditorView) => sliceOfText(text, view),
      handlePaste: (_view: EditorView, event: ClipboardEvent) => (event.clipboardData ? paste.current(event.clipboardData) : false),
    },
  }))
  return useEditor(options)
}

/** Plain text as paragraphs and lists; a single line joins the paragraph it is pasted into. */
function sliceOfText(text: string, view: EditorView): Slice {
  const { nodes } = view.state.schema
  const blocks: ModelNode[] = []
  const paragraph = (words: string) => nodes.paragraph?.create(null, words ? view.state.schema.text(words) : null) as ModelNode
  for (const block of paragraphsOfText(text)) {
    const last = blocks.at(-1)
    if (block.kind === 'paragraph') blocks.push(paragraph(block.text))
    else {
      const item = nodes.listItem?.create(null, paragraph(block.text)) as ModelNode
      const list = block.kind === 'bullet' ? nodes.bulletList : nodes.orderedList
      if (last !== undefined && last.type === list) blocks[blocks.length - 1] = last.copy(last.content.append(Fragment.from(item)))
      else blocks.push(list?.create(null, item) as ModelNode)
    }
  }
  return Slice.maxOpen(Fragment.from(blocks))
}

/** The story in the clipboard, from its HTML where that says more than its text. Null when it is not a whole one. */
export function storyFromClipboard(clipboard: DataTransfer, editor: Editor): PastedStory | null {
  const html = clipboard.getData('text/html')
  const story = html ? storyFromBlocks(...blocksOf(html, editor)) : null
  return story ?? storyFromText(clipboard.getData('text/plain'))
}

/** The story in a document, given as HTML of its author. Null when it is a single paragraph. */
export function storyFromDocument(html: string, editor: Pick<Editor, 'schema'>): PastedStory | null {
  const [blocks, texts] = blocksOf(withNotesInside(html), editor)
  return storyFromBlocks(blocks, texts) ?? storyFromText(texts.join('\n'))
}

function blocksOf(html: string, editor: Pick<Editor, 'schema'>): [ReturnType<ModelNode['toJSON']>[], string[]] {
  const template = document.createElement('template')
  template.innerHTML = cleanPastedHtml(html)
  const blocks: ModelNode[] = []
  ModelParser.fromSchema(editor.schema)
    .parse(template.content)
    .forEach((block) => {
      if (block.textContent.trim() !== '') blocks.push(block)
    })
  return [blocks.map((block) => block.toJSON()), blocks.map(textOf)]
}

/** Footnotes stand at the end of a document, after a list of related news: they belong before it. */
function withNotesInside(html: string): string {
  const template = document.createElement('template')
  // Nothing of a template is loaded or run.
  template.innerHTML = html
  const notes = template.content.querySelector('li[id^="footnote-"], li[id^="endnote-"]')?.closest('ol')
  const list = [...template.content.children].find((element) =>
    /^\s*(?:in\s+)?related\s+(?:news|stories|articles)\s*[:–—-]?\s*$/i.test(element.textContent ?? ''),
  )
  if (notes && list) list.before(notes)
  return template.innerHTML
}

const textOf = (block: ModelNode) => block.textBetween(0, block.content.size, '\n', ' ').trim()

type BodyFieldProps = {
  editor: Editor | null
  body: Body
  editable: boolean
  problem?: string
  onComment?: () => void
  /** Of a story, which can embed facts and begin with a template. */
  story?: { form: FormOfStory; onForm: (form: FormOfStory) => void }
}

/** Label, toolbar and words. */
export function BodyField({ editor, body, editable, problem, onComment, story }: BodyFieldProps) {
  return (
    <div className={styles.field}>
      <p className={styles.label} aria-hidden="true">
        Body
      </p>
      <span id="body-hint" className="visually-hidden">
        Alt F10 moves to the formatting buttons. Ctrl Alt G goes to the next gap of a template.
      </span>
      {problem ? <p className={styles.problem}>{problem}</p> : null}
      {editor && editable ? <BodyToolbar editor={editor} onComment={onComment} withFacts={story !== undefined} /> : null}
      {editor && !editable && onComment ? (
        // The chosen words must still be chosen when it is pressed.
        <button type="button" className={styles.tool} onMouseDown={(event) => event.preventDefault()} onClick={onComment}>
          Comment
        </button>
      ) : null}
      <div className={styles.sheet}>
        {editor ? <EditorContent editor={editor} className={styles.content} /> : <BodyBeforeEditor body={body} />}
        {editor && editable && story ? <TemplateOffer editor={editor} {...story} /> : null}
      </div>
    </div>
  )
}

/** The words while the editor is on its way. */
function BodyBeforeEditor({ body }: { body: Body }) {
  const texts = body.content.map(
    (block) =>
      ('content' in block ? JSON.stringify(block.content).match(/"text":"((?:[^"\\]|\\.)*)"/g) : null)
        ?.map((found) => JSON.parse(`{${found}}`).text)
        .join(' ') ?? '',
  )
  return (
    <div className={styles.content}>
      {texts.map((text, index) => (
        <p key={`${index}-${text.slice(0, 8)}`}>{text}</p>
      ))}
    </div>
  )
}
