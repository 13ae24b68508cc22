'use client'
import { useCallback, useRef, useState } from 'react'
import type { Problem } from '@/lib/errors'
import type { EditableStory } from '@/modules/articles/views'
import type { ActionResult } from '@/modules/auth/form-state'
import {
  changeSlugAction,
  deleteDraftAction,
  makeLiveAgainAction,
  publishStoryAction,
  saveStoryAction,
  withdrawStoryAction,
} from '../actions'
import { inputOf } from '../story-form'
import { clock } from './clock'
import type { Story } from './use-story'

/** What the page knows of the stored story; null before the first save. */
export type Known = Pick<
  EditableStory,
  'id' | 'version' | 'state' | 'slug' | 'liveSlug' | 'hasUnpublishedChanges' | 'firstPublishedAt' | 'withdrawnAt' | 'withdrawnReason'
>

export type Saving = {
  known: Known | null
  /** What is being done, in words: "Saving"; '' when nothing is. */
  busy: string
  savedAt: Date | null
  problems: Problem[]
  /** A failure that no field explains: signed out, no connection, not allowed. */
  failure: string
  /** Set when the story was changed elsewhere since it was opened. */
  conflict: { message: string; theirs: EditableStory } | null
  /** The public address after a publication, until the next change. */
  published: string
  save: () => Promise<Known | null>
  publish: (change?: { change: 'minor' | 'told'; note?: string }) => Promise<boolean>
  withdraw: (reason: string) => Promise<boolean>
  makeLiveAgain: () => Promise<boolean>
  changeSlug: (slug: string) => Promise<boolean>
  remove: () => Promise<boolean>
  /** Leaves the conflict: 'mine' saves over theirs as a new version, 'theirs' only moves on to their version. */
  settle: (whose: 'mine' | 'theirs') => Promise<void>
  /** The version that the words on the page were written over. */
  rebase: (version: number) => void
}

const knownOf = (story: EditableStory): Known => ({
  id: story.id,
  version: story.version,
  state: story.state,
  slug: story.slug,
  liveSlug: story.liveSlug,
  hasUnpublishedChanges: story.hasUnpublishedChanges,
  firstPublishedAt: story.firstPublishedAt,
  withdrawnAt: story.withdrawnAt,
  withdrawnReason: story.withdrawnReason,
})

