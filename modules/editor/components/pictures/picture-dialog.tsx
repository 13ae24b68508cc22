'use client'
import { useEffect, useId, useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import { PictureUseFields } from '@/modules/media/components/picture-use-fields'
import { UploadField } from '@/modules/media/components/upload-field'
import { useUpload } from '@/modules/media/components/use-upload'
import { staffPictureFile } from '@/modules/media/picture-files'
import type { PictureUse } from '@/modules/media/schema'
import type { PickedPicture } from '@/modules/media/views'
import { Dialog } from '../dialogs/dialog'
import dialog from '../dialogs/dialog.module.css'
import styles from './pictures.module.css'
import { useLibrary } from './use-library'

type PictureDialogProps = {
  /** "Insert picture": what the last press says. */
  verb: string
  /** A file that was dropped or pasted: it is sent at once. */
  file?: File | undefined
  onUse: (use: PictureUse) => void
  onClose: () => void
}

/** A picture is uploaded or found in the library, and described. */
export function PictureDialog({ verb, file, onUse, onClose }: PictureDialogProps) {
  const [picked, setPicked] = useState<PickedPicture | null>(null)
  const uploading = useUpload<PickedPicture>('/admin/media/upload')
  const send = async (chosen: File) => {
    const added = await uploading.send(chosen, { story: storyOfPage() })
    if (added) setPicked(added)
  }
  useFirst(file, (given) => void send(given))
  return (
    <Dialog title={picked ? 'Describe the picture' : 'Choose a picture'} onClose={onClose}>
      {picked ? (
        <Describe key={picked.id} picked={picked} verb={verb} onUse={onUse} onBack={() => setPicked(null)} />
      ) : (
        <div className={styles.choose}>
          <UploadField label="Upload a picture" uploading={uploading} onFile={(chosen) => void send(chosen)} />
          <Library onPick={setPicked} />
          <div className={dialog.acts}>
            <button type="button" onClick={onClose}>
              Cancel
            </button>
          </div>
        </div>
      )}
    </Dialog>
  )
}

/** The story whose editor this is, by the page's address; '' for one that is not stored yet. */
const storyOfPage = (): string => /^\/admin\/articles\/([0-9a-f-]{36})$/.exec(window.location.pathname)?.[1] ?? ''

/** Once, when the dialog opens. */
function useFirst(file: File | undefined, work: (file: File) => void) {
  const begun = useRef(false)
  useEffect(() => {
    if (!file || begun.current) return
    begun.current = true
    work(file)
  }, [file, work])
}

function Library({ onPick }: { onPick: (picture: PickedPicture) => void }) {
  const id = useId()
  const [q, setQ] = useState('')
  const { found, problem, again } = useLibrary(q)
  return (
    <div>
      <label htmlFor={id} className={styles.label}>
        Or find one in the library
      </label>
      <input id={id} type="search" className={styles.search} value={q} maxLength={200} onChange={(event) => setQ(event.target.value)} />
      <p role="status" className={styles.hint}>
        {problem || foundWords(found)}
      </p>
      {problem ? (
        <button type="button" onClick={again}>
          Look again
        </button>
      ) : null}
      <ul className={styles.grid} aria-label="Pictures">
        {(found ?? []).map((picture) => (
          <li key={picture.id}>
            <button type="button" onClick={() => onPick(picture)}>
              <img src={staffPictureFile(picture.id)} alt="" loading="lazy" />
              <span>{picture.fileName}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function foundWords(found: readonly PickedPicture[] | null): string {
  if (found === null) return 'Looking for pictures'
  return found.length === 0 ? 'No picture matches.' : `${found.length} shown, newest first.`
}

type DescribeProps = { picked: PickedPicture; verb: string; onUse: (use: PictureUse) => void; onBack: () => void }

function Describe({ picked, verb, onUse, onBack }: DescribeProps) {
  const id = useId()
  const [use, setUse] = useState<PictureUse>({ mediaId: picked.id, alt: picked.alt, decorative: false, caption: picked.caption })
  useEffect(() => document.getElementById(`${id}alt`)?.focus(), [id])
  return (
    <div className={styles.choose}>
      <img className={styles.preview} src={staffPictureFile(picked.id, 960)} alt="" />
      {picked.fault === '' ? null : <p className={dialog.problem}>{`Readers will not see this picture: ${picked.fault}.`}</p>}
      <PictureUseFields use={use} altId={`${id}alt`} onChange={(part) => setUse((before) => ({ ...before, ...part }))} />
      <p className={styles.hint}>
        Credit, rights and consent stand <a href={`/admin/media/${picked.id}`}>in the library</a>.
      </p>
      <div className={dialog.acts}>
        <button type="button" className={buttons.solid} onClick={() => onUse(use)}>
          {verb}
        </button>
        <button type="button" onClick={onBack}>
          Choose another
        </button>
      </div>
    </div>
  )
}
