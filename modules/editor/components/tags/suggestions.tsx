'use client'
import { type KeyboardEvent, useState } from 'react'
import buttons from '@/components/button.module.css'
import { KeyRow } from '@/components/key-row'
import { isTagType, tagTypeLabel } from '@/modules/tags/tag-types'
import { listed, type SuggestedTag } from '../../suggested-tags'
import type { Proposals } from '../propose/use-proposals'
import type { Story } from '../writing/use-story'
import { movesFocus } from './move-focus'
import { showSentence } from './story-words'
import styles from './suggestions.module.css'
import type { TagSuggestions } from './use-suggestions'

type PossibleProps = { suggestions: TagSuggestions; story: Story; announce: (message: string) => void }
/** `proposals`: what else is certain, and taken over with the same press. */
type SuggestionsProps = PossibleProps & { proposals: Proposals }

/**
 * Tags that the text speaks for beyond doubt, with one press for all of them. On one of them Enter or A accepts it, R or
 * Delete refuses it, W shows the sentences; Up and Down go on.
 */
export function Suggestions({ suggestions, proposals, story, announce }: SuggestionsProps) {
  const { confident, last, undo, failed, untold, lost } = suggestions
  const sure = proposals.open.filter((one) => one.confident)
  if (confident.length + sure.length === 0 && last === '' && !failed && untold === '' && lost === '') return null
  return (
    <section aria-labelledby="suggested" className={styles.suggestions}>
      <h3 id="suggested">Suggested from the text</h3>
      {failed ? <p className={styles.keys}>The suggestions did not answer. They are asked for again when you type.</p> : null}
      {untold ? (
        <p className={styles.keys} role="status">
          The newsroom does not know yet what you decided on {untold}. It is kept on this page and sent again by itself.
        </p>
      ) : null}
      {lost === '' ? null : (
        <p className={styles.keys} role="status">
          {lost}
        </p>
      )}
      {confident.length + sure.length > 0 ? (
        <button type="button" className={buttons.quiet} onClick={() => suggestions.accept(confident, proposals.accept(sure))}>
          {acceptWords(confident.length, sure.length)}
        </button>
      ) : null}
      {last === '' ? null : (
        <p className={styles.last}>
          {last}.{' '}
          <button type="button" className={buttons.text} onClick={undo}>
            Undo
          </button>
        </p>
      )}
      {confident.length > 0 ? (
        <>
          <ul className={styles.list} aria-describedby="suggestion-keys">
            {confident.map((tag) => (
              <Row key={tag.slug} tag={tag} suggestions={suggestions} story={story} announce={announce} />
            ))}
          </ul>
          <p id="suggestion-keys" className={styles.keys}>
            On a tag: <kbd>Enter</kbd> accepts, <kbd>R</kbd> refuses, <kbd>W</kbd> says why, <kbd>↑</kbd> <kbd>↓</kbd> go on.
          </p>
        </>
      ) : null}
    </section>
  )
}

/** Tags that the text names in passing, and those that were refused: below what the story has. */
export function PossibleTags({ suggestions, story, announce }: PossibleProps) {
  const { possible } = suggestions
  return (
    <>
      {possible.length > 0 ? (
        <details className={styles.folded} open={suggestions.confident.length === 0}>
          <summary>
            {possible.length} more possible {possible.length === 1 ? 'tag' : 'tags'}
          </summary>
          <ul className={styles.list}>
            {possible.map((tag) => (
              <Row key={tag.slug} tag={tag} suggestions={suggestions} story={story} announce={announce} />
            ))}
          </ul>
        </details>
      ) : null}
      <Refused suggestions={suggestions} />
    </>
  )
}

function acceptWords(tags: number, proposals: number): string {
  if (proposals === 0) return `Accept confident tags (${tags})`
  return tags === 0 ? `Accept confident proposals (${proposals})` : `Accept confident tags (${tags}) and proposals (${proposals})`
}

function Row({ tag, suggestions, story, announce }: PossibleProps & { tag: SuggestedTag }) {
  const [why, setWhy] = useState(false)
  const kind = isTagType(tag.type) ? tagTypeLabel[tag.type].one.toLowerCase() : tag.type
  const accept = () => suggestions.accept([tag])
  const refuse = () => suggestions.refuse(tag)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key.toLowerCase()
    if (movesFocus(event.key, event.currentTarget)) return event.preventDefault()
    if (key === 'a' || (key === 'enter' && event.target === event.currentTarget)) accept()
    else if (key === 'r' || key === 'delete') refuse()
    else if (key === 'w') setWhy(!why)
    else return
    event.preventDefault()
  }
  return (
    <KeyRow
      // Its kind is read next; the words for kinds are the labels of fields.
      label={`${tag.label}${tag.confident ? ', confident' : ''}`}
      keys="Enter a r Delete w"
      className={styles.row}
      onKeyDown={onKeyDown}
    >
      <p className={styles.name}>
        <b>{tag.label}</b> <span className={styles.kind}>{kind}</span>
      </p>
      <p className={styles.verbs}>
        <Verb word="Accept" of={tag.label} onPress={accept} />
        <Verb word="Refuse" of={tag.label} onPress={refuse} />
        <Verb word="Why" of={tag.label} open={why} onPress={() => setWhy(!why)} />
      </p>
      {why ? <Sentences tag={tag} story={story} announce={announce} /> : null}
    </KeyRow>
  )
}

/** The sentences that speak for a tag, each with the way to it. */
function Sentences({ tag, story, announce }: { tag: SuggestedTag; story: Story; announce: (message: string) => void }) {
  const show = (sentence: SuggestedTag['evidence'][number]) => {
    if (!showSentence(sentence, story.form, story.editor)) announce('These words are not in the text any more.')
  }
  return (
    <ul className={styles.sentences}>
      {tag.evidence.map((sentence) => (
        <li key={sentence.start} className={styles.sentence}>
          <q>{sentence.text}</q>{' '}
          <button type="button" className={buttons.text} onClick={() => show(sentence)}>
            Show in the text
          </button>
        </li>
      ))}
    </ul>
  )
}

function Verb({ word, of, open, onPress }: { word: string; of: string; open?: boolean; onPress: () => void }) {
  return (
    <button type="button" className={buttons.text} aria-expanded={open} onClick={onPress}>
      {word}
      <span className="visually-hidden"> {of}</span>
    </button>
  )
}

/** What this story does not want, with the way back. */
function Refused({ suggestions: { refused, takeBack } }: { suggestions: TagSuggestions }) {
  if (refused.length === 0) return null
  return (
    <details className={styles.folded}>
      <summary>Refused for this story: {listed(refused.map(({ label }) => label))}</summary>
      <ul>
        {refused.map((tag) => (
          <li key={tag.slug}>
            {tag.label}{' '}
            <button type="button" className={buttons.text} onClick={() => takeBack(tag)}>
              Suggest again<span className="visually-hidden"> {tag.label}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
