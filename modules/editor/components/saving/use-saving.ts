'use client'
import { type RefObject, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Problem } from '@/lib/errors'
import type { Mark } from '@/modules/articles/sitting'
import type { EditableStory } from '@/modules/articles/views'
import { publishStoryAction, saveStoryAction } from '../../actions'
import { afterPublication, afterSave, type Known, knownOf, type Saved } from '../../known-story'
import { newStoryId } from '../../new-story-id'
import { inputOf } from '../../story-form'
import type { Story } from '../writing/use-story'
import { clock } from './clock'
import { type StoryActs, useActs } from './use-acts'
import type { PageIdentity } from './use-page-identity'
import { type Runner, type StoryConflict, useRun } from './use-run'

export type Saving = Pick<Runner, 'busy' | 'problems' | 'failure' | 'conflict'> &
  StoryActs & {
    /** What the page knows of the stored story; null before the first save. */
    known: Known | null
    savedAt: Date | null
    /** The public address after a publication, until the next act. */
    published: string
    save: () => Promise<Known | null>
    /** `stamp`: of the forecast that was seen; 'stale' when it has to be counted again, which is not said on the page. */
    publish: (how?: {
      change?: 'minor' | 'told'
      note?: string
      urgent?: string
      stamp?: string
    }) => Promise<'published' | 'refused' | 'stale'>
    /** Puts a problem on the page. */
    refuse: (problem: Problem) => void
    /** Shows two texts that have to be compared. */
    meet: (conflict: StoryConflict) => void
    /** Leaves the conflict: the words on the page stand over the other text from now on; 'theirs' says that they are it. */
    settle: (whose: 'merged' | 'theirs') => void
    /** What the words on the page were written over. */
    rebase: (base: { version: number; revision: number }) => void
    /** The story as it is now, where only its state changed. */
    refresh: (theirs: EditableStory) => void
    /** An autosave has made the story. */
    noteCreated: (saved: Saved, edits: number) => void
    /** The id a new story is to have. */
    newId: string
    /** The copy of another page of one's own that this one goes on from. */
    over: RefObject<Mark | null>
    /** What the page knows, for what runs later than it was drawn. */
    latest: RefObject<Known | null>
    /** An autosave under way. */
    flight: RefObject<Promise<void> | null>
    /** What was done to the story elsewhere, its words the same: a time that has come, a colleague who approved. */
    follow: (now: Partial<Known>) => void
  }

const reference = (known: Known | null) => known && { id: known.id, version: known.version }

type Options = {
  stored: EditableStory | null
  story: Story
  page: PageIdentity
  /** The copy that was opened with the story. */
  copied: Mark | null
  announce: (message: string) => void
}

/** What the page knows of the stored story; `latest` is right also before the page is drawn again. */
function useKnown(stored: EditableStory | null) {
  const [known, show] = useState<Known | null>(() => stored && knownOf(stored))
  const latest = useRef(known)
  const setKnown = (next: Known | null | ((before: Known | null) => Known | null)) => {
    latest.current = typeof next === 'function' ? next(latest.current) : next
    show(latest.current)
  }
  return { known, latest, setKnown }
}

/** Everything that stores something. */
export function useSaving({ stored, story, page, copied, announce }: Options): Saving {
  const { known, latest, setKnown } = useKnown(stored)
  const flight = useRef<Promise<void> | null>(null)
  const over = useRef<Mark | null>(copied)
  const refresh = (theirs: EditableStory) => setKnown(knownOf(theirs))
  const { run, setProblems, setConflict, setFailure: _, ...shown } = useRun({ known: latest, onMoved: refresh, flight })
  // Chosen once: however often a first save is sent, because its answer was lost, there is one story.
  const [newId] = useState(newStoryId)
  const [savedAt, setSavedAt] = useState<Date | null>(() => stored && new Date(stored.updatedAt))
  const [published, setPublished] = useState('')
  const acts = useActs({
    known,
    run,
    announce,
    onDone: (now) => {
      setKnown(now)
      setPublished('')
    },
  })

  const noteSaved = (base: Known | null, saved: Saved, edits: number): Known => {
    const now = afterSave(base, saved)
    setKnown(now)
    setSavedAt(new Date())
    story.markSaved(edits)
    // The address becomes the story's without a new page: focus and undo stay.
    if (!base) window.history.replaceState(null, '', `/admin/articles/${saved.id}`)
    return now
  }
  const saveOver = async (base: Known | null) => {
    const { form, body, edits } = story.latest()
    const sitting = { tab: page.tab, sequence: edits, over: over.current }
    const words = inputOf(form, body)
    const saved = await run('Saving', () => saveStoryAction({ known: reference(latest.current ?? base), newId, sitting, story: words }))
    if (!saved) return null
    setPublished('')
    announce(`Saved ${clock(new Date())}.`)
    return noteSaved(latest.current ?? base, saved, edits)
  }
  const publish: Saving['publish'] = async (how) => {
    const { form, body, edits, isDirty } = story.latest()
    setPublished('')
    const unsaved = isDirty || latest.current === null ? inputOf(form, body) : null
    const sitting = { tab: page.tab, sequence: edits, over: over.current }
    const outcome = await run('Publishing', () =>
      publishStoryAction({ known: reference(latest.current), newId, story: unsaved, sitting, ...how }),
    )
    if (!outcome) return 'refused'
    const base = outcome.saved ? noteSaved(known, outcome.saved, edits) : known
    if (outcome.problems.some(({ field }) => field === 'forecast')) return 'stale'
    setProblems(outcome.problems)
    if (!outcome.published || !base) return 'refused'
    const { path, ...now } = outcome.published
    setKnown(afterPublication(base, now))
    setPublished(path)
    story.paste.dismiss()
    announce(known?.state === 'live' ? 'The changes are published.' : 'Published.')
    return 'published'
  }
  const settle: Saving['settle'] = (whose) => {
    if (!shown.conflict) return
    const { theirs } = shown.conflict
    setConflict(null)
    // What was published before is not what stands on the page now.
    setPublished('')
    setKnown(knownOf(theirs))
    // A text of another page is no version: this page goes on from it.
    if (theirs.mark) over.current = theirs.mark
    else if (whose === 'theirs') setSavedAt(new Date(theirs.updatedAt))
  }
  const rebase: Saving['rebase'] = (base) => setKnown((now) => now && { ...now, ...base })
  const remove = async () => {
    const gone = await acts.remove()
    // Nothing is left that the browser would have to ask about: at once, because the page is left next.
    if (gone) flushSync(() => story.markSaved(story.latest().edits))
    return gone
  }
  return {
    ...shown,
    ...acts,
    remove,
    known,
    savedAt,
    published,
    save: () => saveOver(latest.current),
    publish,
    refuse: (problem) => setProblems([problem]),
    meet: setConflict,
    settle,
    rebase,
    refresh,
    noteCreated: (saved, edits) => void noteSaved(null, saved, edits),
    newId,
    over,
    latest,
    flight,
    follow: (now) => setKnown((before) => before && { ...before, ...now }),
  }
}
