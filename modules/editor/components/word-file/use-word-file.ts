'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReadDocument } from '@/lib/documents'
import { useUpload } from '@/modules/media/components/use-upload'
import type { Story } from '../writing/use-story'

const ADDRESS = '/admin/articles/documents'
/** The old kind too: the server says what to do about it. */
const WORD_NAME = /\.docx?$/i

export type WordFile = {
  /** Whether one can be opened: the story has no words yet. */
  offered: boolean
  /** How much has been sent, in per cent; null when nothing is on its way. */
  progress: number | null
  /** Why it was refused; '' when it was not. */
  problem: string
  /** What of the last one is not in the story, in sentences. */
  notes: readonly string[]
  open: (file: File) => Promise<void>
  dismiss: () => void
}

/** A Word file opened, or dropped on the page, fills an empty story as a paste of it would. Nothing is stored by it. */
export function useWordFile(story: Story, mayEdit: boolean): WordFile {
  const { progress, problem: refusal, send } = useUpload<ReadDocument>(ADDRESS, 'document')
  const [unfit, setUnfit] = useState('')
  const [notes, setNotes] = useState<readonly string[]>([])
  const isEmpty = hasNoWords(story)
  const fill = useRef(story.paste.fromDocument)
  fill.current = story.paste.fromDocument

  const open = useCallback(
    async (file: File) => {
      setUnfit('')
      setNotes([])
      const document = await send(file)
      if (!document) return
      if (fill.current(document.html)) setNotes(document.notes)
      else setUnfit('There is no story in this document: it has less than two paragraphs, or there are words on this page by now')
    },
    [send],
  )
  const offered = mayEdit && isEmpty
  useDrop(mayEdit, (file) => {
    if (offered) void open(file)
    else setUnfit('This story has words already. Open a new story for the Word file')
  })
  const dismiss = () => {
    setNotes([])
    setUnfit('')
  }
  return { offered, progress, problem: unfit || refusal, notes, open, dismiss }
}

const hasNoWords = ({ form, editor }: Story): boolean =>
  editor !== null && form.headline.trim() === '' && form.standfirst.trim() === '' && editor.isEmpty

/** A Word file dropped anywhere on the page: a browser would leave the page to open it. Others are not ours to take. */
function useDrop(listens: boolean, take: (file: File) => void) {
  const taken = useRef(take)
  taken.current = take
  useEffect(() => {
    if (!listens) return
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const [file] = event.dataTransfer?.files ?? []
      if (!file || !WORD_NAME.test(file.name)) return
      event.preventDefault()
      taken.current(file)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
    }
  }, [listens])
}
