'use client'
import { useState } from 'react'
import buttons from '@/components/button.module.css'
import { ImportReportView } from './import-report'
import styles from './import-stories.module.css'
import { useImport } from './use-import'

/** Files chosen, what would come of them, and the press that stores it. */
export function ImportStories({ mayPublish }: { mayPublish: boolean }) {
  const { busy, problem, looked, look, store, clear } = useImport()
  const [publish, setPublish] = useState(false)
  const accepted = looked?.report.stories.length ?? 0
  return (
    <div className={styles.import}>
      <div className={styles.fields}>
        <label htmlFor="import-file">File of stories, or Word files</label>
        <p id="import-hint">
          A .jsonl file with a story on each line, as <code>cms export</code> writes it, or one or more .docx files. Up to 15 MB and 500
          stories.
        </p>
        <p id="import-problem" className={styles.problem} role="alert">
          {problem}
        </p>
        <input
          id="import-file"
          type="file"
          multiple
          accept=".jsonl,.json,.docx"
          disabled={busy !== ''}
          aria-invalid={problem !== '' || undefined}
          aria-describedby="import-problem import-hint"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])]
            // The same file may be chosen again when it was mended.
            event.target.value = ''
            void look(files, publish)
          }}
        />
        {mayPublish ? (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={publish}
              disabled={busy !== ''}
              onChange={(event) => {
                setPublish(event.target.checked)
                // What was said is not what would come of it now.
                clear()
              }}
            />
            <span>Publish them at once, oldest first. Choose the file after ticking this.</span>
          </label>
        ) : null}
        <p role="status">{busy ? `${busy}…` : ''}</p>
      </div>
      {looked ? (
        <ImportReportView looked={looked}>
          {looked.stored || accepted === 0 ? null : (
            <button
              type="button"
              className={buttons.solid}
              aria-disabled={busy !== '' || undefined}
              onClick={() => busy === '' && void store(publish)}
            >
              {publish ? 'Store and publish' : 'Store'} {accepted === 1 ? 'this story' : `these ${accepted} stories`}
            </button>
          )}
        </ImportReportView>
      ) : null}
    </div>
  )
}
