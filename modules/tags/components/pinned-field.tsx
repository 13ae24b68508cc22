'use client'
import { type KeyboardEvent, useId, useState } from 'react'
import buttons from '@/components/button.module.css'
import { LabelledField } from '@/components/labelled-field'
import { findTagStoriesAction } from '../actions'
import type { TagDetail } from '../views'
import styles from './tag-form.module.css'

type Found = { id: string; headline: string }
type Props = { tag: TagDetail; value: string; problem: string | undefined; readOnly: boolean }

/** What was found on this page: a refused form begins anew, and what was chosen there stays a choice. */
const foundBefore = new Map<string, Found>()

/** The story that stands first on a tag's page: one of the newest, or one found by its headline. */
export function PinnedField({ tag, value, problem, readOnly }: Props) {
  const [found, setFound] = useState<readonly Found[]>([])
  const newest = tag.stories.filter((story) => story.state === 'live' || story.id === tag.pinned?.id)
  // One that is not among the newest stays a choice: saving anything else would take it away.
  const missing = [tag.pinned, foundBefore.get(value)].filter((story) => story && newest.every((one) => one.id !== story.id))
  const listed = new Set([...newest, ...missing].flatMap((story) => story?.id ?? []))
  // Never fewer: what was chosen of an earlier search stays chosen.
  const take = (stories: readonly Found[]) => {
    for (const story of stories) foundBefore.set(story.id, story)
    setFound([...found, ...stories.filter((story) => !listed.has(story.id) && found.every((one) => one.id !== story.id))])
  }
  return (
    <>
      <LabelledField
        name="pinnedId"
        label="Story to begin with"
        hint="Stands above the others on its page. Their order stays."
        problem={problem}
      >
        {(control) => (
          <select {...control} defaultValue={value} disabled={readOnly}>
            <option value="">None</option>
            {missing.map((story) => story && <Choice key={story.id} story={story} />)}
            {found.length > 0 ? (
              <optgroup label="Found by headline">
                {found.map((story) => (
                  <Choice key={story.id} story={story} />
                ))}
              </optgroup>
            ) : null}
            {newest.map((story) => (
              <Choice key={story.id} story={story} />
            ))}
          </select>
        )}
      </LabelledField>
      {readOnly ? null : <Finder tagId={tag.id} onFound={take} />}
    </>
  )
}

const Choice = ({ story }: { story: Found }) => <option value={story.id}>{story.headline || 'The story chosen before'}</option>

const saysFound = (count: number, more: boolean): string =>
  count === 0
    ? 'No live story of this tag has these words in its headline.'
    : `${count} ${count === 1 ? 'story' : 'stories'} found${more ? ', and there are more' : ''}: choose above.`

function Finder({ tagId, onFound }: { tagId: number; onFound: (stories: readonly Found[]) => void }) {
  const id = useId()
  const [words, setWords] = useState('')
  const [said, setSaid] = useState('')
  const find = async () => {
    if (words.trim() === '') return
    setSaid('Looking…')
    const result = await findTagStoriesAction({ id: tagId, words }).catch(() => null)
    if (!result?.ok) return setSaid('The newsroom did not answer. Try again.')
    onFound(result.value.stories)
    setSaid(saysFound(result.value.stories.length, result.value.more))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    void find()
  }
  return (
    // Keeps what is typed here from counting as a change of the tag
    <div className={styles.finder} onInput={(event) => event.stopPropagation()}>
      <LabelledField name="" id={id} label="Find one by its headline" compact>
        {({ name: _, ...control }) => (
          <span>
            <input
              {...control}
              type="search"
              value={words}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => setWords(event.target.value)}
              onKeyDown={onKeyDown}
            />
            <button type="button" className={buttons.quiet} onClick={() => void find()}>
              Find
            </button>
          </span>
        )}
      </LabelledField>
      <p role="status">{said}</p>
    </div>
  )
}
