'use client'
import { useState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import type { Problem } from '@/lib/errors'
import { editSitePageAction } from '@/modules/pages/actions'
import { SITE_PAGE_TITLE_MAX_CHARACTERS, type SitePageView } from '@/modules/pages/schema'
import { bodyOfDocument } from '../body-document'
import { BodyField, useBodyEditor } from './body/body-field'
import styles from './page-editor.module.css'
import { clock } from './saving/clock'

/** About, Contact or Privacy. Saving publishes: readers see it at the next request. */
export function PageEditor({ page, path }: { page: SitePageView; path: string }) {
  const [title, setTitle] = useState(page.title)
  const [version, setVersion] = useState(page.version)
  const [problems, setProblems] = useState<Problem[]>([])
  const [said, setSaid] = useState('')
  const editor = useBodyEditor({ body: page.body, editable: true, onChange: () => setSaid(''), onPaste: () => false })
  const save = async () => {
    if (!editor) return
    setSaid('Saving…')
    const answer = await editSitePageAction({ key: page.key, version, title, body: bodyOfDocument(editor.getJSON()) }).catch(() => null)
    setProblems(answer?.ok === false && answer.kind === 'problems' ? answer.problems : [])
    if (answer === null) return setSaid('The newsroom did not answer. Your text is still here: try again.')
    if (!answer.ok) return setSaid(answer.kind === 'problems' ? '' : answer.message)
    setVersion(answer.value.version)
    setSaid(`Saved ${clock(new Date())}. Readers see it now.`)
  }
  return (
    <div className={styles.page}>
      <ErrorSummary problems={problems} />
      <LabelledField name="title" label="Title" problem={problems.find((problem) => problem.field === 'title')?.message}>
        {(control) => (
          <input
            {...control}
            value={title}
            maxLength={SITE_PAGE_TITLE_MAX_CHARACTERS}
            autoComplete="off"
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </LabelledField>
      <BodyField editor={editor} body={page.body} editable problem={problems.find((problem) => problem.field === 'body')?.message} />
      <p>
        <button type="button" className={buttons.solid} onClick={() => void save()}>
          Save and publish
        </button>{' '}
        <a href={path}>View the page</a>
      </p>
      <p role="status">{said}</p>
    </div>
  )
}
