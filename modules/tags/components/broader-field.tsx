import { LabelledField } from '@/components/labelled-field'
import { isTagType, tagTypeLabel } from '../tag-types'

type Choice = { slug: string; label: string; type: string }
type Props = {
  /** The one it has: it stays a choice when it was retired since, or saving anything else would take it away. */
  broader: { slug: string; label: string } | null
  choices: readonly Choice[]
  /** The slug that is chosen; "" for none. */
  value: string
  problem: string | undefined
  readOnly: boolean
}

const typeWord = (type: string) => (isTagType(type) ? tagTypeLabel[type].one : type).toLowerCase()

/** The tag under which stories of this one are found too. */
export function BroaderField({ broader, choices, value, problem, readOnly }: Props) {
  const missing = broader && choices.every((choice) => choice.slug !== broader.slug) ? broader : null
  return (
    <LabelledField
      name="broaderSlug"
      label="Broader tag"
      hint="Stories with this tag are found under the broader one too."
      problem={problem}
    >
      {(control) => (
        <select {...control} defaultValue={value} disabled={readOnly}>
          <option value="">None</option>
          {missing ? <option value={missing.slug}>{missing.label} (retired)</option> : null}
          {choices.map((choice) => (
            <option key={choice.slug} value={choice.slug}>
              {choice.label} ({typeWord(choice.type)})
            </option>
          ))}
        </select>
      )}
    </LabelledField>
  )
}
