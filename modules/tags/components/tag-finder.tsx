'use client'
import {
  Combobox,
  ComboboxGroup,
  ComboboxGroupLabel,
  ComboboxItem,
  ComboboxPopover,
  ComboboxProvider,
  useComboboxStore,
} from '@ariakit/react'
import { type KeyboardEvent, type RefObject, useMemo } from 'react'
import { groupByType, matchTags, type PickerTag, type TagMatch } from '../match'
import { labelToMake } from '../rules'
import { isTagType, tagTypeLabel } from '../tag-types'
import type { ChosenTag } from './tag-field'
import styles from './tag-field.module.css'

const OPTIONS_MAX = 30

/** "Area", also of a type that has left the vocabulary since. */
export const typeWord = (type: string) => (isTagType(type) ? tagTypeLabel[type].one : type)

type FinderProps = {
  field: RefObject<HTMLInputElement | null>
  typed: string
  onType: (typed: string) => void
  tags: readonly PickerTag[]
  chosen: readonly ChosenTag[]
  problem: string | undefined
  onAdd: (tags: PickerTag[]) => void
  onRemove: (slug: string) => void
  /** Opens the step that makes a tag; left out for those who may not. */
  onMake: ((label: string) => void) | undefined
  makeVerb: 'Create' | 'Propose'
}

/** The combobox: what is typed, and the tags it finds. */
export function Finder({ field, typed, onType, tags, chosen, problem, onAdd, onRemove, onMake, makeVerb }: FinderProps) {
  const store = useComboboxStore({ value: typed, setValue: onType, resetValueOnHide: false })
  const free = useMemo(() => tags.filter((tag) => !chosen.some((one) => one.slug === tag.slug)), [tags, chosen])
  const matches = useMemo(() => matchTags(typed, free, OPTIONS_MAX), [typed, free])
  const toMake = useMemo(() => (onMake ? labelToMake(typed, tags) : null), [onMake, typed, tags])
  const choose = (tag: PickerTag) => {
    onAdd([tag])
    onType('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const last = chosen.at(-1)
    if (event.key === 'Backspace' && event.currentTarget.value === '' && last && !event.repeat) onRemove(last.slug)
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    // Whatever happens with Enter here, it never sends a form.
    event.preventDefault()
    // Pressed before the list was drawn: the first match all the same.
    const [first] = store.getState().activeId ? [] : matchTags(event.currentTarget.value, free, 1)
    if (first) choose(first.tag)
  }
  return (
    <ComboboxProvider store={store}>
      <label htmlFor="tags" className={styles.label}>
        Tags
      </label>
      <p id="tags-hint" className={styles.hint}>
        Type an area, a body or a theme. Enter adds the first one found.
      </p>
      {problem ? (
        <p id="tags-problem" className={styles.problem}>
          {problem}
        </p>
      ) : null}
      <Combobox
        ref={field}
        id="tags"
        className={styles.input}
        autoSelect="always"
        aria-describedby={problem ? 'tags-problem tags-hint' : 'tags-hint'}
        aria-invalid={problem ? true : undefined}
        onKeyDown={onKeyDown}
      />
      <ComboboxPopover className={styles.popover} aria-label="Found" sameWidth gutter={4} unmountOnHide portal={false} flip={false}>
        <Options matches={matches} typed={typed} toMake={toMake} onChoose={choose} />
        {toMake !== null && onMake ? <MakeOption label={toMake} verb={makeVerb} onMake={onMake} /> : null}
      </ComboboxPopover>
    </ComboboxProvider>
  )
}

/** The last of the options: a tag of this very name. */
function MakeOption({ label, verb, onMake }: { label: string; verb: string; onMake: (label: string) => void }) {
  return (
    <ComboboxItem className={styles.option} value={label} setValueOnClick={false} focusOnHover onClick={() => onMake(label)}>
      {verb} the tag “{label}”
    </ComboboxItem>
  )
}

type OptionsProps = { matches: TagMatch[]; typed: string; toMake: string | null; onChoose: (tag: PickerTag) => void }

function Options({ matches, typed, toMake, onChoose }: OptionsProps) {
  if (matches.length === 0) {
    return toMake !== null ? null : (
      // An option that cannot be chosen: a list without options says nothing to a screen reader.
      <ComboboxItem disabled className={styles.none}>
        {typed.trim() === '' ? 'Type to find a tag.' : `No tag matches “${typed.trim()}”. New ones are made under Tags.`}
      </ComboboxItem>
    )
  }
  return groupByType(matches).map((group) => (
    <ComboboxGroup key={group.type} className={styles.group}>
      <ComboboxGroupLabel className={styles.groupLabel}>{tagTypeLabel[group.type].many}</ComboboxGroupLabel>
      {group.items.map(({ tag, alias }) => (
        <ComboboxItem
          key={tag.slug}
          className={styles.option}
          value={tag.label}
          setValueOnClick={false}
          focusOnHover
          onClick={() => onChoose(tag)}
        >
          <span className={styles.optionLabel}>{tag.label}</span> <span className={styles.optionType}>{typeWord(tag.type)}</span>
          {alias ? <span className={styles.optionNote}>also: {alias}</span> : null}
          {tag.ended ? <span className={styles.optionNote}>{tag.ended}</span> : null}
        </ComboboxItem>
      ))}
    </ComboboxGroup>
  ))
}
