import styles from './find-form.module.css'

type FindFormProps = {
  /** Where the form goes, by GET. */
  action: string
  /** The field's visible label, and the name of the search landmark. */
  label: string
  name: string
  button: string
  value?: string
  /** Offered by the browser while typing; the form works without. */
  suggestions?: readonly string[]
  /** Ids are per page: two forms on one page need two. */
  id?: string
}

/** One labelled field and a button: works without script, at any width. */
export function FindForm({ action, label, name, button, value, suggestions, id = 'find' }: FindFormProps) {
  return (
    <search>
      <form className={styles.form} action={action} method="get">
        <label htmlFor={id}>{label}</label>
        <div className={styles.field}>
          <input
            id={id}
            name={name}
            type={suggestions ? 'text' : 'search'}
            defaultValue={value}
            list={suggestions ? `${id}-list` : undefined}
            autoComplete="off"
            maxLength={200}
          />
          <button type="submit">{button}</button>
        </div>
        {suggestions ? (
          <datalist id={`${id}-list`}>
            {suggestions.map((suggestion) => (
              <option key={suggestion} value={suggestion} />
            ))}
          </datalist>
        ) : null}
      </form>
    </search>
  )
}
