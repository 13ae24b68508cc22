'use client'
import { type KeyboardEvent, useRef } from 'react'
import type { Saving } from '../saving/use-saving'
import type { Story } from '../writing/use-story'
import { AddLink } from './add-link'
import { ForecastLine } from './forecast-line'
import { LeftOut } from './left-out'
import { LinkList } from './link-list'
import { LinkedFrom } from './linked-from'
import { PinsNotShown } from './pins-not-shown'
import styles from './related-panel.module.css'
import type { ForecastAnswer } from './use-forecast'
import type { Hand } from './use-hand'
import { useKeptFocus } from './use-kept-focus'
import type { RelatedPreview } from './use-related'
import { WhyNot } from './why-not'

type RelatedPanelProps = {
  saving: Saving
  story: Story
  related: RelatedPreview
  forecast: ForecastAnswer
  hand: Hand
  readOnly: boolean
}

/** The list as readers will see it, made by the tags and by hand, and what publishing it does to other lists. */
export function RelatedPanel({ saving, story, related, forecast, hand, readOnly }: RelatedPanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  const noteFocus = useKeptFocus(panel)
  const articleId = saving.known?.id ?? null
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
    if (typing || readOnly || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || hand.last === '')
      return
    event.preventDefault()
    hand.undo()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: undo from anywhere in the panel; it is a button, too
    <div ref={panel} onKeyDown={onKeyDown} onFocus={noteFocus}>
      <h2>In related news</h2>
      {related.failed ? (
        <p className={styles.hint} role="status">
          The list could not be brought up to date. It will try again at the next change.
        </p>
      ) : null}
      <ForecastLine forecast={forecast} state={saving.known?.state ?? 'draft'} />
      <LinkList answer={related} story={story} hand={hand} readOnly={readOnly} />
      {readOnly || hand.last === '' ? null : (
        <p className={styles.undo}>
          <span>{hand.last}.</span>{' '}
          <button type="button" className={styles.verb} onClick={hand.undo}>
            Undo
          </button>
        </p>
      )}
      {readOnly ? null : <AddLink articleId={articleId} hand={hand} />}
      <PinsNotShown story={story} related={related} hand={hand} readOnly={readOnly} />
      <LeftOut exclusions={story.form.exclusions} by={related.leftOutBy} hand={hand} readOnly={readOnly} />
      <WhyNot articleId={articleId} story={story} hand={hand} readOnly={readOnly} />
      {saving.known?.state === 'live' ? <LinkedFrom articleId={saving.known.id} version={saving.known.version} /> : null}
    </div>
  )
}
