'use client'
import { PanelField } from '@/components/panel-form'
import { type Problem, problemOf } from '@/lib/errors'
import { SAT_WORDS, SATS, type Sat, SERIOUSNESS, SERIOUSNESS_WORDS, type Seriousness } from '../prominence'

export type Judgement = { seriousness: Seriousness; sat: Sat }

type Props = { value: Judgement; problems: readonly Problem[]; onChange: (value: Judgement) => void }

/** How serious the fault is, and where it sat. */
export function Judging({ value, problems, onChange }: Props) {
  return (
    <>
      <PanelField label="How serious is it?" problem={problemOf(problems, 'seriousness')}>
        {(control) => (
          <select
            {...control}
            value={value.seriousness}
            onChange={(event) => onChange({ ...value, seriousness: event.target.value as Seriousness })}
          >
            {SERIOUSNESS.map((one) => (
              <option key={one} value={one}>
                {SERIOUSNESS_WORDS[one]}
              </option>
            ))}
          </select>
        )}
      </PanelField>
      <PanelField label="Where did it sit?" problem={problemOf(problems, 'sat')}>
        {(control) => (
          <select {...control} value={value.sat} onChange={(event) => onChange({ ...value, sat: event.target.value as Sat })}>
            {SATS.map((one) => (
              <option key={one} value={one}>
                {`In ${SAT_WORDS[one]}`}
              </option>
            ))}
          </select>
        )}
      </PanelField>
    </>
  )
}
