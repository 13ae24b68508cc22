'use client'
import { type KeyboardEvent, useRef } from 'react'
import { KeyRow } from '@/components/key-row'
import { londonDay } from '@/lib/dates'
import type { RelatedLink } from '@/modules/related/views'
import { linkKey } from '../../hand'
import { scoreWords } from '../../score-words'
import type { FormTarget } from '../../story-form'
import type { Story } from '../writing/use-story'
import { PinDetails } from './pin-details'
import styles from './related-panel.module.css'
import type { Hand } from './use-hand'
import type { RelatedPreview } from './use-related'

type LinkListProps = { answer: RelatedPreview; story: Story; hand: Hand; readOnly: boolean }

/**
 * One list of what the tags find and what was chosen by hand. Up and Down go from link to link; on a link, P pins or
 * unpins it, X leaves it out, and Alt with Up or Down moves a pinned one.
 */
export function LinkList({ answer, story, hand, readOnly }: LinkListProps) {
  const list = useRef<HTMLOListElement>(null)
  const { links, ids } = answer
  if (links === null) return <p className={styles.hint}>Looking for related stories…</p>
  if (links.length === 0)
    return (
      <p className={styles.alone}>
        No related stories yet: add a tag that another live story carries, such as its area, its NHS board or its theme. Published like
        this, it would stand alone.
      </p>
    )
  return (
    <>
      <ol className={styles.list} aria-label="In related news" aria-describedby={readOnly ? undefined : 'link-keys'} ref={list}>
        {links.map((link, at) => (
          <Row
            key={linkKey(link)}
            link={link}
            at={at}
            target={link.kind === 'story' ? targetOf(link, ids[link.number]) : null}
            hand={hand}
            story={story}
            readOnly={readOnly}
            evergreen={link.kind === 'story' && answer.evergreen.includes(link.number)}
            onFocus={(row) => list.current?.querySelectorAll<HTMLElement>('[data-link]')[row]?.focus()}
          />
        ))}
      </ol>
      {readOnly ? null : (
        <p className={styles.keys} id="link-keys">
          On a link: <kbd>P</kbd> pins, <kbd>X</kbd> leaves out, <kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd> moves, <kbd>Ctrl</kbd>{' '}
          <kbd>Z</kbd> undoes.
        </p>
      )}
    </>
  )
}

const targetOf = (link: RelatedLink, id: string | undefined): FormTarget | null => (id ? { id, headline: link.headline, live: true } : null)

type RowProps = {
  link: RelatedLink
  at: number
  target: FormTarget | null
  hand: Hand
  story: Story
  readOnly: boolean
  /** The linked story is one. */
  evergreen: boolean
  onFocus: (at: number) => void
}

function Row({ link, at, target, hand, story, readOnly, evergreen, onFocus }: RowProps) {
  const index = link.pinned ? hand.indexOf(link) : -1
  const togglePin = () => (link.pinned ? hand.unpin(link) : hand.pin(link, target))
  const leaveOut = () => {
    if (link.kind === 'external') hand.unpin(link)
    else if (target) hand.leaveOut(target)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    const key = event.key.toLowerCase()
    if (by !== 0 && !event.altKey) onFocus(Math.max(0, at + by))
    else if (readOnly) return
    else if (by !== 0 && link.pinned) hand.move(link, by)
    else if (key === 'p') togglePin()
    else if (key === 'x' || key === 'delete') leaveOut()
    else return
    event.preventDefault()
  }
  return (
    <KeyRow
      label={`${at + 1}. ${link.headline}${link.pinned ? ', pinned' : ''}`}
      keys={readOnly ? undefined : link.pinned ? 'p x Alt+ArrowUp Alt+ArrowDown' : 'p x'}
      className={styles.row}
      onKeyDown={onKeyDown}
    >
      <p className={styles.reason}>
        {link.reason} {link.pinned && link.kind === 'story' ? <span className={styles.pinned}>Pinned</span> : null}
      </p>
      <p className={styles.headline}>{link.headline}</p>
      <p className={styles.parts}>
        {link.kind === 'external' ? `${link.site} · ` : ''}
        <time dateTime={new Date(link.firstPublishedAt).toISOString()}>{londonDay(new Date(link.firstPublishedAt))}</time>
        {link.points > 0 ? ` · ${scoreWords(link, evergreen)}` : ''}
      </p>
      {readOnly ? null : (
        <p className={styles.verbs}>
          <Verb word={link.pinned ? 'Unpin' : 'Pin'} of={link.headline} onPress={togglePin} />
          {index >= 0 && hand.shown.length > 1 ? <Moves link={link} place={hand.shown.indexOf(index)} hand={hand} /> : null}
          {link.kind === 'story' ? <Verb word="Leave out" of={link.headline} onPress={leaveOut} /> : null}
        </p>
      )}
      {index >= 0 && !readOnly ? <PinDetails pin={story.form.pins[index]} index={index} hand={hand} /> : null}
    </KeyRow>
  )
}

function Moves({ link, place, hand }: { link: RelatedLink; place: number; hand: Hand }) {
  return (
    <>
      <Verb word="Up" of={link.headline} off={place <= 0} onPress={() => hand.move(link, -1)} />
      <Verb word="Down" of={link.headline} off={place >= hand.shown.length - 1} onPress={() => hand.move(link, 1)} />
    </>
  )
}

export function Verb({ word, of, onPress, off = false }: { word: string; of: string; onPress: () => void; off?: boolean }) {
  return (
    <button type="button" className={styles.verb} aria-disabled={off || undefined} onClick={() => off || onPress()}>
      {word}
      <span className="visually-hidden"> {of}</span>
    </button>
  )
}
