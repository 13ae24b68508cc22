'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { emptyFormState, type FormState } from '@/modules/auth/form-state'
import { deletePictureAction, withdrawConsentAction } from '../actions'
import { adminPicturePath } from '../paths'
import type { LibraryPicture, PickedPicture } from '../views'
import styles from './library.module.css'
import { UploadField } from './upload-field'
import { useUpload } from './use-upload'

/** Uploads pictures one after the other, and goes to the page on which the last one is described. */
export function NewPicture() {
  const uploading = useUpload<PickedPicture>('/admin/media/upload')
  const send = async (file: File) => {
    const added = await uploading.send(file)
    if (added) window.location.assign(`${adminPicturePath(added.id)}?done=added`)
  }
  return <UploadField label="Upload a picture" uploading={uploading} onFile={(file) => void send(file)} />
}

/** Gives the picture another file, in every story at once. */
export function ReplacePicture({ picture, live }: { picture: LibraryPicture; live: number }) {
  const uploading = useUpload<{ id: string }>(`${adminPicturePath(picture.id)}/replace`)
  const send = async (file: File) => {
    const replaced = await uploading.send(file, { version: String(picture.version) })
    if (replaced) window.location.assign(`${adminPicturePath(picture.id)}?done=replaced`)
  }
  return (
    <section className={styles.act} aria-labelledby="replace">
      <h2 id="replace">Replace everywhere</h2>
      <p>
        {live === 0
          ? 'No live story shows it. Drafts and earlier versions that do will show the other file.'
          : `${live} live ${live === 1 ? 'story shows' : 'stories show'} it: readers see the other file from the next moment on. This file is gone then.`}
      </p>
      <UploadField label="The other file" uploading={uploading} onFile={(file) => void send(file)} />
    </section>
  )
}

/** The family takes its consent back. */
export function WithdrawConsent({ picture, live }: { picture: LibraryPicture; live: number }) {
  const [state, action] = useActionState(withdrawConsentAction, emptyFormState as FormState<never>)
  return (
    <section className={styles.act} aria-labelledby="withdraw">
      <h2 id="withdraw">Withdraw consent</h2>
      <p>
        {live === 0
          ? 'No live story shows it. No story with it can be published then.'
          : `It leaves ${live} live ${live === 1 ? 'story' : 'stories'} at once. The stories stay.`}
      </p>
      <form action={action}>
        <ErrorSummary problems={state.problems} />
        <input type="hidden" name="id" value={picture.id} />
        <input type="hidden" name="version" value={picture.version} />
        <button type="submit" className={buttons.quiet}>
          Withdraw consent
        </button>
      </form>
    </section>
  )
}

/** Only of a picture that no version of any story shows. */
export function DeletePicture({ picture }: { picture: LibraryPicture }) {
  const [state, action] = useActionState(deletePictureAction, emptyFormState as FormState<never>)
  return (
    <section className={styles.act} aria-labelledby="delete">
      <h2 id="delete">Delete</h2>
      <p>No story shows it, nor did any. Deleting it cannot be undone.</p>
      <form action={action}>
        <ErrorSummary problems={state.problems} />
        <input type="hidden" name="id" value={picture.id} />
        <input type="hidden" name="version" value={picture.version} />
        <button type="submit" className={buttons.quiet}>
          Delete picture
        </button>
      </form>
    </section>
  )
}
