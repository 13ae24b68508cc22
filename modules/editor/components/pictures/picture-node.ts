/** A picture among the words: where it stands, and files that are dropped or pasted into the words. */
import { Node } from '@tiptap/core'
import { Plugin, Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ReactNodeViewRenderer } from '@tiptap/react'
import { PictureView } from './picture-view'

/** Sent to the words' element when a picture file has come: the toolbar asks what it shows. */
export const PICTURE_FILE_EVENT = 'throughline-picture-file'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const fromData = (name: string) => ({
  default: '',
  parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? '',
  renderHTML: () => ({}),
})

export const PictureNode = Node.create({
  name: 'picture',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    mediaId: fromData('media-id'),
    alt: fromData('alt'),
    decorative: {
      default: false,
      parseHTML: (element: HTMLElement) => element.getAttribute('data-decorative') === 'true',
      renderHTML: () => ({}),
    },
    caption: fromData('caption'),
  }),
  parseHTML: () => [
    {
      tag: 'figure[data-picture]',
      priority: 60,
      getAttrs: (element) => (ID.test(element.getAttribute('data-media-id') ?? '') ? {} : false),
    },
  ],
  renderHTML: ({ node }) => [
    'figure',
    {
      'data-picture': '',
      'data-media-id': String(node.attrs.mediaId),
      'data-alt': String(node.attrs.alt),
      'data-decorative': String(node.attrs.decorative === true),
      'data-caption': String(node.attrs.caption),
    },
  ],
  addNodeView: () => ReactNodeViewRenderer(PictureView),
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handlePaste: (view, event) => takesFile(view, event.clipboardData),
        handleDrop: (view, event, _slice, moved) => {
          if (moved || !view.editable || !pictureIn(event.dataTransfer)) return false
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
          if (at) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))))
          event.preventDefault()
          return takesFile(view, event.dataTransfer)
        },
      },
    }),
  ],
})

function takesFile(view: EditorView, data: DataTransfer | null): boolean {
  const file = view.editable ? pictureIn(data) : null
  if (!file) return false
  view.dom.dispatchEvent(new CustomEvent<File>(PICTURE_FILE_EVENT, { detail: file }))
  return true
}

/** The picture file in a clipboard that holds no words: Word puts a picture of the words beside them. */
function pictureIn(data: DataTransfer | null): File | null {
  const file = [...(data?.files ?? [])].find((each) => each.type.startsWith('image/'))
  if (!data || !file) return null
  const words =
    data.getData('text/plain').trim() !== '' ||
    data
      .getData('text/html')
      .replace(/<[^>]*>/g, '')
      .trim() !== ''
  return words ? null : file
}
