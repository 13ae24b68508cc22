'use client'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { DiffText } from '@/modules/articles/components/diff-text'
import { shownFacts } from '@/modules/articles/facts'
import { diffBodies, diffWords } from '@/modules/articles/text-diff'
import type { EditableStory } from '@/modules/articles/views'
import { type Choice, type Choices, type Difference, type Merge, mergeStories } from '../../merge'
import { formOf } from '../../story-form'
import { knownValues } from '../facts/known-facts'
import type { Story } from '../writing/use-story'
import styles from './conflict-panel.module.css'
import { send } from './send'
import type { Backup } from './use-backup'
import type { Saving } from './use-saving'

type ConflictPanelProps = {
  conflict: NonNullable<Saving['conflict']>
  story: Story
  saving: Saving
  backup: Backup
  tab: string
  announce: (message: string) => void
}

/** Somebody saved in between. Both texts word by word, and a choice for each place that both have changed. */
export function ConflictPanel({ conflict, story, saving, backup, tab, announce }: ConflictPanelProps) {
  const { theirs } = conflict
  const merge = useMerge(conflict, story, saving)
  const whose = theirs.mark ? 'The other page' : theirs.updatedByName
  const takeTheirs = () => {
    backup.setAside()
    const sitting = { tab, sequence: story.latest().edits, over: saving.over.current }
    if (!theirs.mark) void send('drop', { id: theirs.id, sitting })
    story.replace(formOf(theirs), theirs.body, theirs.mark ? undefined : 'as stored')
    saving.settle('theirs')
  }
  const keepMine = () => {
    saving.settle('merged')
    void saving.save()
  }
  const takeMerged = (choices: Choices) => {
    if (!merge) return
    backup.setAside()
    const { form, body } = merge.result(choices)
    story.replace(form, body)
    saving.settle('merged')
    announce('Merged. Read it through, then save.')
    document.getElementById('headline')?.focus()
  }
  return (
    <section className={styles.conflict} aria-labelledby="conflict-title">
      {/* Only these words are spoken at once: two whole stories would be minutes of speech. */}
      <div role="alert">
        <h2 id="conflict-title">Two versions of this story</h2>
        <p>{conflict.message} Nothing of yours is lost.</p>
      </div>
      {merge ? <Differences merge={merge} whose={whose} onMerge={takeMerged} /> : null}
      <details className={styles.whole}>
        <summary>Both texts in full, word by word</summary>
        <Whole theirs={theirs} story={story} whose={whose} />
      </details>
      <div className={styles.acts}>
        <button type="button" onClick={keepMine}>
          Keep mine (save as a new version)
        </button>
        <button type="button" onClick={takeTheirs}>
          Take theirs
        </button>
      </div>
      <p className={styles.soft}>Whatever you choose, both texts stay: theirs in the history, yours on this device until you delete it.</p>
    </section>
  )
}

/** What both have in common is asked for; without it there is nothing to merge, only to choose. */
function useMerge({ theirs }: ConflictPanelProps['conflict'], story: Story, saving: Saving): Merge | null {
  const [base, setBase] = useState<EditableStory | null>(null)
  const known = saving.latest.current
  const { id, revision } = known ?? theirs
  useEffect(() => {
    let gone = false
    void send('versions', { id, revision }).then((answer) => {
      if (!gone && answer?.ok) setBase(answer.value.base)
    })
    return () => {
      gone = true
    }
  }, [id, revision])
  const edits = useSettled(story.edits)
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted again once typing pauses, not at every key
  return useMemo(() => {
    if (!base) return null
    const textOf = (one: EditableStory) => ({ form: formOf(one), body: one.body })
    return mergeStories(textOf(base), story.latest(), textOf(theirs))
  }, [base, theirs, edits])
}

const PAUSE_MILLISECONDS = 700

function useSettled(edits: number): number {
  const [settled, setSettled] = useState(edits)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(edits), PAUSE_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [edits])
  return settled
}

const places = (count: number) => (count === 1 ? '1 place' : `${count} places`)

