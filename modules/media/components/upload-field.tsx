'use client'
import { useId } from 'react'
import styles from './picture-form.module.css'
import { PICTURE_HINT, PICTURE_TYPES, type Uploading } from './use-upload'

type UploadFieldProps = {
  label: string
  uploading: Uploading<unknown>
  /** What may be chosen, for the field and in words; pictures when left out. */
  types?: string
  hint?: string
  /** What the server does once it has all of it. */
  working?: string
  onFile: (file: File) => void
}

/** A file field that says how far the file is on its way, and why it was refused. */
export function UploadField({
  label,
  uploading: { progress, problem },
  types = PICTURE_TYPES,
  hint = PICTURE_HINT,
  working = 'Making its sizes',
  onFile,
}: UploadFieldProps) {
  const id = useId()
  return (
    <div className={styles.upload}>
      <label htmlFor={id}>{label}</label>
      <p id={`${id}hint`} className={styles.hint}>
        {hint}
      </p>
      <p id={`${id}problem`} className={styles.problem} role="alert">
        {problem}
      </p>
      <input
        id={id}
        type="file"
        accept={types}
        disabled={progress !== null}
        aria-invalid={problem !== '' || undefined}
        aria-describedby={`${id}problem ${id}hint`}
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file may be chosen again after it was refused.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
      <div role="status">
        {progress === null ? null : (
          <>
            <progress max={100} value={progress} aria-label="Upload" />
            <span>{progress < 100 ? `${progress} % sent` : working}</span>
          </>
        )}
      </div>
    </div>
  )
}
