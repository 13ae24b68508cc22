'use client'
import { londonDay, londonIsoDay } from '@/lib/dates'
import { headlineKey } from '@/modules/articles/headline-key'
import { PINS_SHOWN_MAX } from '@/modules/related/rank'
import type { FormPin } from '../../story-form'
import type { Story } from '../writing/use-story'
import { Verb } from './link-list'
import { PinDetails } from './pin-details'
import styles from './related-panel.module.css'
import type { Hand } from './use-hand'
import type { RelatedPreview } from './use-related'

type PinsNotShownProps = { story: Story; related: RelatedPreview; hand: Hand; readOnly: boolean }

/** Entries of the hand-made list that readers do not see, each with the reason. */
export function PinsNotShown({ story, related: { links }, hand, readOnly }: PinsNotShownProps) {
  const waiting = story.form.pins.map((pin, index) => ({ pin, index })).filter(({ index }) => !hand.shown.includes(index))
  if (links === null || waiting.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="pins-not-shown">
      <h3 id="pins-not-shown">Chosen by hand, not shown yet</h3>
      <ol className={styles.pins} aria-label="Chosen by hand">
        {waiting.map(({ pin, index }) => (
          <li key={`${pin.url ?? ''}${pin.headline}`}>
            <p className={styles.headline}>{pin.target?.headline ?? pin.headline}</p>
            <p className={styles.parts}>{stateOf(pin, story.form.headline, hand.shown.length)}</p>
            {readOnly ? null : (
              <p className={styles.verbs}>
                {pin.close && !pin.target ? (
                  <Verb word={`Use “${pin.close.headline}”`} of={`for ${pin.headline}`} onPress={() => hand.confirm(index)} />
                ) : null}
                {standsBy(pin, story.form.headline, hand.shown.length) ? (
                  <Verb word="Move to the top" of={pin.headline} onPress={() => hand.toTop(index)} />
                ) : null}
                <Verb word="Remove" of={pin.headline} onPress={() => hand.remove(index)} />
              </p>
            )}
            {isPast(pin) && !readOnly ? <PinDetails pin={pin} index={index} hand={hand} /> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}

const isPast = (pin: FormPin): boolean => Boolean(pin.lastDay && pin.lastDay < londonIsoDay(new Date()))
const isOwn = (pin: FormPin, ownHeadline: string): boolean => !pin.url && headlineKey(pin.headline) === headlineKey(ownHeadline)

/** Whether it would be shown if it came before others. */
const standsBy = (pin: FormPin, ownHeadline: string, shown: number): boolean =>
  shown >= PINS_SHOWN_MAX && !isPast(pin) && !isOwn(pin, ownHeadline) && Boolean(pin.url || pin.target?.live)

function stateOf(pin: FormPin, ownHeadline: string, shown: number): string {
  if (pin.lastDay && isPast(pin)) return `Its last day was ${londonDay(new Date(`${pin.lastDay}T12:00:00Z`))}.`
  if (isOwn(pin, ownHeadline)) return 'This story’s own headline: it is dropped when the story is saved.'
  if (standsBy(pin, ownHeadline, shown)) return `Standing by: at most ${PINS_SHOWN_MAX} links chosen by hand are shown.`
  if (pin.url) return 'The link checker could not reach it: it is shown again when it can.'
  if (pin.target) return pin.target.live ? 'It is left out, or is being looked for.' : 'This story is not live yet.'
  return 'Waiting for a story with this headline.'
}