/** One choice for each place that both have changed; the rest merges by itself. */
function Differences({ merge, whose, onMerge }: { merge: Merge; whose: string; onMerge: (choices: Choices) => void }) {
  const [choices, setChoices] = useState<Choices>({})
  const [missing, setMissing] = useState<string[]>([])
  const box = useRef<HTMLDivElement>(null)
  const { differences, mine, theirs } = merge
  const press = () => {
    const open = differences.filter(({ id }) => !choices[id]).map(({ id }) => id)
    setMissing(open)
    if (open.length === 0) onMerge(choices)
    else requestAnimationFrame(() => box.current?.querySelector<HTMLInputElement>(`input[name="${open[0]}"]`)?.focus())
  }
  return (
    <div ref={box}>
      <p>
        You alone changed {places(mine)}, {whose} {places(theirs)}: these go together by themselves.{' '}
        {differences.length === 0
          ? 'No place was changed by both.'
          : `${places(differences.length)} ${differences.length === 1 ? 'was' : 'were'} changed by both: choose for each.`}
      </p>
      {differences.map((difference, index) => (
        <DifferenceChoice
          key={difference.id}
          difference={difference}
          title={`Difference ${index + 1} of ${differences.length}: ${difference.what}`}
          whose={whose}
          chosen={choices[difference.id]}
          isMissing={missing.includes(difference.id)}
          onChoose={(choice) => setChoices((before) => ({ ...before, [difference.id]: choice }))}
        />
      ))}
      <button type="button" className={styles.merge} onClick={press}>
        Merge the two
      </button>
      <span className={styles.soft}> Nothing is saved by that: the merged text stands on the page, to be read and changed first.</span>
    </div>
  )
}

type DifferenceChoiceProps = {
  difference: Difference
  title: string
  whose: string
  chosen: Choice | undefined
  isMissing: boolean
  onChoose: (choice: Choice) => void
}

function DifferenceChoice({ difference, title, whose, chosen, isMissing, onChoose }: DifferenceChoiceProps) {
  const { id, base, mine, theirs, mayBoth } = difference
  const option = (choice: Choice, label: string) => (
    <label>
      <input type="radio" name={id} checked={chosen === choice} onChange={() => onChoose(choice)} /> {label}
    </label>
  )
  return (
    <fieldset className={styles.difference} aria-describedby={isMissing ? `${id}-missing` : undefined}>
      <legend>{title}</legend>
      {isMissing ? (
        <p id={`${id}-missing`} className={styles.missing}>
          Choose which words go on
        </p>
      ) : null}
      <div className={styles.sides}>
        <Side title={whose}>
          <Changed base={base} side={theirs} />
        </Side>
        <Side title="You">
          <Changed base={base} side={mine} />
        </Side>
      </div>
      <div className={styles.options}>
        {option('mine', 'Mine')}
        {option('theirs', 'Theirs')}
        {mayBoth ? option('both', 'Both, mine first') : null}
      </div>
    </fieldset>
  )
}

const Side = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className={styles.side}>
    <h3>{title}</h3>
    {children}
  </div>
)

/** Against what both began with. */
function Changed({ base, side }: { base: string[]; side: string[] }) {
  if (side.length === 0) return <p>Taken away.</p>
  if (side.length !== base.length) return side.map((text, index) => <p key={`${index}-${text.slice(0, 12)}`}>{text || 'Empty'}</p>)
  return side.map((text, index) => (
    <p key={`${index}-${text.slice(0, 12)}`}>{text === '' ? 'Empty' : <DiffText parts={diffWords(base[index] ?? '', text)} />}</p>
  ))
}

/** From their text to the one on the page. */
function Whole({ theirs, story, whose }: { theirs: EditableStory; story: Story; whose: string }) {
  const { form, body } = story.latest()
  const other = formOf(theirs)
  const lines = [
    { name: 'Headline', parts: diffWords(other.headline, form.headline) },
    { name: 'Standfirst', parts: diffWords(other.standfirst, form.standfirst) },
  ]
  return (
    <div className={styles.side}>
      <p className={styles.soft}>Struck out: only in the text of {whose}. Underlined: only in yours.</p>
      {lines.map(({ name, parts }) => (
        <p key={name}>
          <b>{name}:</b> {parts.length === 0 ? 'Empty' : <DiffText parts={parts} />}
        </p>
      ))}
      {diffBodies(shownFacts(theirs.body, knownValues()), shownFacts(body, knownValues())).map((line, index) => (
        <p key={`${index}-${line.what}`}>
          <DiffText parts={line.parts} />
        </p>
      ))}
    </div>
  )
}
