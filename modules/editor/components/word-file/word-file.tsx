'use client'
import { useRef } from 'react'
import buttons from '@/components/button.module.css'
import type { WordFile } from './use-word-file'
import styles from './word-file.module.css'

/** Under the body of an empty story: the way in for a text that is a Word file. */
export function WordFileOffer({ word }: { word: WordFile }) {
  const field = useRef<HTMLInputElement>(null)
  if (!word.offered) return null
  const idle = word.progress === null
  return (
    <div className={styles.offer}>
      <p>
        <button
          type="button"
          className={buttons.quiet}
          aria-disabled={!idle || undefined}
          aria-describedby="word-file-hint"
          onClick={() => idle && field.current?.click()}
        >
          Open a Word file
        </button>
        <span id="word-file-hint">or drop it on this page. It fills this story, and one undo takes it back. Nothing is saved by it.</span>
      </p>
      <input
        ref={field}
        type="file"
        hidden
        accept=".docx"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file may be chosen again after it was refused.
          event.target.value = ''
          if (file) void word.open(file)
        }}
      />
      <p role="status">{idle ? '' : (word.progress ?? 0) < 100 ? `${word.progress} % sent` : 'Reading the document'}</p>
    </div>
  )
}

/** Above the story: why a document was refused, or what of it is not in the story. */
export function WordFileNotes({ word }: { word: WordFile }) {
  const { problem, notes, dismiss } = word
  return (
    <div role="status">
      {problem !== '' || notes.length > 0 ? (
        <div className={problem ? styles.problem : styles.notes}>
          <p>
            <b>{problem ? 'The Word file was not opened.' : 'From the Word file.'}</b> {problem ? `${problem}.` : notes.join(' ')}
          </p>
          <button type="button" className={buttons.text} onClick={dismiss}>
            Hide this
          </button>
        </div>
      ) : null}
    </div>
  )
}
