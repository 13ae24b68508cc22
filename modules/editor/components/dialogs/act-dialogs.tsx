'use client'
import buttons from '@/components/button.module.css'
import { slugProblem } from '@/modules/articles/rules'
import type { Saving } from '../saving/use-saving'
import { AskDialog } from './ask-dialog'
import { Dialog } from './dialog'
import styles from './dialog.module.css'

export function WithdrawDialog({ saving, slug, onClose }: { saving: Saving; slug: string; onClose: () => void }) {
  return (
    <AskDialog
      title="Withdraw this story"
      label="Reason, which readers will see"
      submit="Withdraw now"
      value=""
      onClose={onClose}
      check={(reason) => (reason === '' ? 'Enter why the story is withdrawn; readers will see it' : null)}
      onSubmit={(reason) => void saving.withdraw(reason)}
    >
      <p>
        The story leaves the site, every list and every feed at once. At <b>/news/{slug}</b> readers find a page that says it was withdrawn,
        when and why. You can make it live again at the same address.
      </p>
    </AskDialog>
  )
}

export function AddressDialog({ saving, slug, onClose }: { saving: Saving; slug: string; onClose: () => void }) {
  return (
    <AskDialog
      title="Change the address"
      label="New end of the address"
      submit="Change address now"
      value={slug}
      onClose={onClose}
      check={(wanted) => (wanted === slug ? 'Enter another address' : slugProblem(wanted))}
      onSubmit={(wanted) => void saving.changeSlug(wanted)}
    >
      <p>
        The story moves from <b>/news/{slug}</b>. The old address goes on working: it leads to the new one.
      </p>
    </AskDialog>
  )
}

export function DeleteDialog({ saving, onClose }: { saving: Saving; onClose: () => void }) {
  const remove = async () => {
    onClose()
    if (await saving.remove()) window.location.assign('/admin/articles')
  }
  return (
    <Dialog title="Delete this draft" onClose={onClose}>
      <p>The draft and all its versions are deleted. This cannot be undone. It was never published, so no address is lost.</p>
      <div className={styles.acts}>
        <button type="button" className={buttons.solid} onClick={() => void remove()}>
          Delete the draft
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </Dialog>
  )
}
