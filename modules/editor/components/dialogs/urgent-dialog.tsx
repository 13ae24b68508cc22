'use client'
import { AskDialog } from './ask-dialog'

type UrgentDialogProps = {
  /** Who may approve it, as the refusal says. */
  message: string
  onUrgent: (reason: string) => void
  onClose: () => void
}

/** Publishing was refused because a second person has to approve first: who may, and the way for what cannot wait. */
export function UrgentDialog({ message, onUrgent, onClose }: UrgentDialogProps) {
  return (
    <AskDialog
      title="A second person has to approve it"
      label="Why it cannot wait"
      submit="Publish urgently"
      cancel="Wait"
      advised="cancel"
      value=""
      onClose={onClose}
      check={(reason) => (reason === '' ? 'Enter why it cannot wait, or wait for a second reader' : null)}
      onSubmit={onUrgent}
    >
      <p>{message}</p>
      <p>Published urgently, it stays on the desk until a second person has read it.</p>
    </AskDialog>
  )
}
