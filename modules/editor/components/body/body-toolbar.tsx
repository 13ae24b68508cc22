'use client'
import { Toolbar, ToolbarItem, ToolbarProvider, ToolbarSeparator } from '@ariakit/react'
import type { Editor } from '@tiptap/react'
import { useEditorState } from '@tiptap/react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { PictureUse } from '@/modules/media/schema'
import { FactDialog } from '../facts/fact-dialog'
import { PictureDialog } from '../pictures/picture-dialog'
import { PICTURE_FILE_EVENT } from '../pictures/picture-node'
import styles from './body-field.module.css'
import { LinkDialog } from './link-dialog'

type Format = { name: string; shortcut?: string; active: (editor: Editor) => boolean; press: (editor: Editor) => void }

const BLOCKS: Format[] = [
  {
    name: 'Text',
    active: (e) => e.isActive('paragraph') && !e.isActive('listItem') && !e.isActive('quotation') && !e.isActive('table'),
    press: (e) => e.chain().focus().clearNodes().run(),
  },
  {
    name: 'Heading',
    shortcut: 'Ctrl Alt 2',
    active: (e) => e.isActive('heading', { level: 2 }),
    press: (e) => e.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    name: 'Small heading',
    shortcut: 'Ctrl Alt 3',
    active: (e) => e.isActive('heading', { level: 3 }),
    press: (e) => e.chain().focus().toggleHeading({ level: 3 }).run(),
  },
  {
    name: 'List',
    shortcut: 'Ctrl Shift 8',
    active: (e) => e.isActive('bulletList'),
    press: (e) => e.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'Numbered list',
    shortcut: 'Ctrl Shift 7',
    active: (e) => e.isActive('orderedList'),
    press: (e) => e.chain().focus().toggleOrderedList().run(),
  },
  { name: 'Quotation', active: (e) => e.isActive('quotation'), press: (e) => e.chain().focus().toggleWrap('quotation').run() },
]
const MARKS: Format[] = [
  { name: 'Bold', shortcut: 'Ctrl B', active: (e) => e.isActive('bold'), press: (e) => e.chain().focus().toggleBold().run() },
  { name: 'Italic', shortcut: 'Ctrl I', active: (e) => e.isActive('italic'), press: (e) => e.chain().focus().toggleItalic().run() },
]
const TABLE: Format[] = [
  { name: 'Add row', active: () => false, press: (e) => e.chain().focus().addRowAfter().run() },
  { name: 'Add column', active: () => false, press: (e) => e.chain().focus().addColumnAfter().run() },
  { name: 'Delete row', active: () => false, press: (e) => e.chain().focus().deleteRow().run() },
  { name: 'Delete column', active: () => false, press: (e) => e.chain().focus().deleteColumn().run() },
  { name: 'Delete table', active: () => false, press: (e) => e.chain().focus().deleteTable().run() },
]

/** One stop for Tab; arrow keys move inside. Alt F10 in the text leads here. */
type BodyToolbarProps = { editor: Editor; onComment?: (() => void) | undefined; withFacts?: boolean }

