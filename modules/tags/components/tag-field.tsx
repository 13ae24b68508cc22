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
import { type KeyboardEvent, type ReactNode, type RefObject, useMemo, useRef, useState } from 'react'
import { groupByType, matchTags, type PickerTag, type TagMatch } from '../match'
import { labelToMake } from '../rules'
import { isRelatingType, isTagType, tagTypeLabel } from '../tag-types'
import { NewTag } from './new-tag'
import styles from './tag-field.module.css'

/** A tag on the story. One that has left the vocabulary since still has its name. */
export type ChosenTag = { slug: string; label: string; type: string }

type TagFieldProps = {
  tags: readonly PickerTag[]
  chosen: readonly ChosenTag[]
  onChange: (chosen: ChosenTag[]) => void
  /** Says it to people who do not see the list change. */
  announce: (message: string) => void
  /** Given to those who may create tags: keeps a new one among `tags`. */
  onMade?: ((tag: PickerTag) => void) | undefined
  readOnly?: boolean
  problem?: string | undefined
  /** Below the field: what speaks for a tag besides typing. */
  suggested?: ReactNode
  /** Below the tags it has: what may be looked at. */
  further?: ReactNode
}

/** More of those that can relate stories make the related list vaguer, not better. */
const TAGS_ADVISED_MAX = 8
const OPTIONS_MAX = 30

const typeWord = (type: string) => (isTagType(type) ? tagTypeLabel[type].one : type)
const asChosen = ({ slug, label, type }: PickerTag): ChosenTag => ({ slug, label, type })

/** "A", "A and B", "A, B and C". */
const listed = (words: string[]) => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)

/** Finds tags by label, other name or beginning; Enter adds the active one, Backspace in the empty field removes the last. */
export function TagField({ tags, chosen, onChange, announce, onMade, readOnly = false, problem, suggested, further }: TagFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [making, setMaking] = useState<string | null>(null)
  const { add, remove } = useTagging({ chosen, onChange, announce })
  const toField = () => field.current?.focus()
  // An outcome or a stage makes no link by itself.
  const relating = chosen.filter((tag) => isRelatingType(tag.type)).length
  const leaveStep = (added: PickerTag | null) => {
    setMaking(null)
    if (added) add([added])
    // Left without a tag, the name is there to be corrected.
    setTyped(added ? '' : (making ?? ''))
    toField()
  }
  return (
    <div className={styles.field}>
      {readOnly ? null : (
        <>
          <Finder
            field={field}
            typed={typed}
            onType={setTyped}
            tags={tags}
            chosen={chosen}
            problem={problem}
            onAdd={add}
            onRemove={remove}
            onMake={onMade && setMaking}
          />
          {making !== null && onMade ? (
            <NewTag
              key={making}
              label={making}
              tags={tags}
              onUse={leaveStep}
              onMade={(tag) => {
                onMade(tag)
                leaveStep(tag)
              }}
              onCancel={() => leaveStep(null)}
            />
          ) : null}
          {suggested}
          <Companions
            tags={tags}
            chosen={chosen}
            onAdd={(offered) => {
              add(offered)
              toField()
            }}
          />
        </>
      )}
      <ChosenTags
        chosen={chosen}
        readOnly={readOnly}
        onRemove={(slug) => {
          remove(slug)
          toField()
        }}
      />
      {relating > TAGS_ADVISED_MAX ? (
        <p className={styles.warning} role="status">
          {relating} tags that can relate stories. Above {TAGS_ADVISED_MAX} a story relates to everything a little and to nothing much: keep
          those it is really about.
        </p>
      ) : null}
      {further}
    </div>
  )
}

/** Adding and removing, each said aloud. */
function useTagging({ chosen, onChange, announce }: Pick<TagFieldProps, 'chosen' | 'onChange' | 'announce'>) {
  const add = (added: PickerTag[]) => {
    const fresh = added.filter((tag) => !chosen.some((one) => one.slug === tag.slug))
    if (fresh.length === 0) return
    onChange([...chosen, ...fresh.map(asChosen)])
    const count = chosen.length + fresh.length
    const names = listed(fresh.map((tag) => `${tag.label}, ${typeWord(tag.type).toLowerCase()}`))
    announce(`Added ${names}. ${count} ${count === 1 ? 'tag' : 'tags'} on this story.`)
  }
  const remove = (slug: string) => {
    const gone = chosen.find((tag) => tag.slug === slug)
    if (!gone) return
    onChange(chosen.filter((tag) => tag.slug !== slug))
    announce(`Removed ${gone.label}. ${chosen.length - 1} left.`)
  }
  return { add, remove }
}

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
}

/** The combobox: what is typed, and the tags it finds. */
function Finder({ field, typed, onType, tags, chosen, problem, onAdd, onRemove, onMake }: FinderProps) {
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
        {toMake !== null && onMake ? <MakeOption label={toMake} onMake={onMake} /> : null}
      </ComboboxPopover>
    </ComboboxProvider>
  )
}

/** The last of the options: a tag of this very name. */
function MakeOption({ label, onMake }: { label: string; onMake: (label: string) => void }) {
  return (
    <ComboboxItem className={styles.option} value={label} setValueOnClick={false} focusOnHover onClick={() => onMake(label)}>
      Create the tag “{label}”
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

/** An area's boards and forum, in one press. */
function Companions({
  tags,
  chosen,
  onAdd,
}: {
  tags: readonly PickerTag[]
  chosen: readonly ChosenTag[]
  onAdd: (tags: PickerTag[]) => void
}) {
  const bySlug = useMemo(() => new Map(tags.map((tag) => [tag.slug, tag])), [tags])
  const taken = new Set(chosen.map((tag) => tag.slug))
  const offers = chosen.flatMap((tag) => {
    const offered = (bySlug.get(tag.slug)?.companions ?? []).flatMap(({ slug }) => (taken.has(slug) ? [] : (bySlug.get(slug) ?? [])))
    return offered.length > 0 ? [{ slug: tag.slug, offered }] : []
  })
  return offers.map(({ slug, offered }) => (
    <button key={slug} type="button" className={styles.offer} onClick={() => onAdd(offered)}>
      Add {listed(offered.map((tag) => tag.label))}
    </button>
  ))
}

function ChosenTags({ chosen, readOnly, onRemove }: { chosen: readonly ChosenTag[]; readOnly: boolean; onRemove: (slug: string) => void }) {
  if (chosen.length === 0) return <p className={styles.hint}>No tags yet.</p>
  return (
    <>
      <h3 className={styles.heading}>On this story</h3>
      <ul className={styles.chosen}>
        {chosen.map((tag) => (
          <li key={tag.slug}>
            <span>
              <b>{tag.label}</b> <span className={styles.type}>{typeWord(tag.type).toLowerCase()}</span>
            </span>
            {readOnly ? null : (
              <button type="button" className={styles.remove} onClick={() => onRemove(tag.slug)}>
                Remove<span className="visually-hidden"> {tag.label}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
