'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Presence } from '@/modules/articles/sitting'
import { inputOf } from '../../story-form'
import type { Story } from '../writing/use-story'
import { send } from './send'
import type { PageIdentity } from './use-page-identity'
import type { Saving } from './use-saving'

const EVERY_MILLISECONDS = 5_000
const ASKING_MILLISECONDS = 1_000
/** Between two beats of a page that was not asleep. */
const AWAKE_MILLISECONDS = 60_000

export type Company = {
  /** How this page stands to the others; null before the newsroom has said so. */
  presence: Presence | null
  /** Whether this page may write. */
  isWriting: boolean
  /** Who is being asked to hand over; '' when nobody is. */
  asking: string
  takeOver: () => void
  /** Takes the notice away: this person only reads. */
  justRead: () => void
  isReading: boolean
}

type Options = {
  story: Story
  saving: Saving
  page: PageIdentity
  mayEdit: boolean
  announce: (message: string) => void
  onStored: () => void
}

/** Says every five seconds that this page is there, and learns who else is. Hands over to whoever asks. */
export function usePresence(options: Options): Company {
  const { saving, page, mayEdit } = options
  const [presence, setPresence] = useState<Presence | null>(null)
  const [asking, setAsking] = useState('')
  const [isReading, setReading] = useState(false)
  const id = saving.known?.id ?? null
  const now = useRef({ ...options, presence, isReading })
  now.current = { ...options, presence, isReading }
  const heardAt = useRef(0)

  const beat = useCallback(async () => {
    const { saving: at, page: self, mayEdit: edits, presence: before } = now.current
    const known = at.latest.current
    if (!known) return
    const writes = edits && before?.pen !== 'ended' && !(before?.pen === 'theirs' && now.current.isReading)
    const answer = await send('presence', { id: known.id, tab: self.tab, replaces: before ? null : self.replaces, writes })
    if (!answer?.ok) return
    const slept = heardAt.current > 0 && Date.now() - heardAt.current > AWAKE_MILLISECONDS
    heardAt.current = Date.now()
    // It had no words of its own, and nobody knew that it was open: what it shows may be of another day.
    if (slept && before?.pen === 'theirs' && answer.value.pen === 'yours') return window.location.reload()
    // Once another page has taken over, only a press brings the pen back.
    const pen = before?.pen === 'ended' ? 'ended' : answer.value.pen
    const shown = { ...answer.value, pen, taken: answer.value.taken ?? before?.taken ?? null }
    setPresence(shown)
    await follow(now.current, before, shown, setPresence)
  }, [])
  useEffect(() => {
    if (id === null) return
    void beat()
    const timer = setInterval(() => void beat(), EVERY_MILLISECONDS)
    const onVisible = () => document.visibilityState === 'visible' && void beat()
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onVisible)
    }
  }, [id, beat])

  const takeOver = async () => {
    if (id === null || asking !== '') return
    setAsking('them')
    for (;;) {
      const answer = await send('take-over', { id, tab: page.tab })
      if (!answer?.ok) break
      // With their last word, as a version: opened anew.
      if (answer.value.state === 'yours') return window.location.reload()
      setAsking(answer.value.name)
      await new Promise((resolve) => setTimeout(resolve, ASKING_MILLISECONDS))
    }
    setAsking('')
    options.announce('The newsroom did not answer. Try again.')
  }
  return {
    presence,
    isWriting: mayEdit && (presence === null || presence.pen === 'yours'),
    asking,
    takeOver: () => void takeOver(),
    justRead: () => setReading(true),
    isReading,
  }
}

type Now = Options & { presence: Presence | null }

/** What the answer asks for: hand over, move on to one's own version, look at what others have stored. */
async function follow(now: Now, before: Presence | null, shown: Presence, show: (presence: Presence) => void): Promise<void> {
  const { saving, story, announce } = now
  const known = saving.latest.current
  if (!known) return
  if (shown.pen === 'yours' && shown.askedBy) {
    const revision = await handOver(now)
    if (revision === 'unheard') return
    show({ ...shown, pen: 'ended', taken: { byName: shown.askedBy, at: new Date(), revision } })
    announce(`${shown.askedBy} took over.`)
    return
  }
  if (shown.pen === 'ended' && before?.pen !== 'ended') {
    announce(`${shown.taken?.byName ?? 'Somebody else'} took over.`)
    // This page was away: what the newsroom does not have of its text is kept for its author.
    const revision = story.latest().isDirty && !saving.conflict ? await handOver(now) : 'unheard'
    if (revision !== 'unheard' && shown.taken) show({ ...shown, taken: { ...shown.taken, revision } })
  }
  if (shown.pen === 'yours' && before?.pen === 'theirs') {
    if (shown.stored.revision !== known.revision) window.location.reload()
    else announce('You can write now.')
  }
  const { settled, stored } = shown
  if (settled && settled.version > known.version && settled.version === stored.version) {
    saving.rebase({ version: settled.version, revision: settled.revision })
    if (settled.sequence === story.latest().edits) story.markSaved(settled.sequence)
    now.onStored()
  } else if (shown.pen === 'yours' && stored.version > known.version) now.onStored()
}

/** The page's last word. Answers the revision it became, null when it waits for its author; 'unheard' when it did not get through. */
async function handOver({ saving, story, page }: Now): Promise<number | null | 'unheard'> {
  const known = saving.latest.current
  if (!known) return 'unheard'
  const { form, body, edits, isDirty } = story.latest()
  const base = { baseVersion: known.version, baseRevision: known.revision }
  const copy = { id: known.id, tab: page.tab, sequence: edits, ...base, over: saving.over.current, story: inputOf(form, body) }
  const ended = await send('leave', { id: known.id, tab: page.tab, copy: isDirty && !saving.conflict ? copy : null })
  if (!ended?.ok) return 'unheard'
  const { value } = ended
  if (value.state !== 'none') story.markSaved(edits)
  if (value.state === 'version') return value.revision
  return value.state === 'waiting' ? null : known.revision
}