export function BodyToolbar({ editor, onComment, withFacts = false }: BodyToolbarProps) {
  const [linking, setLinking] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const { picturing, setPicturing, insert } = usePicture(editor)
  const bar = useRef<HTMLDivElement>(null)
  useEditorKeys(editor, bar, { onLink: () => setLinking(true), onFact: () => setChoosing(withFacts) })
  const state = useEditorState({
    editor,
    selector: ({ editor: e }) => ({
      pressed: [...BLOCKS, ...MARKS]
        .filter((format) => format.active(e))
        .map((format) => format.name)
        .join('|'),
      table: e.isActive('table'),
      link: e.isActive('link'),
      undo: e.can().undo(),
      redo: e.can().redo(),
    }),
  })
  const pressed = new Set(state.pressed.split('|'))
  const item = (format: Format, toggle = true) => (
    <ToolbarItem
      key={format.name}
      className={styles.tool}
      aria-pressed={toggle ? pressed.has(format.name) : undefined}
      title={format.shortcut}
      onClick={() => format.press(editor)}
    >
      <span className={format.name === 'Bold' ? styles.bold : format.name === 'Italic' ? styles.italic : undefined}>{format.name}</span>
    </ToolbarItem>
  )
  return (
    <ToolbarProvider>
      <Toolbar ref={bar} className={styles.tools} aria-label="Formatting">
        {BLOCKS.map((format) => item(format))}
        <ToolbarSeparator className={styles.separator} />
        {MARKS.map((format) => item(format))}
        <ToolbarItem className={styles.tool} aria-pressed={state.link} title="Ctrl K" onClick={() => setLinking(true)}>
          Link
        </ToolbarItem>
        <ToolbarItem
          className={styles.tool}
          onClick={() => editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run()}
          disabled={state.table}
        >
          Table
        </ToolbarItem>
        <ToolbarItem className={styles.tool} onClick={() => setPicturing({})}>
          Picture
        </ToolbarItem>
        {withFacts ? (
          <ToolbarItem className={styles.tool} title="Ctrl Alt F" onClick={() => setChoosing(true)}>
            Fact
          </ToolbarItem>
        ) : null}
        {onComment ? (
          <ToolbarItem className={styles.tool} title="Ctrl Alt M" onClick={onComment}>
            Comment
          </ToolbarItem>
        ) : null}
        <ToolbarSeparator className={styles.separator} />
        <ToolbarItem className={styles.tool} title="Ctrl Z" disabled={!state.undo} onClick={() => editor.chain().focus().undo().run()}>
          Undo
        </ToolbarItem>
        <ToolbarItem
          className={styles.tool}
          title="Ctrl Shift Z"
          disabled={!state.redo}
          onClick={() => editor.chain().focus().redo().run()}
        >
          Redo
        </ToolbarItem>
        {state.table ? TABLE.map((format) => item(format, false)) : null}
      </Toolbar>
      {linking ? <LinkDialog editor={editor} onClose={() => setLinking(false)} /> : null}
      {choosing ? <FactDialog editor={editor} onClose={() => setChoosing(false)} /> : null}
      {picturing ? <PictureDialog verb="Insert picture" {...picturing} onUse={insert} onClose={() => setPicturing(null)} /> : null}
    </ToolbarProvider>
  )
}

/** The picture that is being chosen: by the button, or because a file was dropped or pasted. */
function usePicture(editor: Editor) {
  const [picturing, setPicturing] = useState<{ file?: File } | null>(null)
  useEffect(() => {
    const { dom } = editor.view
    const onFile = (event: Event) => {
      if (event instanceof CustomEvent && event.detail instanceof File) setPicturing({ file: event.detail })
    }
    dom.addEventListener(PICTURE_FILE_EVENT, onFile)
    return () => dom.removeEventListener(PICTURE_FILE_EVENT, onFile)
  }, [editor])
  const insert = (use: PictureUse) => {
    setPicturing(null)
    // After the dialog has given the focus back.
    requestAnimationFrame(() => {
      const picture = { type: 'picture', attrs: use }
      // A picture that stands chosen is not replaced by the next one: that comes after it.
      const { to } = editor.state.selection
      const chosen = editor.isActive('picture')
      const chain = editor.chain().focus()
      if (chosen) chain.insertContentAt(to, picture).run()
      else chain.insertContent(picture).run()
    })
  }
  return { picturing, setPicturing, insert }
}

type Wishes = { onLink: () => void; onFact: () => void }

/** Ctrl K asks for a link, Alt F10 moves to the toolbar: the keys writers know from elsewhere. Ctrl Alt F asks for a fact. */
function useEditorKeys(editor: Editor, bar: RefObject<HTMLDivElement | null>, wishes: Wishes) {
  const latest = useRef(wishes)
  latest.current = wishes
  useEffect(() => {
    const dom = editor.view.dom
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        latest.current.onLink()
      } else if (event.code === 'KeyF' && event.altKey && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        latest.current.onFact()
      } else if (event.key === 'F10' && event.altKey) {
        event.preventDefault()
        bar.current?.querySelector<HTMLButtonElement>('button:not([disabled])')?.focus()
      }
    }
    dom.addEventListener('keydown', onKey)
    return () => dom.removeEventListener('keydown', onKey)
  }, [editor, bar])
}
