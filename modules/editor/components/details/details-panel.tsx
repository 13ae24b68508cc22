'use client'
import { type ReactNode, useState } from 'react'
import { londonDay } from '@/lib/dates'
import { FORM_LABELS, STORY_FORMS, storedForm } from '@/modules/articles/form'
import { AddressDialog, DeleteDialog, WithdrawDialog } from '../dialogs/act-dialogs'
import { LeadPicture } from '../pictures/lead-picture'
import { useWithdrawal } from '../related/use-withdrawal'
import type { Saving } from '../saving/use-saving'
import type { EditorAbilities } from '../story-editor'
import type { Story } from '../writing/use-story'
import styles from './details-panel.module.css'

type DetailsPanelProps = { story: Story; saving: Saving; may: EditorAbilities; problemOf: (field: string) => string | undefined }

/** Byline, date, address, and what can be done to a story besides writing it. */
export function DetailsPanel({ story, saving, may, problemOf }: DetailsPanelProps) {
  const { form, change } = story
  const readOnly = !may.edit
  const wasPublished = saving.known?.firstPublishedAt != null
  return (
    <div className={styles.fields}>
      <TextField
        id="form"
        label="Form"
        hint="What kind of story it is. A result or a monitoring visit ages slower in related lists than a reaction."
        problem={problemOf('form')}
      >
        {(props) => (
          <select {...props} value={form.form} disabled={readOnly} onChange={(event) => change({ form: storedForm(event.target.value) })}>
            {STORY_FORMS.map((name) => (
              <option key={name} value={name}>
                {FORM_LABELS[name]}
              </option>
            ))}
          </select>
        )}
      </TextField>
      <TextField id="byline" label="Byline" hint="Who wrote it. Left out when empty." problem={problemOf('byline')}>
        {(props) => (
          <input
            {...props}
            value={form.byline}
            readOnly={readOnly}
            autoComplete="off"
            onChange={(event) => change({ byline: event.target.value })}
          />
        )}
      </TextField>
      <TextField
        id="storyDate"
        label="Date"
        hint="Only for a story from the past: its first publication gets this day."
        problem={problemOf('storyDate')}
      >
        {(props) => (
          <input
            {...props}
            type="date"
            value={form.storyDate}
            readOnly={readOnly}
            onChange={(event) => change({ storyDate: event.target.value })}
          />
        )}
      </TextField>
      {wasPublished ? null : (
        <TextField
          id="slug"
          label="Address"
          hint={`Ends the address /news/… Taken from the headline when empty${saving.known ? `: ${saving.known.slug}` : ''}.`}
          problem={problemOf('slug')}
        >
          {(props) => (
            <input
              {...props}
              value={form.slug}
              readOnly={readOnly}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => change({ slug: event.target.value })}
            />
          )}
        </TextField>
      )}
      <TextField
        id="sourceUrl"
        label="Source"
        hint="The address of the report or statement, if there is one."
        problem={problemOf('sourceUrl')}
      >
        {(props) => (
          <input
            {...props}
            type="url"
            inputMode="url"
            value={form.sourceUrl}
            readOnly={readOnly}
            autoComplete="off"
            onChange={(event) => change({ sourceUrl: event.target.value })}
          />
        )}
      </TextField>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={form.evergreen}
          disabled={readOnly}
          onChange={(event) => change({ evergreen: event.target.checked })}
        />
        <span>
          <b>Evergreen</b>
          <small>An explainer or a guide: it does not sink in related lists as it gets older.</small>
        </span>
      </label>
      <LeadPicture
        picture={form.leadPicture}
        readOnly={readOnly}
        problem={problemOf('leadPicture')}
        onChange={(leadPicture) => change({ leadPicture })}
      />
      <Publication saving={saving} may={may} />
    </div>
  )
}

type FieldProps = { id: string; 'aria-describedby': string; 'aria-invalid': true | undefined }

function TextField({
  id,
  label,
  hint,
  problem,
  children,
}: {
  id: string
  label: string
  hint: string
  problem?: string
  children: (props: FieldProps) => ReactNode
}) {
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`} className={styles.hint}>
        {hint}
      </p>
      {problem ? (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      ) : null}
      {children({
        id,
        'aria-describedby': problem ? `${id}-problem ${id}-hint` : `${id}-hint`,
        'aria-invalid': problem ? true : undefined,
      })}
    </div>
  )
}

type Asked = 'address' | 'delete' | null

/** Where the story stands, and the acts that change that. */
function Publication({ saving, may }: { saving: Saving; may: EditorAbilities }) {
  const [asked, setAsked] = useState<Asked>(null)
  const withdrawal = useWithdrawal(saving)
  const { known } = saving
  if (!known) return null
  const close = () => setAsked(null)
  return (
    <section className={styles.publication} aria-labelledby="publication">
      <h3 id="publication">Publication</h3>
      <p className={styles.hint}>
        {known.firstPublishedAt ? `First published ${londonDay(new Date(known.firstPublishedAt))}. ` : 'Not published yet. '}
        {known.state === 'live' ? <a href={`/news/${known.slug}`}>/news/{known.slug}</a> : null}
      </p>
      <p className={styles.verbs}>
        <a href={`/admin/articles/${known.id}/history`}>History of this story</a>
      </p>
      <p className={styles.verbs}>
        {may.changeSlug && known.firstPublishedAt ? (
          <button type="button" onClick={() => setAsked('address')}>
            Change address
          </button>
        ) : null}
        {may.withdraw && known.state === 'live' ? (
          <button type="button" onClick={withdrawal.open}>
            Withdraw
          </button>
        ) : null}
        {may.delete && known.state === 'draft' ? (
          <button type="button" onClick={() => setAsked('delete')}>
            Delete draft
          </button>
        ) : null}
      </p>
      {asked === 'address' ? <AddressDialog saving={saving} slug={known.slug} onClose={close} /> : null}
      {withdrawal.isOpen ? <WithdrawDialog withdrawal={withdrawal} slug={known.slug} /> : null}
      {asked === 'delete' ? <DeleteDialog saving={saving} onClose={close} /> : null}
    </section>
  )
}
