'use client'
import type { Editor } from '@tiptap/react'
import { type FormEvent, useId, useState } from 'react'
import buttons from '@/components/button.module.css'
import { safeHref } from '@/modules/articles/body'
import { Dialog } from '../dialogs/dialog'
import styles from '../dialogs/dialog.module.css'

/** Asks where the chosen words lead. An address without a scheme is taken for https. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const id = useId()
  const before = String(editor.getAttributes('link').href ?? '')
  const [address, setAddress] = useState(before)
  const [problem, setProblem] = useState('')
  const close = () => {
    onClose()
    requestAnimationFrame(() => editor.commands.focus())
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    // React hands the submit event on to forms around the dialog.
    event.stopPropagation()
    const typed = address.trim()
    const href = safeHref(typed) ?? (/^[\w-]+(\.[\w-]+)+([/?#].*)?$/.test(typed) ? safeHref(`https://${typed}`) : null)
    if (href === null)
      return setProblem('Enter an address that starts with https://, http://, mailto: or tel:, or with / for a page of this site')
    insertLink(editor, href)
    close()
  }
  return (
    <Dialog title={before ? 'Change the link' : 'Add a link'} onClose={close}>
      <form onSubmit={save} noValidate className={styles.form}>
        <label htmlFor={id}>Link address</label>
        {problem ? (
          <p id={`${id}p`} className={styles.problem}>
            {problem}
          </p>
        ) : null}
        <input
          id={id}
          value={address}
          inputMode="url"
          autoComplete="off"
          aria-invalid={problem !== '' || undefined}
          aria-describedby={problem ? `${id}p` : undefined}
          onChange={(event) => setAddress(event.target.value)}
        />
        <div className={styles.acts}>
          <button type="submit" className={buttons.solid}>
            Save link
          </button>
          {before ? (
            <button
              type="button"
              onClick={() => {
                editor.chain().extendMarkRange('link').unsetLink().run()
                close()
              }}
            >
              Remove link
            </button>
          ) : null}
          <button type="button" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function insertLink(editor: Editor, href: string) {
  const chain = editor.chain().extendMarkRange('link')
  if (editor.state.selection.empty && !editor.isActive('link'))
    chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run()
  else chain.setLink({ href }).run()
}
