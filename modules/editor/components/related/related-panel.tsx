'use client'
import { type FormEvent, useState } from 'react'
import { londonDay } from '@/lib/dates'
import { headlineKey } from '@/modules/articles/headline-key'
import type { RelatedLink } from '@/modules/related/views'
import { matchHeadlinesAction } from '../../actions'
import { type FormPin, moved, withPins } from '../../story-form'
import type { Story } from '../writing/use-story'
import styles from './related-panel.module.css'
import type { RelatedPreview } from './use-related'

type RelatedPanelProps = {
  /** Null before the first save. */
  articleId: string | null
  story: Story
  related: RelatedPreview
  readOnly: boolean
  announce: (message: string) => void
}

/** The list as readers will see it, and under it the links made by hand. */
export function RelatedPanel({ articleId, story, related, readOnly, announce }: RelatedPanelProps) {
  const pin = (link: RelatedLink) => {
    story.change(({ pins }) => ({ pins: withPins(pins, [{ headline: link.headline, target: null }]) }))
    announce(`Pinned ${link.headline}.`)
  }
  return (
    <>
      <p className={styles.hint}>As readers will see it. It re-ranks as you tag.</p>
      {related.failed ? (
        <p className={styles.hint} role="status">
          The list could not be brought up to date. It will try again at the next change.
        </p>
      ) : null}
      <Links links={related.links} readOnly={readOnly} onPin={pin} />
      <h3>Chosen by hand</h3>
      <p className={styles.hint}>They come first, in this order. One that is not live yet waits, and readers do not see it.</p>
      <Pins story={story} readOnly={readOnly} announce={announce} />
      {readOnly ? null : <AddPin articleId={articleId} story={story} announce={announce} />}
    </>
  )
}

function Links({ links, readOnly, onPin }: { links: RelatedLink[] | null; readOnly: boolean; onPin: (link: RelatedLink) => void }) {
  if (links === null) return <p className={styles.hint}>Looking for related stories…</p>
  if (links.length === 0)
    return (
      <p className={styles.alone}>
        No related stories yet: add a tag that another live story carries, such as its area, its NHS board or its theme. Published like
        this, it would stand alone.
      </p>
    )
  return (
    <ol className={styles.list}>
      {links.map((link) => (
        <li key={link.number}>
          <p className={styles.reason}>
            {link.reason} {link.pinned ? <span className={styles.pinned}>Pinned</span> : null}
          </p>
          <p className={styles.headline}>{link.headline}</p>
          <p className={styles.parts}>
            <time dateTime={new Date(link.firstPublishedAt).toISOString()}>{londonDay(new Date(link.firstPublishedAt))}</time>
            {link.points > 0 ? ` · ${Math.round(link.score / 1000)} points` : ''}
          </p>
          {readOnly || link.pinned ? null : (
            <button type="button" className={styles.verb} onClick={() => onPin(link)}>
              Pin<span className="visually-hidden"> {link.headline}</span>
            </button>
          )}
        </li>
      ))}
    </ol>
  )
}

function Pins({ story, readOnly, announce }: { story: Story; readOnly: boolean; announce: (message: string) => void }) {
  const { pins } = story.form
  if (pins.length === 0) return <p className={styles.hint}>None.</p>
  const move = (index: number, by: -1 | 1) => {
    story.change({ pins: moved(pins, index, by) })
    announce(`${pins[index]?.headline} is now number ${index + 1 + by} of ${pins.length}.`)
  }
  const remove = (index: number) => {
    story.change({ pins: pins.filter((_, at) => at !== index) })
    announce(`Removed ${pins[index]?.headline}.`)
    document.getElementById('pin-headline')?.focus()
  }
  return (
    <ol className={styles.pins} aria-label="Chosen by hand">
      {pins.map((pin, index) => (
        <li key={pin.headline}>
          <p className={styles.headline}>{pin.target?.headline ?? pin.headline}</p>
          <p className={styles.parts}>{pinState(pin, story.form.headline)}</p>
          {readOnly ? null : (
            <p className={styles.verbs}>
              <Verb word="Up" of={pin.headline} off={index === 0} onPress={() => move(index, -1)} />
              <Verb word="Down" of={pin.headline} off={index === pins.length - 1} onPress={() => move(index, 1)} />
              <Verb word="Remove" of={pin.headline} onPress={() => remove(index)} />
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

function pinState(pin: FormPin, ownHeadline: string): string {
  if (headlineKey(pin.headline) === headlineKey(ownHeadline)) return 'This story’s own headline: left out when it is saved'
  if (pin.target === null) return 'Waiting for a story with this headline'
  return pin.target.live ? 'Matched to a live story' : 'Matched to a story that is not live yet'
}

function Verb({ word, of, onPress, off = false }: { word: string; of: string; onPress: () => void; off?: boolean }) {
  return (
    <button type="button" className={styles.verb} aria-disabled={off || undefined} onClick={() => off || onPress()}>
      {word}
      <span className="visually-hidden"> {of}</span>
    </button>
  )
}

/** A link by its headline: matched to a story, or kept until there is one. */
function AddPin({ articleId, story, announce }: Pick<RelatedPanelProps, 'articleId' | 'story' | 'announce'>) {
  const [typed, setTyped] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const headline = typed.replace(/\s+/g, ' ').trim()
    if (headline === '') return
    setTyped('')
    const found = await matchHeadlinesAction({ articleId, headlines: [headline] }).catch(() => null)
    const target = found?.ok ? (found.value[0]?.target ?? null) : null
    story.change(({ pins }) => ({ pins: withPins(pins, [{ headline, target }]) }))
    announce(target ? `Added ${target.headline}.` : `Added ${headline}: it waits for a story with this headline.`)
  }
  return (
    <form className={styles.add} onSubmit={submit}>
      <label htmlFor="pin-headline">Add a story by its title</label>
      <div>
        <input id="pin-headline" value={typed} maxLength={200} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        <button type="submit">Add</button>
      </div>
    </form>
  )
}
