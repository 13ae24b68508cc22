'use client'
import { useActionState, useMemo, useState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { emptyFormState, type FormState, problemFor } from '@/modules/auth/form-state'
import { createTagAction, editTagAction } from '../actions'
import { nearDuplicates } from '../rules'
import { EDITABLE_TAG_TYPES, TAG_DESCRIPTION_MAX_CHARACTERS, TAG_LABEL_MAX_CHARACTERS } from '../schema'
import { isTagType, tagTypeLabel } from '../tag-types'
import type { TagDetail } from '../views'
import { BroaderField } from './broader-field'
import { StandingFields } from './standing-fields'
import styles from './tag-form.module.css'

/** `aliases`: where near-duplicates of a new tag are looked for. */
type Choice = { id?: number; slug: string; label: string; type: string; aliases?: string[] }
type TagFormProps = {
  tag: TagDetail | null
  broader: Choice[]
  readOnly?: boolean
  /** Saves a tag that is there, where its page shows more than the form. */
  save?: (form: FormData) => Promise<FormState>
}

const edit = (form: FormData): Promise<FormState> => editTagAction(emptyFormState, form)

const typeWord = (type: string) => (isTagType(type) ? tagTypeLabel[type].one : type)

/** Makes a tag, or changes one. What was typed stays after a refusal. */
export function TagForm({ tag, broader, readOnly = false, save = edit }: TagFormProps) {
  const send = (_before: FormState, form: FormData): Promise<FormState> => (tag ? save(form) : createTagAction(emptyFormState, form))
  const [state, action] = useActionState(send, emptyFormState)
  const typed = (field: string, stored: string) => (typeof state.values[field] === 'string' ? state.values[field] : stored)
  const [label, setLabel] = useState(typed('label', ''))
  const refusedOnce = Object.keys(state.values).length > 0
  return (
    // The key shows what was typed again after a refusal: the fields keep their own values otherwise.
    <form id={tag ? 'tag-form' : undefined} action={action} className={styles.form} key={JSON.stringify(state.values)} noValidate>
      <ErrorSummary problems={state.problems} />
      {tag ? <input type="hidden" name="id" value={tag.id} /> : null}
      {tag ? <input type="hidden" name="version" value={tag.version} /> : null}
      <LabelledField name="label" label="Label" hint="As readers see it." problem={problemFor(state, 'label')}>
        {(control) => (
          <input
            {...control}
            defaultValue={typed('label', tag?.label ?? '')}
            maxLength={TAG_LABEL_MAX_CHARACTERS}
            readOnly={readOnly}
            autoComplete="off"
            onChange={(event) => setLabel(event.target.value)}
          />
        )}
      </LabelledField>
      {tag ? null : <Alike label={label} all={broader} />}
      {tag?.typeIsFixed ? (
        <input type="hidden" name="type" value={tag.type} />
      ) : (
        <TypeField stored={typed('type', tag?.type ?? '')} problem={problemFor(state, 'type')} />
      )}
      <LabelledField
        name="aliases"
        label="Other names"
        hint="One to a line. The tag field and the search find the tag by them."
        problem={problemFor(state, 'aliases')}
      >
        {(control) => <textarea {...control} rows={5} defaultValue={typed('aliases', tag?.aliases.join('\n') ?? '')} readOnly={readOnly} />}
      </LabelledField>
      <BroaderField
        broader={tag?.broader ?? null}
        choices={broader}
        value={typed('broaderSlug', tag?.broader?.slug ?? '')}
        problem={problemFor(state, 'broaderSlug')}
        readOnly={readOnly}
      />
      <LabelledField
        name="description"
        label="Description"
        hint="One or two plain sentences, shown on the tag’s page."
        problem={problemFor(state, 'description')}
      >
        {(control) => (
          <textarea
            {...control}
            rows={3}
            maxLength={TAG_DESCRIPTION_MAX_CHARACTERS}
            defaultValue={typed('description', tag?.description ?? '')}
            readOnly={readOnly}
          />
        )}
      </LabelledField>
      {tag?.type === 'storyline' ? null : (
        <AspectField stored={typed('aspect', tag?.aspect ? 'on' : '')} problem={problemFor(state, 'aspect')} readOnly={readOnly} />
      )}
      {tag ? <StandingFields tag={tag} choices={broader} state={state} readOnly={readOnly} /> : null}
      <label className={styles.check}>
        <input
          type="checkbox"
          name="doNotRelate"
          defaultChecked={refusedOnce ? state.values.doNotRelate === 'on' : (tag?.doNotRelate ?? false)}
          disabled={readOnly}
        />
        <span>
          <b>Do not relate on this</b>
          <small>For tags so common that sharing one says nothing. Readers still find the tag’s page.</small>
        </span>
      </label>
      {readOnly ? null : (
        <button type="submit" className={buttons.solid}>
          {tag ? 'Save tag' : 'Create tag'}
        </button>
      )}
    </form>
  )
}

/** Tags that a new one may be a second spelling of. A warning: it can still be made. */
function Alike({ label, all }: { label: string; all: readonly Choice[] }) {
  const named = useMemo(() => all.map((tag, at) => ({ ...tag, id: tag.id ?? -at, aliases: tag.aliases ?? [] })), [all])
  const alike = useMemo(() => nearDuplicates(label, named), [label, named])
  return (
    <div role="status">
      {alike.length > 0 ? (
        <div className={styles.alike}>
          <p>Is it one of these?</p>
          <ul>
            {alike.map((tag) => (
              <li key={tag.slug}>
                <a href={`/admin/tags/${tag.slug}`}>{tag.label}</a> {typeWord(tag.type).toLowerCase()}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}

/** Leadership, staff or waiting are in most stories: two that share one are seldom about the same. */
function AspectField({ stored, problem, readOnly }: { stored: string; problem: string | undefined; readOnly: boolean }) {
  return (
    <LabelledField
      name="aspect"
      label="What it says of a story"
      hint="Sharing an aspect counts for less in related news."
      problem={problem}
    >
      {(control) => (
        <select {...control} defaultValue={stored} disabled={readOnly}>
          <option value="">What it is about</option>
          <option value="on">An aspect: how things were done, or who says so</option>
        </select>
      )}
    </LabelledField>
  )
}

function TypeField({ stored, problem }: { stored: string; problem: string | undefined }) {
  return (
    <LabelledField
      name="type"
      label="Type"
      hint="It decides how much sharing the tag counts. It cannot change once a story carries the tag."
      problem={problem}
    >
      {(control) => (
        <select {...control} defaultValue={stored}>
          <option value="">Choose a type</option>
          {EDITABLE_TAG_TYPES.map((type) => (
            <option key={type} value={type}>
              {tagTypeLabel[type].one}
            </option>
          ))}
        </select>
      )}
    </LabelledField>
  )
}
