'use client'
import { type ReactNode, useRef, useState } from 'react'
import { emptyFormState, type FormState } from '@/modules/auth/form-state'
import { TagForm } from '@/modules/tags/components/tag-form'
import { editTagAsSeenAction, forecastTagChangeAction } from '../actions'
import { formAsSeen } from '../as-seen'
import type { Forecast } from '../forecast'
import { tagFieldsOf } from './tag-fields'
import { TagForecast } from './tag-forecast'

type Props = Omit<Parameters<typeof TagForm>[0], 'save'> & { mayForecast: boolean; className?: string; children: ReactNode }

/**
 * A tag's form with what it would do to related lists. Lists that were looked at are worked out again before the tag is
 * saved, where something else was published since. `children` stand beside the form.
 */
export function TagEditing({ mayForecast, className, children, ...form }: Props) {
  const [forecast, setForecast] = useState<Forecast | null>(null)
  const latest = useRef(forecast)
  latest.current = forecast
  const save = async (fields: FormData): Promise<FormState> => {
    const seen = latest.current
    if (!seen) return editTagAsSeenAction(emptyFormState, fields)
    return formAsSeen({
      seen,
      fields,
      action: editTagAsSeenAction,
      lookAgain: () => forecastTagChangeAction(tagFieldsOf(fields)),
      onOther: setForecast,
    })
  }
  return (
    <>
      {/* What was looked at is of the fields as they were. */}
      <div className={className} onInput={() => setForecast(null)}>
        <TagForm {...form} save={save} />
        {children}
      </div>
      {mayForecast ? <TagForecast formId="tag-form" forecast={forecast} onForecast={setForecast} /> : null}
    </>
  )
}
