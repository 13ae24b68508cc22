'use client'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { PickerTag } from '../match'
import { isRelatingType } from '../tag-types'
import { NewTag } from './new-tag'
import styles from './tag-field.module.css'
import { Finder, typeWord } from './tag-finder'

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
  /** For those who may only propose tags: the step that does. `use` leaves it with a tag that is there already. */
  propose?: ((label: string, use: (tag: PickerTag) => void, leave: (asked: boolean) => void) => ReactNode) | undefined
  readOnly?: boolean
  problem?: string | undefined
  /** Below the field: what speaks for a tag besides typing. */
  suggested?: ReactNode
  /** Below the tags it has: what may be looked at. */
  further?: ReactNode
}

/** More of those that can relate stories make the related list vaguer, not better. */
const TAGS_ADVISED_MAX = 8

const asChosen = ({ slug, label, type }: PickerTag): ChosenTag => ({ slug, label, type })

/** "A", "A and B", "A, B and C". */
const listed = (words: string[]) => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)

/** Finds tags by label, other name or beginning; Enter adds the active one, Backspace in the empty field removes the last. */
export function TagField({
  tags,
  chosen,
  onChange,
  announce,
  onMade,
  propose,
  readOnly = false,
  problem,
  suggested,
  further,
}: TagFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [making, setMaking] = useState<string | null>(null)
  const { add, remove } = useTagging({ chosen, onChange, announce })
  const toField = () => field.current?.focus()
  // An outcome or a stage makes no link by itself, nor does a tag that is on nearly every story.
  const relating = chosen.filter(
    ({ type, slug }) => isRelatingType(type) && !tags.some((tag) => tag.slug === slug && tag.doNotRelate),
  ).length
  const leaveStep = (added: PickerTag | null) => {
    setMaking(null)
    if (added) add([added])
    // Left without a tag, the name is there to be corrected.
    setTyped(added ? '' : (making ?? ''))
    toField()
  }
  const leaveAsked = (asked: boolean) => {
    leaveStep(null)
    if (asked) setTyped('')
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
            onMake={onMade || propose ? setMaking : undefined}
            makeVerb={onMade ? 'Create' : 'Propose'}
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
          {making !== null && !onMade && propose ? propose(making, leaveStep, leaveAsked) : null}
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
          {relating} tags that can relate stories. With more than {TAGS_ADVISED_MAX}, a story relates to everything a little and to nothing
          much: keep those it is really about.
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
