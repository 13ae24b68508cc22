'use client'
import buttons from '@/components/button.module.css'
import { slugProblem } from '@/modules/articles/rules'
import { ForecastLine } from '../related/forecast-line'
import type { Withdrawal } from '../related/use-withdrawal'
import type { Saving } from '../saving/use-saving'
import { AskDialog } from './ask-dialog'
import { Dialog } from './dialog'
import styles from './dialog.module.css'

export function WithdrawDialog({ withdrawal, slug }: { withdrawal: Withdrawal; slug: string }) {
  return (
    <AskDialog
      title="Withdraw this story"
      label="Reason, which readers will see"
      submit="Withdraw now"
      value={withdrawal.reason}
      onClose={withdrawal.close}
      check={(reason) => (reason === '' ? 'Enter why the story is withdrawn; readers will see it' : null)}
      onSubmit={(reason) => void withdrawal.submit(reason)}
    >
      {withdrawal.said ? (
        <p className={styles.problem} role="alert">
          {withdrawal.said}
        </p>
      ) : null}
      <p>
        The story leaves the site, every list and every feed at once. At <b>/news/{slug}</b> readers find a page that says it was withdrawn,
        when and why. You can make it live again at the same address.
      </p>
      <ForecastLine forecast={withdrawal.forecast} state="leaving" />
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
