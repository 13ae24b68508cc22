'use client'
import { londonIsoDay } from '@/lib/dates'
import { headlineKey } from '@/modules/articles/headline-key'
import type { RelatedLink } from '@/modules/related/views'
import type { FormPin } from '../../story-form'
import type { Story } from '../writing/use-story'
import { Verb } from './link-list'
import styles from './related-panel.module.css'
import { type Hand, makesLink } from './use-hand'

type PinsNotShownProps = { story: Story; links: readonly RelatedLink[] | null; hand: Hand; readOnly: boolean }

/** Entries of the hand-made list that readers do not see, each with the reason. */
export function PinsNotShown({ story, links, hand, readOnly }: PinsNotShownProps) {
  const waiting = story.form.pins
    .map((pin, index) => ({ pin, index }))
    .filter(({ pin }) => !links?.some((link) => link.pinned && makesLink(pin, link)))
  if (links === null || waiting.length === 0) return null
  const remove = (index: number) => {
    hand.remove(index)
    document.getElementById('pin-headline')?.focus()
  }
  return (
    <>
      <h3>Chosen by hand, not shown yet</h3>
      <ol className={styles.pins} aria-label="Chosen by hand">
        {waiting.map(({ pin, index }) => (
          <li key={`${pin.url ?? ''}${pin.headline}`}>
            <p className={styles.headline}>{pin.target?.headline ?? pin.headline}</p>
            <p className={styles.parts}>{stateOf(pin, story.form.headline)}</p>
            {readOnly ? null : (
              <p className={styles.verbs}>
                {pin.close && !pin.target ? (
                  <Verb
                    word={`Use “${pin.close.headline}”`}
                    of={`for ${pin.headline}`}
                    onPress={() => pin.close && hand.change(index, { target: { ...pin.close, live: true }, close: null })}
                  />
                ) : null}
                <Verb word="Remove" of={pin.headline} onPress={() => remove(index)} />
              </p>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

function stateOf(pin: FormPin, ownHeadline: string): string {
  if (pin.lastDay && pin.lastDay < londonIsoDay(new Date())) return `Its last day was ${pin.lastDay}`
  if (pin.url) return 'A link to another site. Only three links by hand are shown, and none that was found dead'
  if (headlineKey(pin.headline) === headlineKey(ownHeadline)) return 'This story’s own headline: left out when it is saved'
  if (pin.target === null) return 'Waiting for a story with this headline'
  return pin.target.live ? 'Standing by: three links by hand are shown' : 'Matched to a story that is not live yet'
}
