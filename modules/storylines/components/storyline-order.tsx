'use client'
import { useEffect, useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import { londonDay } from '@/lib/dates'
import { StatusBadge } from '@/modules/articles/components/status-badge'
import { adminArticlePath } from '@/modules/articles/paths'
import { orderStorylineAction } from '../actions'
import { inOrder, moved } from '../order'
import type { StorylineDetail, StorylineMember } from '../views'
import { StoryAct } from './story-act'
import styles from './storyline-desk.module.css'

type Props = { storyline: StorylineDetail; version: number; onOrdered: (version: number) => void; readOnly: boolean }
type Said = { words: string; refused: boolean }

const WAITING = {
  added: 'Readers find it here once its changes are published.',
  removed: 'Readers still find it here until its changes are published.',
}

/** The stories of a line in the order readers see. Each move is kept at once, and said. */
export function StorylineOrder({ storyline, version, onOrdered, readOnly }: Props) {
  const { tagId, members } = storyline
  const [order, setOrder] = useState({ byHand: storyline.byHand, ids: members.map((one) => one.id) })
  const [said, setSaid] = useState<Said>({ words: '', refused: false })
  const busy = useRef(false)
  const pressed = useRef<string | null>(null)
  // A row that moves in the page loses the focus: it goes back to the button that was pressed.
  useEffect(() => {
    if (pressed.current !== null && order.ids.length > 0) document.getElementById(pressed.current)?.focus()
    pressed.current = null
  }, [order])

  async function keep(next: { byHand: boolean; ids: string[] }, words: string): Promise<void> {
    if (busy.current) return
    busy.current = true
    try {
      const result = await orderStorylineAction({ tagId, version, byHand: next.byHand, sequence: next.ids })
      if (!result.ok) {
        setSaid({ words: result.kind === 'problems' ? (result.problems[0]?.message ?? '') : result.message, refused: true })
        return
      }
      onOrdered(result.value.version)
      setOrder(next)
      setSaid({ words, refused: false })
    } catch {
      setSaid({ words: 'The order was not kept: the newsroom cannot be reached. Try again.', refused: true })
    } finally {
      busy.current = false
    }
  }

  function move(one: StorylineMember, by: -1 | 1): void {
    const ids = moved(order.ids, one.id, by)
    if (ids.join() === order.ids.join()) return
    pressed.current = verbId(one.id, by)
    void keep({ byHand: true, ids }, `“${one.headline}” is now ${ids.indexOf(one.id) + 1} of ${ids.length}. Saved.`)
  }

  function changeMode(): void {
    const byHand = !order.byHand
    const dated = inOrder(
      members.map((one, at) => ({ key: one.id, number: at, at: one.at })),
      { byHand: false, sequence: [] },
    ).map((one) => one.key)
    const words = byHand ? 'The stories now stand as you put them. Saved.' : 'The stories now stand by date. Saved.'
    void keep({ byHand, ids: byHand ? order.ids : dated }, words)
  }

  const shown = order.ids.flatMap((id) => members.find((one) => one.id === id) ?? [])
  return (
    <section className={styles.stories} aria-labelledby="line-stories">
      <h2 id="line-stories">Stories, in the order readers see</h2>
      <p>{order.byHand ? 'By hand, as you put them.' : 'By date, the first story first.'}</p>
      {readOnly || shown.length < 2 ? null : (
        <button type="button" className={buttons.quiet} onClick={changeMode}>
          {order.byHand ? 'Order them by date' : 'Order them by hand'}
        </button>
      )}
      <p role="status" className={said.refused ? styles.refused : styles.said}>
        {said.words}
      </p>
      {shown.length === 0 ? <p>No story yet. Find one below, or give a story this tag.</p> : null}
      <ol>
        {shown.map((one, at) => (
          <li key={one.id}>
            <MemberWords one={one} />
            {readOnly ? null : (
              <div className={styles.verbs}>
                {order.byHand ? <Verb one={one} by={-1} off={at === 0} onPress={move} /> : null}
                {order.byHand ? <Verb one={one} by={1} off={at === shown.length - 1} onPress={move} /> : null}
                <StoryAct act="remove" tagId={tagId} storyId={one.id} headline={one.headline} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

const verbId = (id: string, by: -1 | 1): string => `${by === -1 ? 'up' : 'down'}-${id}`

type VerbProps = { one: StorylineMember; by: -1 | 1; off: boolean; onPress: (one: StorylineMember, by: -1 | 1) => void }

/** Stays in the tab order at the ends of the list, so that the focus is never lost. */
function Verb({ one, by, off, onPress }: VerbProps) {
  const word = by === -1 ? 'Up' : 'Down'
  return (
    <button
      id={verbId(one.id, by)}
      type="button"
      className={buttons.text}
      aria-disabled={off || undefined}
      onClick={() => onPress(one, by)}
    >
      {word} <span className="visually-hidden">{one.headline}</span>
    </button>
  )
}

function MemberWords({ one }: { one: StorylineMember }) {
  return (
    <div className={styles.member}>
      <a href={adminArticlePath(one.id)}>{one.headline || 'Story without a headline'}</a> <StatusBadge state={one.state} />
      <small>
        {one.at ? <time dateTime={one.at.toISOString()}>{londonDay(one.at)}</time> : 'No date yet'}
        {one.waiting ? `. ${WAITING[one.waiting]}` : null}
      </small>
    </div>
  )
}
