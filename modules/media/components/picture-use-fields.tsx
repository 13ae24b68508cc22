'use client'
import { useId } from 'react'
import { ALT_ADVISED_CHARACTERS, ALT_MAX_CHARACTERS, CAPTION_MAX_CHARACTERS, type PictureUse } from '../schema'
import styles from './picture-form.module.css'

type PictureUseFieldsProps = {
  use: PictureUse
  onChange: (part: Partial<PictureUse>) => void
  readOnly?: boolean
  /** The id of the first field, where something leads to it. */
  altId?: string
  problem?: string | undefined
}

/** What one use of a picture says: to people who cannot see it, and under it. */
export function PictureUseFields({ use, onChange, readOnly = false, altId, problem }: PictureUseFieldsProps) {
  const own = useId()
  const id = altId ?? `${own}alt`
  const length = [...use.alt].length
  // Enter here must not send a form around it, nor split the text.
  const keepEnter = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter') event.preventDefault()
  }
  return (
    <div className={styles.fields}>
      <div>
        <label htmlFor={id}>Text for people who cannot see it</label>
        <p id={`${id}-hint`} className={styles.hint}>
          {use.decorative
            ? 'Not read out: the picture is decoration.'
            : `What it shows, as you would say it on the phone. ${length} characters${length > ALT_ADVISED_CHARACTERS ? `: shorten it to about ${ALT_ADVISED_CHARACTERS}` : ` of about ${ALT_ADVISED_CHARACTERS}`}.`}
        </p>
        {problem ? (
          <p id={`${id}-problem`} className={styles.problem}>
            {problem}
          </p>
        ) : null}
        <input
          id={id}
          value={use.alt}
          maxLength={ALT_MAX_CHARACTERS}
          readOnly={readOnly || use.decorative}
          autoComplete="off"
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id}-problem ${id}-hint` : `${id}-hint`}
          onKeyDown={keepEnter}
          onChange={(event) => onChange({ alt: event.target.value })}
        />
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={use.decorative}
          disabled={readOnly}
          onChange={(event) => onChange({ decorative: event.target.checked })}
        />
        <span>Decoration: it says nothing that the words do not</span>
      </label>
      <div>
        <label htmlFor={`${own}caption`}>Caption</label>
        <input
          id={`${own}caption`}
          value={use.caption}
          maxLength={CAPTION_MAX_CHARACTERS}
          readOnly={readOnly}
          autoComplete="off"
          onKeyDown={keepEnter}
          onChange={(event) => onChange({ caption: event.target.value })}
        />
      </div>
    </div>
  )
}
