'use client'
import { LabelledField } from '@/components/labelled-field'
import { type FormState, problemFor } from '@/modules/auth/form-state'
import { TAG_INTRO_MAX_CHARACTERS } from '../schema'
import type { TagDetail } from '../views'
import { PinnedField } from './pinned-field'
import styles from './tag-form.module.css'

type Choice = { slug: string; label: string; type: string }
type Props = { tag: TagDetail; choices: readonly Choice[]; state: FormState; readOnly: boolean }

/** Room for one more than there are, and at least for the two that a thing is most often divided into. */
const SELECTS_MIN = 2

/** What a tag's page says beside its stories: introduction, first story, days, and what took its place. */
export function StandingFields({ tag, choices, state, readOnly }: Props) {
  const typed = (field: string, stored: string | null) => (typeof state.values[field] === 'string' ? state.values[field] : (stored ?? ''))
  return (
    <>
      <LabelledField
        name="intro"
        label="Introduction"
        hint="Shown at the head of its page. A line for each paragraph."
        problem={problemFor(state, 'intro')}
      >
        {(control) => (
          <textarea
            {...control}
            rows={4}
            maxLength={TAG_INTRO_MAX_CHARACTERS}
            defaultValue={typed('intro', tag.intro)}
            readOnly={readOnly}
          />
        )}
      </LabelledField>
      <PinnedField
        tag={tag}
        value={typed('pinnedId', tag.pinned?.id ?? null)}
        problem={problemFor(state, 'pinnedId')}
        readOnly={readOnly}
      />
      <div className={styles.days}>
        <LabelledField name="startsOn" label="First day" hint="Where it began on a day." problem={problemFor(state, 'startsOn')}>
          {(control) => <input {...control} type="date" defaultValue={typed('startsOn', tag.startsOn)} readOnly={readOnly} />}
        </LabelledField>
        <LabelledField name="endsOn" label="Last day" hint="Where it is no more, or soon will be." problem={problemFor(state, 'endsOn')}>
          {(control) => <input {...control} type="date" defaultValue={typed('endsOn', tag.endsOn)} readOnly={readOnly} />}
        </LabelledField>
      </div>
      <Successors tag={tag} choices={choices} state={state} readOnly={readOnly} />
    </>
  )
}

function Successors({ tag, choices, state, readOnly }: Props) {
  const sent = state.values.successorSlugs
  const stored = Array.isArray(sent) ? sent : tag.successors.map((one) => one.slug)
  const known = [...choices, ...tag.successors.filter((one) => !choices.some((choice) => choice.slug === one.slug))]
  const problem = problemFor(state, 'successorSlugs')
  return (
    <fieldset id="successorSlugs" className={styles.successors} disabled={readOnly} tabIndex={-1}>
      <legend>What took its place</legend>
      <p>Its page leads on to these. Stories keep the name of their day.</p>
      {problem ? <p className={styles.problem}>{problem}</p> : null}
      {Array.from({ length: Math.max(SELECTS_MIN, stored.length + 1) }, (_, at) => at).map((at) => (
        <label key={at}>
          <span className="visually-hidden">Tag that took its place, {at + 1}</span>
          <select name="successorSlugs" defaultValue={stored[at] ?? ''}>
            <option value="">None</option>
            {known.map((choice) => (
              <option key={choice.slug} value={choice.slug}>
                {choice.label}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  )
}
