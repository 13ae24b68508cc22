'use client'
import { NodeViewWrapper, type ReactNodeViewProps } from '@tiptap/react'
import { londonDay } from '@/lib/dates'
import { factMark } from '@/modules/articles/body'
import styles from './facts.module.css'
import { useKnownFacts } from './known-facts'

/** The value with a mark under it; what it is and when it was checked, to whoever asks. */
export function FactView({ node }: ReactNodeViewProps) {
  const { facts, loaded, problem } = useKnownFacts()
  const slug = String(node.attrs.slug)
  const fact = facts.find((one) => one.slug === slug)
  if (!fact)
    return (
      <NodeViewWrapper as="span" className={loaded ? styles.missing : styles.fact} data-fact={slug} title={problem || undefined}>
        {loaded ? `There is no fact “${slug}”` : problem ? factMark(slug) : '…'}
      </NodeViewWrapper>
    )
  const checked = fact.checkedOn ? `, checked ${londonDay(new Date(`${fact.checkedOn}T12:00:00Z`))}` : ''
  return (
    <NodeViewWrapper as="span" className={styles.fact} data-fact={slug} title={`Fact: ${fact.label}${checked}`}>
      {fact.value}
      <span className="visually-hidden"> (fact)</span>
    </NodeViewWrapper>
  )
}
