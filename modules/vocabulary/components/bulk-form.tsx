'use client'
import { type ReactNode, useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { emptyFormState, type FormState, problemFor } from '@/modules/auth/form-state'
import type { PickerTag } from '@/modules/tags/match'
import { TagPicks } from './tag-picks'

type BulkFormProps = {
  action: (before: FormState<{ id: string }>, form: FormData) => Promise<FormState<{ id: string }>>
  tags: readonly PickerTag[]
  /** Tags that can only be taken: retired ones. */
  others?: readonly PickerTag[]
  /** Slugs already chosen, by an address that leads here. */
  add?: readonly string[]
  remove?: readonly string[]
  /** What was selected, as hidden fields. */
  children: ReactNode
}

const listed = (value: string | string[] | undefined): readonly string[] | undefined =>
  value === undefined ? undefined : Array.isArray(value) ? value : [value]

/** Tags to give and to take; the answer is a page that says what it would change. */
export function BulkForm({ action, tags, others = [], add = [], remove = [], children }: BulkFormProps) {
  const [state, send, pending] = useActionState(action, emptyFormState as FormState<{ id: string }>)
  return (
    <form action={send} key={JSON.stringify(state.values)} noValidate>
      <ErrorSummary problems={state.problems} />
      {children}
      <TagPicks
        name="add"
        label="Tags to add"
        hint="Type an area, a body or a theme. Enter adds the first one found."
        tags={tags}
        first={listed(state.values.add) ?? add}
        problem={problemFor(state, 'add')}
      />
      <TagPicks
        name="remove"
        label="Tags to remove"
        hint="Stories that do not carry them are left as they are."
        tags={[...tags, ...others]}
        first={listed(state.values.remove) ?? remove}
        problem={problemFor(state, 'remove')}
      />
      <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
        See what would change
      </button>
    </form>
  )
}
