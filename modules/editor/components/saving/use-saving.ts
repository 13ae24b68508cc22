'use client'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import type { Problem } from '@/lib/errors'
import type { EditableStory } from '@/modules/articles/views'
import { publishStoryAction, saveStoryAction } from '../../actions'
import { afterPublication, afterSave, type Known, knownOf, type Saved } from '../../known-story'
import { newStoryId } from '../../new-story-id'
import { inputOf } from '../../story-form'
import type { Story } from '../writing/use-story'
import { clock } from './clock'
import { type StoryActs, useActs } from './use-acts'
import { type Runner, useRun } from './use-run'

export type Saving = Pick<Runner, 'busy' | 'problems' | 'failure' | 'conflict'> &
  StoryActs & {
    /** What the page knows of the stored story; null before the first save. */
    known: Known | null
    savedAt: Date | null
    /** The public address after a publication, until the next act. */
    published: string
    save: () => Promise<Known | null>
    /** `stamp`: of the forecast that was seen; 'stale' when it has to be counted again, which is not said on the page. */
    publish: (how?: { change?: 'minor' | 'told'; note?: string; urgent?: string; stamp?: string }) => Promise<'published' | 'refused' | 'stale'>
    /** Puts a problem on the page. */
    refuse: (problem: Problem) => void
    /** Leaves the conflict: 'mine' saves over theirs as a new version, 'theirs' only moves on to their version. */
    settle: (whose: 'mine' | 'theirs') => Promise<void>
    /** The version that the words on the page were written over. */
    rebase: (version: number) => void
    /** What was done to the story elsewhere, its words the same: a time that has come, a colleague who approved. */
    follow: (now: Partial<Known>) => void
  }

const reference = (known: Known | null) => known && { id: known.id, version: known.version }

/** Everything that stores something. */
export function useSaving(stored: EditableStory | null, story: Story, announce: (message: string) => void): Saving {
  const { run, setProblems, setConflict, ...shown } = useRun()
  const [known, setKnown] = useState<Known | null>(() => stored && knownOf(stored))
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
    const { edits } = story
    const saved = await run('Saving', () => saveStoryAction({ known: reference(base), newId, story: inputOf(story.form, story.body()) }))
    if (!saved) return null
    setPublished('')
    announce(`Saved ${clock(new Date())}.`)
    return noteSaved(base, saved, edits)
  }
  const publish: Saving['publish'] = async (how) => {
    const { edits } = story
    setPublished('')
    const unsaved = story.isDirty || known === null ? inputOf(story.form, story.body()) : null
    const outcome = await run('Publishing', () => publishStoryAction({ known: reference(known), newId, story: unsaved, ...how }))
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
  const settle: Saving['settle'] = async (whose) => {
    if (!shown.conflict) return
    const { theirs } = shown.conflict
    setConflict(null)
    // What was published before is not what stands on the page now.
    setPublished('')
    setKnown(knownOf(theirs))
    if (whose === 'mine') await saveOver(knownOf(theirs))
    else setSavedAt(new Date(theirs.updatedAt))
  }
  const rebase = (version: number) => setKnown((now) => now && { ...now, version })
  const remove = async () => {
    const gone = await acts.remove()
    // Nothing is left that the browser would have to ask about: at once, because the page is left next.
    if (gone) flushSync(() => story.markSaved(story.edits))
    return gone
  }
  return {
    ...shown,
    ...acts,
    remove,
    known,
    savedAt,
    published,
    save: () => saveOver(known),
    publish,
    refuse: (problem) => setProblems([problem]),
    settle,
    rebase,
    follow: (now) => setKnown((before) => before && { ...before, ...now }),
  }
}
