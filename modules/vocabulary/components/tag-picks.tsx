'use client'
import { Combobox, ComboboxItem, ComboboxPopover, ComboboxProvider, useComboboxStore } from '@ariakit/react'
import { useMemo, useRef, useState } from 'react'
import tagField from '@/modules/tags/components/tag-field.module.css'
import { matchTags, type PickerTag } from '@/modules/tags/match'
import { tagTypeLabel } from '@/modules/tags/tag-types'
import styles from './bulk.module.css'

const OPTIONS_MAX = 20

type TagPicksProps = {
  /** The form's field; one value for each tag, its slug. */
  name: string
  label: string
  hint: string
  tags: readonly PickerTag[]
  /** Slugs chosen at first. */
  first?: readonly string[]
  problem?: string | undefined
}

/** Several tags, found by typing, for a form that is sent. Enter adds the first one found. */
export function TagPicks({ name, label, hint, tags, first = [], problem }: TagPicksProps) {
  const [chosen, setChosen] = useState(() => tags.filter((tag) => first.includes(tag.slug)))
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const store = useComboboxStore({ value: typed, setValue: setTyped, resetValueOnHide: false })
  const free = useMemo(() => tags.filter((tag) => !chosen.includes(tag)), [tags, chosen])
  const matches = useMemo(() => matchTags(typed, free, OPTIONS_MAX), [typed, free])
  const add = (tag: PickerTag) => {
    setChosen((before) => [...before, tag])
    setTyped('')
  }
  const described = [`${name}-hint`, problem ? `${name}-problem` : ''].filter(Boolean).join(' ')
  return (
    <div className={styles.picks}>
      <label htmlFor={name}>{label}</label>
      <p id={`${name}-hint`} className={styles.soft}>
        {hint}
      </p>
      {problem ? (
        <p id={`${name}-problem`} className={styles.problem}>
          {problem}
        </p>
      ) : null}
      <ComboboxProvider store={store}>
        <Combobox
          ref={field}
          id={name}
          autoSelect="always"
          aria-describedby={described}
          aria-invalid={problem ? true : undefined}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            // Enter chooses a tag here; the form is sent by its button.
            event.preventDefault()
            const [found] = store.getState().activeId ? [] : matchTags(event.currentTarget.value, free, 1)
            if (found) add(found.tag)
          }}
        />
        <ComboboxPopover className={tagField.popover} aria-label="Found" sameWidth gutter={4} unmountOnHide portal={false} flip={false}>
          {matches.length === 0 ? (
            <ComboboxItem disabled className={tagField.option}>
              {typed.trim() === '' ? 'Type to find a tag.' : `No tag matches “${typed.trim()}”.`}
            </ComboboxItem>
          ) : null}
          {matches.map(({ tag }) => (
            <ComboboxItem
              key={tag.slug}
              className={tagField.option}
              value={tag.label}
              setValueOnClick={false}
              focusOnHover
              onClick={() => add(tag)}
            >
              <b>{tag.label}</b> <span className={tagField.optionType}>{tagTypeLabel[tag.type].one}</span>
            </ComboboxItem>
          ))}
        </ComboboxPopover>
      </ComboboxProvider>
      <ul className={tagField.chosen} aria-label={`${label}, chosen`}>
        {chosen.map((tag) => (
          <li key={tag.slug}>
            <input type="hidden" name={name} value={tag.slug} />
            <span>{tag.label}</span>
            <button
              type="button"
              className={tagField.remove}
              onClick={() => {
                setChosen((before) => before.filter((one) => one !== tag))
                field.current?.focus()
              }}
            >
              Take away<span className="visually-hidden"> {tag.label}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
