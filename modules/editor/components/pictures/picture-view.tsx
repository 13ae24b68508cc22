'use client'
import { NodeViewWrapper, type ReactNodeViewProps } from '@tiptap/react'
import { PictureUseFields } from '@/modules/media/components/picture-use-fields'
import { staffPictureFile } from '@/modules/media/picture-files'
import type { PictureUse } from '@/modules/media/schema'
import styles from './pictures.module.css'

const attrsOf = (attrs: ReactNodeViewProps['node']['attrs']): PictureUse => ({
  mediaId: String(attrs.mediaId ?? ''),
  alt: String(attrs.alt ?? ''),
  decorative: attrs.decorative === true,
  caption: String(attrs.caption ?? ''),
})

/** A picture among the words while they are written: what it shows, and what is said of it. */
export function PictureView({ node, updateAttributes, deleteNode, editor }: ReactNodeViewProps) {
  const use = attrsOf(node.attrs)
  return (
    <NodeViewWrapper as="figure" className={styles.inBody} contentEditable={false} data-drag-handle="">
      <img className={styles.preview} src={staffPictureFile(use.mediaId, 960)} alt={use.decorative ? '' : use.alt} />
      <PictureUseFields use={use} readOnly={!editor.isEditable} onChange={updateAttributes} />
      {editor.isEditable ? (
        <button
          type="button"
          onClick={() => {
            deleteNode()
            editor.commands.focus()
          }}
        >
          Remove picture
        </button>
      ) : null}
    </NodeViewWrapper>
  )
}
