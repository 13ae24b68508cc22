'use client'
import type { KeyboardEvent } from 'react'
import buttons from '@/components/button.module.css'
import { KeyRow } from '@/components/key-row'
import type { Proposal } from '../../propose'
import type { FormPin } from '../../story-form'
import { movesFocus } from '../tags/move-focus'
import styles from '../tags/suggestions.module.css'

type ProposalListProps = {
  open: readonly Proposal[]
  pins: readonly FormPin[]
  onAccept: (proposal: Proposal) => void
  onRefuse: (proposal: Proposal) => void
  onClose: () => void
}

const SOURCE_MAX_CHARACTERS = 240

/** What else the pasted text says, each beside its source: the same keys as for a suggested tag. */
export function ProposalList({ open, pins, onAccept, onRefuse, onClose }: ProposalListProps) {
  if (open.length === 0) return null
  const links = pins.filter((pin) => !pin.url)
  return (
    <section aria-labelledby="proposed" className={styles.suggestions}>
      <h3 id="proposed">From the pasted text</h3>
      <ul className={styles.list}>
        {open.map((proposal) => (
          <Row key={proposal.id} proposal={proposal} onAccept={onAccept} onRefuse={onRefuse} />
        ))}
      </ul>
      {links.length > 0 ? (
        <p className={styles.kind}>
          Related links from its list: {links.filter((pin) => pin.target).length} matched, {links.filter((pin) => !pin.target).length}{' '}
          waiting.
        </p>
      ) : null}
      <button type="button" className={buttons.text} onClick={onClose}>
        Close the proposals
      </button>
    </section>
  )
}

type RowProps = Pick<ProposalListProps, 'onAccept' | 'onRefuse'> & { proposal: Proposal }

function Row({ proposal, onAccept, onRefuse }: RowProps) {
  const { name, value, source, confident } = proposal
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key.toLowerCase()
    if (movesFocus(event.key, event.currentTarget)) return event.preventDefault()
    if (key === 'a' || (key === 'enter' && event.target === event.currentTarget)) onAccept(proposal)
    else if (key === 'r' || key === 'delete') onRefuse(proposal)
    else return
    event.preventDefault()
  }
  return (
    <KeyRow
      // Without the name of the field, which is the field's own.
      label={`Proposal: ${value}${confident ? ', confident' : ''}`}
      keys="Enter a r Delete"
      className={styles.row}
      onKeyDown={onKeyDown}
    >
      <p>
        <span className={styles.kind}>{name}</span> <b>{value}</b>
        {confident ? <span className={styles.sure}>confident</span> : null}
      </p>
      <p className={styles.source}>
        <q>{source.length > SOURCE_MAX_CHARACTERS ? `${source.slice(0, SOURCE_MAX_CHARACTERS)}…` : source}</q>
      </p>
      <p className={styles.verbs}>
        <button type="button" className={buttons.text} onClick={() => onAccept(proposal)}>
          Accept
          <span className="visually-hidden">
            {' '}
            {name}: {value}
          </span>
        </button>
        <button type="button" className={buttons.text} onClick={() => onRefuse(proposal)}>
          Refuse
          <span className="visually-hidden">
            {' '}
            {name}: {value}
          </span>
        </button>
      </p>
    </KeyRow>
  )
}
