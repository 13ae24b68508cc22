'use client'
import { type KeyboardEvent, useRef } from 'react'
import { londonDay } from '@/lib/dates'
import type { RelatedLink } from '@/modules/related/views'
import type { FormTarget } from '../../story-form'
import type { Story } from '../writing/use-story'
import { PinDetails } from './pin-details'
import styles from './related-panel.module.css'
import { type Hand, makesLink } from './use-hand'
import type { RelatedPreview } from './use-related'

type LinkListProps = { answer: RelatedPreview; story: Story; hand: Hand; readOnly: boolean }

const keyOf = (link: RelatedLink): string => (link.kind === 'external' ? link.url : String(link.number))

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
  const focusRow = (at: number) => list.current?.querySelectorAll<HTMLElement>('[data-link]')[at]?.focus()
  /** The list fills again after a press: the row that takes the place gets the focus. */
  const keepFocus = (at: number) => setTimeout(() => focusRow(Math.min(at, links.length - 1)), 0)
  return (
    <>
      {readOnly ? null : (
        <p className={styles.keys}>
          On a link: <kbd>P</kbd> pins, <kbd>X</kbd> leaves out, <kbd>Alt</kbd> with <kbd>↑</kbd> <kbd>↓</kbd> moves, <kbd>Ctrl</kbd>{' '}
          <kbd>Z</kbd> undoes.
        </p>
      )}
      <ol className={styles.list} aria-label="In related news" ref={list}>
        {links.map((link, at) => (
          <Row
            key={keyOf(link)}
            link={link}
            at={at}
            target={link.kind === 'story' ? targetOf(link, ids[link.number]) : null}
            hand={hand}
            story={story}
            readOnly={readOnly}
            onFocus={focusRow}
            onGone={keepFocus}
          />
        ))}
      </ol>
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
  onFocus: (at: number) => void
  onGone: (at: number) => void
}

function Row({ link, at, target, hand, story, readOnly, onFocus, onGone }: RowProps) {
  const togglePin = () => (link.pinned ? hand.unpin(link) : hand.pin(link, target))
  const leaveOut = () => {
    if (link.kind === 'external') hand.unpin(link)
    else if (target) hand.leaveOut(link, target)
    onGone(at)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    const key = event.key.toLowerCase()
    if (by !== 0 && event.altKey && link.pinned && !readOnly) hand.move(link, by)
    else if (by !== 0 && !event.altKey) onFocus(Math.max(0, at + by))
    else if (key === 'p' && !event.ctrlKey && !event.metaKey && !readOnly) togglePin()
    else if ((key === 'x' || key === 'delete') && !event.ctrlKey && !event.metaKey && !readOnly) leaveOut()
    else return
    event.preventDefault()
  }
  const index = story.form.pins.findIndex((pin) => makesLink(pin, link))
  return (
    <li>
      {/* biome-ignore lint/a11y/useSemanticElements: a group inside a list item, not a set of fields */}
      <div
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of a link act where it is; every one is also a button below
        tabIndex={0}
        data-link=""
        aria-label={`${at + 1}. ${link.headline}`}
        aria-keyshortcuts={readOnly ? undefined : link.pinned ? 'p x Alt+ArrowUp Alt+ArrowDown' : 'p x'}
        className={styles.row}
        onKeyDown={onKeyDown}
      >
        <p className={styles.reason}>
          {link.reason} {link.pinned ? <span className={styles.pinned}>Pinned</span> : null}
        </p>
        <p className={styles.headline}>{link.headline}</p>
        <p className={styles.parts}>
          {link.kind === 'external' ? `${link.site} · ` : ''}
          <time dateTime={new Date(link.firstPublishedAt).toISOString()}>{londonDay(new Date(link.firstPublishedAt))}</time>
          {link.points > 0 ? ` · ${scoreWords(link)}` : ''}
        </p>
      </div>
      {readOnly ? null : (
        <p className={styles.verbs}>
          <Verb word={link.pinned ? 'Unpin' : 'Pin'} of={link.headline} onPress={togglePin} />
          {link.pinned ? <Verb word="Up" of={link.headline} off={index <= 0} onPress={() => hand.move(link, -1)} /> : null}
          {link.pinned ? (
            <Verb word="Down" of={link.headline} off={index >= story.form.pins.length - 1} onPress={() => hand.move(link, 1)} />
          ) : null}
          <Verb word={link.kind === 'external' ? 'Remove' : 'Leave out'} of={link.headline} onPress={leaveOut} />
        </p>
      )}
      {link.pinned && index >= 0 && !readOnly ? <PinDetails pin={story.form.pins[index]} index={index} hand={hand} /> : null}
    </li>
  )
}

/** "307 points × 0.75 for its age = 230" */
function scoreWords(link: RelatedLink): string {
  const score = Math.round(link.score / 1000)
  return score === link.points
    ? `${score} points`
    : `${link.points} points × ${(link.score / 1000 / link.points).toFixed(2)} for its age = ${score}`
}

export function Verb({ word, of, onPress, off = false }: { word: string; of: string; onPress: () => void; off?: boolean }) {
  return (
    <button type="button" className={styles.verb} aria-disabled={off || undefined} onClick={() => off || onPress()}>
      {word}
      <span className="visually-hidden"> {of}</span>
    </button>
  )
}
