'use client'
import { useState } from 'react'
import buttons from '@/components/button.module.css'
import { LabelledField } from '@/components/labelled-field'
import { problemOf } from '@/lib/errors'
import { TAG_LABEL_MAX_CHARACTERS } from '@/modules/tags/schema'
import { TAG_TYPES, type TagType, tagTypeLabel } from '@/modules/tags/tag-types'
import type { SplitStory } from '../views'
import { ChangeForm } from './change-form'
import styles from './change-form.module.css'

export type TagChoice = { slug: string; label: string; type: TagType }
type Tag = { id: number; version: number; label: string; type: TagType }
type Choosing = { tag: Tag; choices: readonly TagChoice[]; chosen: string }

/** Merge: which tag stays. */
export function MergeFields({ tag, choices, chosen }: Choosing) {
  return (
    <ChangeForm act="merge" doIt="Merge the two tags" tag={tag}>
      {(problems) => (
        <TagSelect
          name="intoSlug"
          label="Tag that stays"
          hint={`Every story of “${tag.label}” gets it, and its names and address lead there.`}
          problem={problemOf(problems, 'intoSlug')}
          choices={choices}
          chosen={chosen}
        />
      )}
    </ChangeForm>
  )
}

export function RenameFields({ tag, fixed }: { tag: Tag; fixed: boolean }) {
  return (
    <ChangeForm act="rename" doIt="Rename the tag" tag={tag}>
      {(problems) => (
        <>
          <LabelledField name="label" label="New label" hint="As readers see it." problem={problemOf(problems, 'label')}>
            {(control) => <input {...control} defaultValue={tag.label} maxLength={TAG_LABEL_MAX_CHARACTERS} autoComplete="off" />}
          </LabelledField>
          <fieldset className={styles.choice}>
            <legend>And</legend>
            <label>
              <input type="checkbox" name="keepName" defaultChecked />
              <span>Keep “{tag.label}” as another name: the tag field and the search find it</span>
            </label>
            {fixed ? null : (
              <label>
                <input type="checkbox" name="newAddress" id="newAddress" />
                <span>Give its page an address after the new label; the old address leads there</span>
              </label>
            )}
          </fieldset>
        </>
      )}
    </ChangeForm>
  )
}

export function RetireFields({ tag, choices, chosen }: Choosing) {
  return (
    <ChangeForm act="retire" doIt="Retire the tag" tag={tag}>
      {(problems) => (
        <TagSelect
          name="successorSlug"
          label="Tag to use instead"
          hint="Its page leads on to this one. Choose none where nothing takes its place."
          problem={problemOf(problems, 'successorSlug')}
          choices={choices}
          chosen={chosen}
          none="None"
        />
      )}
    </ChangeForm>
  )
}

type SplitProps = Choosing & { stories: readonly SplitStory[]; total: number }

export function SplitFields({ tag, choices, chosen, stories, total }: SplitProps) {
  return (
    <ChangeForm act="split" doIt="Change these stories" tag={tag}>
      {(problems) => (
        <>
          <StoryChoice stories={stories} total={total} problem={problemOf(problems, 'storyIds')} />
          <TagSelect
            name="toSlug"
            label="Tag that the stories get"
            problem={problemOf(problems, 'toSlug')}
            choices={choices}
            chosen={chosen}
          />
          <fieldset className={styles.choice}>
            <legend>And “{tag.label}”</legend>
            <label>
              <input type="radio" name="keep" value="move" defaultChecked />
              goes: they carry the other tag instead
            </label>
            <label>
              <input type="radio" name="keep" value="both" />
              stays: they carry both
            </label>
          </fieldset>
        </>
      )}
    </ChangeForm>
  )
}

type TagSelectProps = {
  name: string
  label: string
  hint?: string
  problem: string | undefined
  choices: readonly TagChoice[]
  chosen: string
  none?: string
}

function TagSelect({ name, label, hint, problem, choices, chosen, none = 'Choose a tag' }: TagSelectProps) {
  return (
    <LabelledField name={name} label={label} problem={problem} {...(hint && { hint })}>
      {(control) => (
        <select {...control} defaultValue={chosen}>
          <option value="">{none}</option>
          {TAG_TYPES.filter((type) => choices.some((choice) => choice.type === type)).map((type) => (
            <optgroup key={type} label={tagTypeLabel[type].many}>
              {choices
                .filter((choice) => choice.type === type)
                .map((choice) => (
                  <option key={choice.slug} value={choice.slug}>
                    {choice.label}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </LabelledField>
  )
}

const STATES: Record<string, string> = { draft: 'Draft', withdrawn: 'Withdrawn' }

function StoryChoice({ stories, total, problem }: { stories: readonly SplitStory[]; total: number; problem: string | undefined }) {
  const [all, setAll] = useState({ round: 0, ticked: false })
  return (
    <fieldset className={styles.choice} id="storyIds" tabIndex={-1}>
      <legend>Stories that get another tag</legend>
      {problem ? <p>{problem}</p> : null}
      <p>
        {total > stories.length
          ? `The newest ${stories.length} of ${total.toLocaleString('en-GB')} are listed: narrow the list above for others.`
          : `${total.toLocaleString('en-GB')} listed.`}{' '}
        <button type="button" className={buttons.text} onClick={() => setAll({ round: all.round + 1, ticked: !all.ticked })}>
          {all.ticked ? 'Choose none' : 'Choose all that are listed'}
        </button>
      </p>
      <ul className={styles.stories}>
        {stories.map((story) => (
          <li key={`${story.id} ${all.round}`}>
            <label>
              <input type="checkbox" name="storyIds" value={story.id} defaultChecked={all.ticked} />
              <span>
                {story.headline || 'Story without a headline'} {STATES[story.state] ? <small>{STATES[story.state]}</small> : null}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
