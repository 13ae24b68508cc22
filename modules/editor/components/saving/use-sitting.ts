'use client'
import { useEffect } from 'react'
import type { OwnCopy } from '@/modules/articles/queries/working-copies'
import type { EditableStory } from '@/modules/articles/views'
import { formOf } from '../../story-form'
import { type Story, useLeaveGuard } from '../writing/use-story'
import { clockOnDay } from './clock'
import { send } from './send'
import { type Autosave, useAutosave } from './use-autosave'
import { type Backup, useBackup } from './use-backup'
import type { PageIdentity } from './use-page-identity'
import { type Company, usePresence } from './use-presence'
import type { Saving } from './use-saving'

/** What becomes of the text on this page without a press. */
export type Sitting = {
  company: Company
  autosave: Autosave
  backup: Backup
  /** Whether there are words that only this page and this device have. */
  isUnsafe: boolean
}

type Options = {
  stored: EditableStory | null
  copy: OwnCopy | null
  story: Story
  saving: Saving
  page: PageIdentity
  personId: string
  mayEdit: boolean
  announce: (message: string) => void
}

export function useSitting({ stored, copy, story, saving, page, personId, mayEdit, announce }: Options): Sitting {
  const onStored = () => void lookAgain({ story, saving, announce })
  const company = usePresence({ story, saving, page, mayEdit, announce, onStored })
  const { isWriting } = company
  const autosave = useAutosave({ story, saving, page, isWriting, onStored, begun: copy?.story ?? stored })
  const backup = useBackup({ personId, story, saving, stored, copy, page })
  const isUnsafe = story.isDirty && (autosave.keptEdits !== story.edits || saving.conflict !== null)
  useLeaveGuard(isUnsafe)
  const { editor } = story
  useEffect(() => {
    if (editor && editor.isEditable !== isWriting) editor.setEditable(isWriting, false)
  }, [editor, isWriting])
  return { company, autosave, backup, isUnsafe }
}

type Looking = Pick<Options, 'story' | 'saving' | 'announce'>

/**
 * Somebody did something to the story. Where only its state changed, the page knows it from now on; other words are taken
 * over by a page that has none of its own, and compared by one that has.
 */
async function lookAgain({ story, saving, announce }: Looking): Promise<void> {
  const known = saving.latest.current
  if (!known || saving.conflict) return
  const answer = await send('versions', { id: known.id, revision: known.revision })
  const now = saving.latest.current
  if (!answer?.ok || !now || answer.value.theirs.version <= now.version) return
  const { theirs } = answer.value
  const said = `${theirs.updatedByName} saved version ${theirs.revision} at ${clockOnDay(new Date(theirs.updatedAt))}.`
  if (theirs.revision === now.revision) saving.refresh(theirs)
  else if (story.latest().isDirty) saving.meet({ message: `${said} Nothing was overwritten: compare the two.`, theirs })
  else {
    saving.refresh(theirs)
    story.replace(formOf(theirs), theirs.body, 'as stored')
    announce(`${said} It is on the page now.`)
  }
}
