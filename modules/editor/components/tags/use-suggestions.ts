'use client'
import { useEffect, useMemo, useRef, useState } from 'react'
import { TAGS_PER_STORY_MAX } from '@/modules/articles/schema'
import { listed, openSuggestions, type SuggestedTag, type SuggestedTags, type TagName } from '../../suggested-tags'
import type { Accepted } from '../propose/use-proposals'
import { ask } from '../related/ask'
import type { Story } from '../writing/use-story'
import { wordsToSuggestFrom } from './story-words'
import { useRefusals } from './use-refusals'

/** A pause in typing. */
const PAUSE_MILLISECONDS = 400

export type TagSuggestions = {
  /** Whatever the words speak for, decided or not. */
  all: readonly SuggestedTag[]
  confident: SuggestedTag[]
  possible: SuggestedTag[]
  /** Refused for this story, stored or not. */
  refused: TagName[]
  /** `also`: what the same press has done besides, and taken back with it. */
  accept: (tags: readonly SuggestedTag[], also?: Accepted | null) => void
  /** Another act of this panel, to be taken back here. */
  note: (act: Accepted) => void
  refuse: (tag: SuggestedTag) => void
  /** May be suggested again. */
  takeBack: (tag: TagName) => void
  /** The last act in words, where it can be undone; '' otherwise. */
  last: string
  undo: () => void
  /** The last question had no answer: what is shown belongs to earlier words, or is nothing. */
  failed: boolean
  /** Tags whose refusal, or the end of it, the newsroom could not be told yet, in words; '' when there is none. */
  untold: string
  /** What was decided and will not be kept, and why, in words; '' otherwise. */
  lost: string
}

type Options = { personId: string; articleId: string | null; story: Story; active: boolean; announce: (message: string) => void }
type Act = Accepted

const nothing: SuggestedTags = { suggestions: [], refused: [] }

/** Tags for the words as they stand on the page, asked for at each pause; what was decided about them, and undo. */
export function useSuggestions({ personId, articleId, story, active, announce }: Options): TagSuggestions {
  const [past, setPast] = useState<Act[]>([])
  const refusals = useRefusals({ personId, articleId })
  const { answer, failed } = useAnswer({ articleId, story, active, flush: refusals.flush })
  const { change } = story
  const { tags } = story.form
  const latest = useRef(tags)
  latest.current = tags
  const open = useMemo(() => openSuggestions(answer, tags, refusals.here), [answer, tags, refusals.here])
  const refused = [...answer.refused.filter(({ slug }) => !refusals.again.has(slug)), ...refusals.here]
  const note = (act: Act) => {
    setPast((acts) => [...acts, act])
    announce(`${act.said}.`)
  }
  const did = (said: string, undo: () => void) => note({ said, undo: quietly(undo) })

  const accept = (accepted: readonly SuggestedTag[], also: Act | null = null) => {
    const fresh = accepted.filter(({ slug }) => !latest.current.some((tag) => tag.slug === slug))
    if (fresh.length === 0) return also ? note(also) : undefined
    if (latest.current.length + fresh.length > TAGS_PER_STORY_MAX) return announce(`A story has at most ${TAGS_PER_STORY_MAX} tags.`)
    const slugs = new Set(fresh.map(({ slug }) => slug))
    change((form) => ({ tags: [...form.tags, ...fresh.map(({ slug, label, type }) => ({ slug, label, type }))] }))
    const undo = () => {
      change((form) => ({ tags: form.tags.filter((tag) => !slugs.has(tag.slug)) }))
      return also?.undo() ?? ''
    }
    note({ said: [`Added ${listed(fresh.map(({ label }) => label))}`, also?.said].filter(Boolean).join('. '), undo })
  }
  const refuse = (tag: SuggestedTag) => {
    refusals.add(tag)
    did(`Refused ${tag.label}: it is not suggested for this story again`, () => refusals.remove(tag))
  }
  return {
    ...open,
    all: answer.suggestions,
    failed,
    untold: refusals.untold,
    lost: refusals.lost,
    refused: refused.filter(
      ({ slug }, at) => refused.findIndex((one) => one.slug === slug) === at && !tags.some((tag) => tag.slug === slug),
    ),
    accept,
    note,
    refuse,
    takeBack: (tag) => {
      refusals.remove(tag)
      did(`${tag.label} may be suggested again`, () => refusals.add(tag))
    },
    last: past.at(-1)?.said ?? '',
    undo: () => {
      const one = past.at(-1)
      if (!one) return
      setPast((acts) => acts.slice(0, -1))
      const kept = one.undo()
      announce(`Undone: ${one.said}. ${kept}`.trim())
    },
  }
}

const quietly = (undo: () => void) => () => {
  undo()
  return ''
}

type Asked = { articleId: string | null; story: Story; active: boolean; flush: () => Promise<void> }

/** The answer to the latest words; while there is none, that to earlier ones. */
function useAnswer({ articleId, story, active, flush }: Asked): { answer: SuggestedTags; failed: boolean } {
  const [answer, setAnswer] = useState<SuggestedTags>(nothing)
  const [failed, setFailed] = useState(false)
  const asked = useRef('')
  const { edits, editor, latest } = story
  // biome-ignore lint/correctness/useExhaustiveDependencies: `edits` says that the words have changed
  useEffect(() => {
    if (!active || !editor) return
    const old = new AbortController()
    const timer = setTimeout(async () => {
      await flush()
      const question = wordsToSuggestFrom(latest().form, editor, articleId)
      const words = JSON.stringify(question)
      if (words === asked.current) return setFailed(false)
      const found = await ask('suggest-tags', question, old.signal)
      if (old.signal.aborted) return
      setFailed(!found?.ok)
      if (!found?.ok) return
      asked.current = words
      setAnswer(found.value)
    }, PAUSE_MILLISECONDS)
    return () => {
      clearTimeout(timer)
      old.abort()
    }
  }, [active, articleId, edits, editor, flush, latest])
  return { answer, failed }
}
