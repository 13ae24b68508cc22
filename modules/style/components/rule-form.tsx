'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { emptyFormState, type FormState, problemFor } from '@/modules/auth/form-state'
import { addRuleAction, changeRuleAction } from '../actions'
import { CONTEXT_WORDS, CONTEXTS, SEVERITIES, SEVERITY_WORDS } from '../rules'
import { ADVICE_MAX_CHARACTERS, EXAMPLE_MAX_CHARACTERS, PATTERN_MAX_CHARACTERS, RULE_REASON_MAX_CHARACTERS } from '../schema'
import type { RuleView } from '../views'
import styles from './style.module.css'

type Typed = (field: keyof RuleView & string) => string
type FieldProps = { state: FormState; typed: Typed }

/** Makes a rule, or changes one. What was typed stays after a refusal. */
export function RuleForm({ rule }: { rule: RuleView | null }) {
  const send = (_before: FormState, form: FormData): Promise<FormState> => (rule ? changeRuleAction : addRuleAction)(emptyFormState, form)
  const [state, action] = useActionState(send, emptyFormState)
  const refusedOnce = Object.keys(state.values).length > 0
  const typed: Typed = (field) => {
    const value = state.values[field]
    return typeof value === 'string' ? value : String(rule?.[field] ?? '')
  }
  return (
    // The key shows what was typed again after a refusal: the fields keep their own values otherwise.
    <form action={action} className={styles.form} key={JSON.stringify(state.values)} noValidate>
      <ErrorSummary problems={state.problems} />
      {rule ? <input type="hidden" name="id" value={rule.id} /> : null}
      {rule ? <input type="hidden" name="version" value={rule.version} /> : null}
      <PatternFields state={state} typed={typed} />
      <AdviceFields state={state} typed={typed} />
      <label className={styles.check}>
        <input type="checkbox" name="replaces" defaultChecked={refusedOnce ? state.values.replaces === 'on' : (rule?.replaces ?? false)} />
        <span>
          <b>One key writes these words in place of what was found</b>
          <small>Only where they fit as they are. Number and a capital at the beginning follow what was found.</small>
        </span>
      </label>
      <ExampleFields state={state} typed={typed} />
      <button type="submit" className={buttons.solid}>
        {rule ? 'Save rule' : 'Add rule'}
      </button>
    </form>
  )
}

function PatternFields({ state, typed }: FieldProps) {
  return (
    <>
      <LabelledField
        name="pattern"
        label="Pattern"
        hint="A regular expression as JavaScript knows them. \b is the edge of a word. It may look ahead and behind."
        problem={problemFor(state, 'pattern')}
      >
        {(control) => (
          <textarea
            {...control}
            className={styles.code}
            rows={2}
            defaultValue={typed('pattern')}
            maxLength={PATTERN_MAX_CHARACTERS}
            spellCheck={false}
            autoComplete="off"
          />
        )}
      </LabelledField>
      <LabelledField
        name="flags"
        label="Flags"
        hint="i: capitals make no difference. m, s and u as in JavaScript. Usually none, or i."
        problem={problemFor(state, 'flags')}
      >
        {(control) => <input {...control} className={styles.short} defaultValue={typed('flags')} maxLength={4} autoComplete="off" />}
      </LabelledField>
      <LabelledField name="context" label="Where it applies" problem={problemFor(state, 'context')}>
        {(control) => (
          <select {...control} defaultValue={typed('context') || 'any'}>
            {CONTEXTS.map((context) => (
              <option key={context} value={context}>
                {CONTEXT_WORDS[context]}
              </option>
            ))}
          </select>
        )}
      </LabelledField>
    </>
  )
}

function AdviceFields({ state, typed }: FieldProps) {
  return (
    <>
      <LabelledField name="severity" label="How wrong it is" problem={problemFor(state, 'severity')}>
        {(control) => (
          <select {...control} defaultValue={typed('severity') || 'warning'}>
            {SEVERITIES.map((severity) => (
              <option key={severity} value={severity}>
                {SEVERITY_WORDS[severity].one}: {SEVERITY_WORDS[severity].hint.toLowerCase()}
              </option>
            ))}
          </select>
        )}
      </LabelledField>
      <LabelledField name="reason" label="Why" hint="What the writer reads below the advice." problem={problemFor(state, 'reason')}>
        {(control) => <textarea {...control} rows={2} defaultValue={typed('reason')} maxLength={RULE_REASON_MAX_CHARACTERS} />}
      </LabelledField>
      <LabelledField
        name="correct"
        label="What to write instead"
        hint="The words themselves, or what to do."
        problem={problemFor(state, 'correct')}
      >
        {(control) => <input {...control} defaultValue={typed('correct')} maxLength={ADVICE_MAX_CHARACTERS} autoComplete="off" />}
      </LabelledField>
    </>
  )
}

function ExampleFields({ state, typed }: FieldProps) {
  return (
    <>
      <LabelledField
        name="example"
        label="A line the pattern must find"
        hint="Both lines are tried when you save."
        problem={problemFor(state, 'example')}
      >
        {(control) => <input {...control} defaultValue={typed('example')} maxLength={EXAMPLE_MAX_CHARACTERS} autoComplete="off" />}
      </LabelledField>
      <LabelledField name="counterExample" label="A line it must not find" problem={problemFor(state, 'counterExample')}>
        {(control) => <input {...control} defaultValue={typed('counterExample')} maxLength={EXAMPLE_MAX_CHARACTERS} autoComplete="off" />}
      </LabelledField>
    </>
  )
}
