'use client'
import { useEffect, useState } from 'react'
import { londonIsoDay } from '@/lib/dates'
import { type Proposal, propose } from '../../propose'
import type { FormPin, StoryForm } from '../../story-form'
import { listed, type SuggestedTag } from '../../suggested-tags'
import type { Story } from '../writing/use-story'
import { applyQuotation, paragraphsOf } from './apply-quotation'

const PAUSE_MILLISECONDS = 300

/** `undo` answers what could not be taken back, in words; '' when all of it was. */
export type Accepted = { said: string; undo: () => string }

export type Proposals = {
  open: Proposal[]
  /** Null when none of them could be taken over. */
  accept: (proposals: readonly Proposal[]) => Accepted | null
  refuse: (proposal: Proposal) => Accepted
  /** No more proposals from this text. */
  close: () => void
}

/** Proposals from a text that was pasted whole, for as long as they are not decided; they follow what is typed. */
export function useProposals(story: Story, tags: readonly SuggestedTag[], active: boolean): Proposals {
  const [isOpen, setOpen] = useState(false)
  const [found, setFound] = useState<Proposal[]>([])
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set())
  const { edits, editor, latest } = story
  const [heads, setHeads] = useState<readonly string[]>([])
  const { filled, leftOut } = story.paste
  useEffect(() => {
    if (filled === '') return
    setOpen(true)
    // Still there when the note on the paste is not.
    setHeads(leftOut)
  }, [filled, leftOut])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `edits` says that the words have changed
  useEffect(() => {
    if (!isOpen || !active || !editor) return
    const timer = setTimeout(() => setFound(proposalsOf(latest().form, paragraphsOf(editor), heads, tags)), PAUSE_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [isOpen, active, edits, editor, latest, heads, tags])

  const refuse = (proposal: Proposal): Accepted => {
    setRefused((before) => new Set([...before, proposal.id]))
    const undo = () => {
      setRefused((before) => new Set([...before].filter((id) => id !== proposal.id)))
      return ''
    }
    return { said: `Refused the ${proposal.name.toLowerCase()} “${proposal.value}”`, undo }
  }
  return {
    open: isOpen && active ? found.filter(({ id }) => !refused.has(id)) : [],
    accept: (proposals) => {
      const done = proposals.flatMap((one) => {
        const undo = apply(story, one)
        return undo ? [{ name: one.name.toLowerCase(), undo }] : []
      })
      // What is taken over is not proposed again, before the words are looked at anew.
      setFound((before) => before.filter((one) => !proposals.includes(one)))
      if (done.length === 0) return null
      const undo = () => (done.toReversed().every((one) => one.undo()) ? '' : 'Some of it has changed since, and was left as it is')
      return { said: `Took over the ${listed(counted(done.map(({ name }) => name)))}`, undo }
    },
    refuse,
    close: () => setOpen(false),
  }
}

function proposalsOf(
  form: StoryForm,
  paragraphs: (string | null)[],
  leftOut: readonly string[],
  tags: readonly SuggestedTag[],
): Proposal[] {
  // Taken back.
  if (paragraphs.every((text) => text?.trim() === '')) return []
  const { headline, standfirst, form: kind, storyDate, sourceUrl } = form
  const links = form.pins.flatMap(({ headline: words, target, close }) => (!target && close ? [{ headline: words, close }] : []))
  return propose({
    leftOut,
    links,
    headline,
    standfirst,
    form: kind,
    storyDate,
    sourceUrl,
    paragraphs,
    tags,
    today: londonIsoDay(new Date()),
  })
}

/** Writes one proposal into the story. Answers how to take it back; null when its words are not there any more. */
function apply(story: Story, proposal: Proposal): (() => boolean) | null {
  if (proposal.kind === 'quotation') return story.editor ? applyQuotation(story.editor, proposal) : null
  if (proposal.kind === 'link') return confirmLink(story, proposal)
  const { change } = proposal
  const before = story.latest().form
  const was: Partial<StoryForm> = Object.fromEntries(Object.keys(change).map((name) => [name, before[name as keyof StoryForm]]))
  story.change(change)
  story.paste.noteAccepted(change)
  return () => {
    const now = story.latest().form
    const same = Object.entries(change).every(([name, value]) => now[name as keyof StoryForm] === value)
    if (same) story.change(was)
    return same
  }
}

/** Takes the story of nearly the same headline for the one meant. */
function confirmLink(story: Story, { headline, target }: Extract<Proposal, { kind: 'link' }>): (() => boolean) | null {
  const before = story.latest().form.pins.find((pin) => pin.headline === headline && !pin.target)
  if (!before) return null
  const set = (to: FormPin['target'], close: FormPin['close']) =>
    story.change(({ pins }) => ({
      pins: pins.map((pin) => (pin.headline === headline ? { ...pin, target: to, close: close ?? null } : pin)),
    }))
  set({ ...target, live: true }, null)
  return () => {
    const isThere = story.latest().form.pins.some((pin) => pin.headline === headline && pin.target?.id === target.id)
    if (isThere) set(null, before.close)
    return isThere
  }
}

/** "quotation, quotation, form" as "2 quotations" and "form". */
function counted(names: readonly string[]): string[] {
  const quotations = names.filter((name) => name === 'quotation').length
  const others = names.filter((name) => name !== 'quotation')
  return [...others, ...(quotations === 0 ? [] : [quotations === 1 ? 'quotation' : `${quotations} quotations`])]
}
