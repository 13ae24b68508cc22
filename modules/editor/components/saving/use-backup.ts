'use client'
import { useEffect, useRef, useState } from 'react'
import { type Body, validateBody } from '@/modules/articles/body'
import type { OwnCopy } from '@/modules/articles/queries/working-copies'
import { storyInputSchema } from '@/modules/articles/schema'
import type { EditableStory } from '@/modules/articles/views'
import { judgeLost, type Lost } from '../../lost-words'
import { formOf, inputOf, type StoryForm } from '../../story-form'
import type { Story } from '../writing/use-story'
import { asideOf, type FoundWords, findKept, forget, type KeptWords, nameOf, write } from './backup-store'
import { send } from './send'
import type { PageIdentity } from './use-page-identity'
import type { Saving } from './use-saving'

/** At most so long are words on the page alone, also while somebody types without a pause. */
const BEHIND_MILLISECONDS = 1_000

export type Backup = {
  /** Words from an earlier visit that were never saved, or set aside in a conflict. */
  found: FoundWords | null
  restore: () => void
  discard: () => void
  /** Keeps the words on the page, so that other words can take their place. */
  setAside: () => void
  /** When the text was typed that came back by itself; null when none did. */
  broughtBack: Date | null
  /** Sets what came back aside again, and shows the newest version. */
  leaveBack: () => void
  /** When this device last kept the words. */
  keptAt: Date | null
}

type Options = { personId: string; story: Story; saving: Saving; stored: EditableStory | null; copy: OwnCopy | null; page: PageIdentity }

/** Unsaved words outlive a crash or a lost connection, on this device and for this person only. */
export function useBackup(options: Options): Backup {
  const { personId, story, saving, stored, copy, page } = options
  const [found, setFound] = useState<Backup['found']>(null)
  const [broughtBack, setBroughtBack] = useState<Date | null>(() => copy && new Date(copy.changedAt))
  const articleId = saving.known?.id ?? null
  const aside = asideOf(personId, stored?.id ?? null)
  const keep = (): KeptWords => {
    const { form, body, edits } = story.latest()
    return { at: new Date().toISOString(), revision: saving.latest.current?.revision ?? null, tab: page.tab, edits, form, body }
  }
  const keptAt = useKeeping({ name: nameOf(personId, articleId, page.tab), story, keep })
  useBringBack(options, { setFound, setBroughtBack })
  const { isDirty } = story
  useEffect(() => {
    // A first save: what was kept of the story without an address is in it.
    if (articleId !== null && stored === null) forget(nameOf(personId, null, page.tab))
  }, [articleId, stored, personId, page.tab])
  useEffect(() => {
    if (!isDirty) setBroughtBack(null)
  }, [isDirty])

  const setAside = () => {
    write(aside, { ...keep(), revision: null })
    setFound(findKept(personId, stored?.id ?? null).find(({ name }) => name === aside) ?? null)
  }
  return {
    found,
    restore: () => {
      if (found) story.replace(found.form, found.body)
      // Written over an older version: the next save then compares instead of overwriting.
      if (found?.revision && found.revision !== saving.known?.revision) saving.rebase({ version: 1, revision: found.revision })
      forget(found?.name ?? '', aside)
      setFound(null)
    },
    discard: () => {
      forget(found?.name ?? '')
      setFound(null)
    },
    setAside,
    broughtBack,
    leaveBack: () => {
      if (!stored) return
      setAside()
      const sitting = { tab: page.tab, sequence: story.latest().edits, over: saving.over.current }
      void send('drop', { id: stored.id, sitting })
      story.replace(formOf(stored), stored.body, 'as stored')
      setBroughtBack(null)
    },
    keptAt,
  }
}

