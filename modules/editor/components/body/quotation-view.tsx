'use client'
import { NodeViewContent, NodeViewWrapper, type ReactNodeViewProps } from '@tiptap/react'
import { useId } from 'react'
import styles from './body-field.module.css'

const FIELDS = [
  { name: 'speaker', label: 'Speaker' },
  { name: 'role', label: 'Role' },
  { name: 'organisation', label: 'Organisation' },
] as const

/** A quotation in the editor: the words, and under them who said them. */
export function QuotationView({ node, updateAttributes, editor }: ReactNodeViewProps) {
  const id = useId()
  return (
    <NodeViewWrapper as="figure" className={styles.quotation}>
      <NodeViewContent className={styles.quotationWords} />
      <fieldset className={styles.quotationSource} contentEditable={false} aria-label="Who said it">
        {FIELDS.map(({ name, label }) => (
          <div key={name}>
            <label htmlFor={`${id}${name}`}>{label}</label>
            <input
              id={`${id}${name}`}
              value={String(node.attrs[name] ?? '')}
              maxLength={160}
              autoComplete="off"
              readOnly={!editor.isEditable}
              onChange={(event) => updateAttributes({ [name]: event.target.value })}
              onKeyDown={(event) => {
                // Enter here must not split the quotation or send a form.
                if (event.key === 'Enter') event.preventDefault()
              }}
            />
          </div>
        ))}
      </fieldset>
    </NodeViewWrapper>
  )
}