/** Everything that stores something. One act at a time; a refusal never touches what was typed. */
export function useSaving(stored: EditableStory | null, story: Story, announce: (message: string) => void): Saving {
  const [known, setKnown] = useState<Known | null>(stored ? knownOf(stored) : null)
  const [busy, setBusy] = useState('')
  const [savedAt, setSavedAt] = useState<Date | null>(stored ? new Date(stored.updatedAt) : null)
  const [problems, setProblems] = useState<Problem[]>([])
  const [failure, setFailure] = useState('')
  const [conflict, setConflict] = useState<Saving['conflict']>(null)
  const [published, setPublished] = useState('')
  const running = useRef(false)

  const refuse = useCallback((result: Exclude<ActionResult<unknown>, { ok: true }>) => {
    if (result.kind === 'problems') setProblems(result.problems.map(ofField))
    else if (result.kind === 'conflict' && isStory(result.current)) setConflict({ message: result.message, theirs: result.current })
    else setFailure(result.message)
    return null
  }, [])

  /** Runs one act. Null when it was refused; why is on the page then. */
  const run = useCallback(
    async <T>(doing: string, call: () => Promise<ActionResult<T>>): Promise<T | null> => {
      if (running.current) return null
      running.current = true
      setBusy(doing)
      setProblems([])
      setFailure('')
      try {
        const result = await call()
        return result.ok ? result.value : refuse(result)
      } catch {
        setFailure('The newsroom did not answer. Your text is still here: check the connection and try again.')
        return null
      } finally {
        running.current = false
        setBusy('')
      }
    },
    [refuse],
  )

  /** Notes a save: the address of the page becomes the story's, without a new page. */
  const noteSaved = (saved: { id: string; version: number; slug: string }, edits: number): Known => {
    const now: Known = known
      ? { ...known, ...saved, hasUnpublishedChanges: known.state === 'live' }
      : {
          ...saved,
          state: 'draft',
          liveSlug: null,
          hasUnpublishedChanges: false,
          firstPublishedAt: null,
          withdrawnAt: null,
          withdrawnReason: null,
        }
    setKnown(now)
    setSavedAt(new Date())
    story.markSaved(edits)
    if (!known) window.history.replaceState(null, '', `/admin/articles/${saved.id}`)
    return now
  }
  const reference = (from: Known | null) => (from ? { id: from.id, version: from.version } : null)
  const input = () => inputOf(story.form, story.body())

  const saveOver = async (base: Known | null) => {
    const { edits } = story
    const saved = await run('Saving', () => saveStoryAction({ known: reference(base), story: input() }))
    if (!saved) return null
    setPublished('')
    announce(`Saved ${clock(new Date())}.`)
    return noteSaved(saved, edits)
  }

  const publish: Saving['publish'] = async (change) => {
    const { edits } = story
    const unsaved = story.isDirty || known === null
    const outcome = await run('Publishing', () =>
      publishStoryAction({ known: reference(known), story: unsaved ? input() : null, ...change }),
    )
    if (!outcome) return false
    const base = outcome.saved ? noteSaved(outcome.saved, edits) : known
    if (!outcome.published || !base) {
      setProblems(outcome.problems)
      return false
    }
    const { version, slug, path, firstPublishedAt } = outcome.published
    setKnown({ ...base, version, slug, liveSlug: slug, state: 'live', hasUnpublishedChanges: false, firstPublishedAt })
    setPublished(path)
    story.paste.dismiss()
    announce(known?.state === 'live' ? 'The changes are published.' : 'Published.')
    return true
  }

  /** An act on the stored story, after which it is `after` of what it was. */
  const act = async <T extends { version: number }>(
    doing: string,
    call: (at: { id: string; version: number }) => Promise<ActionResult<T>>,
    after: (was: Known, now: T) => Known,
    said: string,
  ) => {
    if (!known) return false
    const value = await run(doing, () => call({ id: known.id, version: known.version }))
    if (!value) return false
    setKnown(after({ ...known, version: value.version }, value))
    setPublished('')
    announce(said)
    return true
  }

  return {
    known,
    busy,
    savedAt,
    problems,
    failure,
    conflict,
    published,
    rebase: (version) => setKnown((now) => now && { ...now, version }),
    save: () => saveOver(known),
    publish,
    withdraw: (reason) =>
      act(
        'Withdrawing',
        (at) => withdrawStoryAction({ ...at, reason }),
        (was) => ({ ...was, state: 'withdrawn', liveSlug: null, withdrawnReason: reason, withdrawnAt: new Date() }),
        'Withdrawn.',
      ),
    makeLiveAgain: () =>
      act(
        'Making it live again',
        (at) => makeLiveAgainAction(at),
        (was) => ({ ...was, state: 'live', liveSlug: was.slug, withdrawnAt: null, withdrawnReason: null }),
        'Live again at its old address.',
      ),
    changeSlug: (slug) =>
      act(
        'Changing the address',
        (at) => changeSlugAction({ ...at, slug }),
        (was) => ({ ...was, slug, liveSlug: was.state === 'live' ? slug : null }),
        'The address is changed.',
      ),
    remove: async () =>
      known !== null && (await run('Deleting', () => deleteDraftAction({ id: known.id, version: known.version }))) !== null,
    settle: async (whose) => {
      if (!conflict) return
      const theirs = knownOf(conflict.theirs)
      setConflict(null)
      setKnown(theirs)
      if (whose === 'mine') await saveOver(theirs)
      else setSavedAt(new Date(conflict.theirs.updatedAt))
    },
  }
}

/** "story.pins.0.headline" is a problem of the field "pins". */
const ofField = ({ field, message }: Problem): Problem => ({ field: field.replace(/^story\.?/, '').split('.')[0] ?? '', message })

const isStory = (value: unknown): value is EditableStory =>
  typeof value === 'object' && value !== null && 'body' in value && 'headline' in value && 'version' in value