/** Writes the words down a second after a change, not a second after the last one; at once when the page goes out of sight. */
function useKeeping({ name, story, keep }: { name: string; story: Story; keep: () => KeptWords }): Date | null {
  const [keptAt, setKeptAt] = useState<Date | null>(null)
  const { edits, isDirty } = story
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const latest = useRef<() => void>(() => undefined)
  latest.current = () => {
    timer.current = null
    write(name, keep())
    setKeptAt(new Date())
  }
  useEffect(() => {
    if (!isDirty) {
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
      if (edits > 0) forget(name)
    } else timer.current ??= setTimeout(() => latest.current(), BEHIND_MILLISECONDS)
  }, [edits, isDirty, name])
  useEffect(() => {
    const now = () => {
      if (timer.current === null || (document.visibilityState === 'visible' && !leaving)) return
      clearTimeout(timer.current)
      latest.current()
    }
    let leaving = false
    const leave = () => {
      leaving = true
      now()
      leaving = false
    }
    document.addEventListener('visibilitychange', now)
    window.addEventListener('pagehide', leave)
    return () => {
      document.removeEventListener('visibilitychange', now)
      window.removeEventListener('pagehide', leave)
    }
  }, [])
  return keptAt
}

type Set = { setFound: (found: FoundWords | null) => void; setBroughtBack: (at: Date | null) => void }

/**
 * When the page opens: words of a page that was lost come back by themselves, from this device where it knows more than
 * the newsroom. Over a newer version they are compared with it. Of a new story somebody is asked first.
 */
function useBringBack({ personId, story, saving, stored, copy, page }: Options, { setFound, setBroughtBack }: Set) {
  const opened = useRef(false)
  const { editor } = story
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as the words can be shown
  useEffect(() => {
    if (opened.current || !editor) return
    opened.current = true
    void open()
  }, [editor])

  const open = async () => {
    const all = findKept(personId, stored?.id ?? null).filter((one) => one.tab !== page.tab)
    const [newest] = all.filter(({ name }) => !name.endsWith(':aside'))
    const setAside = all.find(({ name }) => name.endsWith(':aside')) ?? null
    if (!stored) return setFound(newest ?? setAside)
    const lost = newest ? await knowsMore(newest, copy, stored) : 'same'
    setFound(lost === 'older' ? (newest ?? null) : setAside)
    if (newest && typeof lost === 'object') {
      const { tab, edits } = newest
      // This page goes on from that one, whose text may be on its way to a version.
      if (!copy || copy.mark.tab === tab) saving.over.current = { tab, sequence: edits }
      story.replace(newest.form, newest.body)
      if (lost.revision !== stored.revision) saving.rebase({ version: 1, revision: lost.revision })
      setBroughtBack(newest.at)
      write(nameOf(personId, stored.id, page.tab), {
        ...newest,
        at: newest.at.toISOString(),
        tab: page.tab,
        edits: story.latest().edits,
      })
    } else if (copy && copy.story.revision !== stored.revision)
      saving.rebase({ version: copy.story.version, revision: copy.story.revision })
    if (newest && lost !== 'older') forget(newest.name)
    const revision = (typeof lost === 'object' ? lost.revision : undefined) ?? copy?.story.revision ?? stored.revision
    if (revision !== stored.revision) saving.meet({ message: behind(stored), theirs: stored })
  }
}

const behind = (stored: EditableStory) =>
  `${stored.updatedByName} saved version ${stored.revision} after this text of yours was begun. Nothing was overwritten: compare the two.`

/** What is to be done with them; the newsroom is asked where only it can know. */
async function knowsMore(found: FoundWords, copy: OwnCopy | null, stored: EditableStory): Promise<Lost> {
  const words = { ...found, halfTyped: !storyInputSchema.safeParse(inputOf(found.form, found.body)).success }
  const shown = copy?.story ?? stored
  // In the one stored form: a database keeps no order of keys.
  const said = (form: StoryForm, body: Body) => {
    const checked = validateBody(body)
    return JSON.stringify([form, checked.ok ? checked.value : body])
  }
  if (said(words.form, words.body) === said(formOf(shown), shown.body)) return 'same'
  if (copy)
    return judgeLost(words, { ...copy.mark, changedAt: new Date(copy.changedAt), revision: copy.story.revision }, null, stored.revision)
  const answer = await send('settled', { id: stored.id, tabs: [words.tab] })
  const settled = answer?.ok ? answer.value.find(({ tab }) => tab === words.tab) : undefined
  return judgeLost(words, null, settled ?? null, stored.revision)
}
