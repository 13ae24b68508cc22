'use client'
import { useState } from 'react'
import type { ReadDocument } from '@/lib/documents'
import type { ImportReport } from '@/modules/articles/commands/import-stories'
import { useUpload } from '@/modules/media/components/use-upload'
import { endImport, importKey } from './import-key'
import { storyLineOf } from './story-lines'

const STORIES = '/admin/import/stories'
/** Said after a press that stores brought no answer. */
const ONCE = 'What was stored already is not stored a second time'
const DOCUMENTS = '/admin/articles/documents'

/** `names`: of the Word files, one to a line; empty for a file of lines. */
type Chosen = { file: File; names: readonly string[]; notes: readonly string[] }
export type Looked = Chosen & { report: ImportReport; stored: boolean }

export type Importing = {
  /** What is going on, in words; '' when nothing is. */
  busy: string
  problem: string
  /** What storing would come to, or came to. */
  looked: Looked | null
  look: (files: readonly File[], publish: boolean) => Promise<void>
  store: (publish: boolean) => Promise<void>
  /** Back to the beginning. */
  clear: () => void
}

const isWord = (file: File): boolean => /\.docx?$/i.test(file.name)

/** A file of stories, or Word files: looked at by the server first, stored when that is asked for. */
export function useImport(): Importing {
  const stories = useUpload<ImportReport>(STORIES, 'file')
  const documents = useUpload<ReadDocument>(DOCUMENTS, 'document')
  const [busy, setBusy] = useState('')
  const [unfit, setUnfit] = useState('')
  const [looked, setLooked] = useState<Looked | null>(null)
  const [unanswered, setUnanswered] = useState(false)

  const send = async (chosen: Chosen, publish: boolean, dryRun: boolean) => {
    const how = { publish: publish ? 'yes' : 'no', dryRun: dryRun ? 'yes' : 'no', key: importKey() }
    const report = await stories.send(chosen.file, how)
    setUnanswered(!report && !dryRun)
    if (!report) return
    // Of a file that is mended and chosen again, only what was refused is still to be stored.
    if (!dryRun && report.refused.length === 0) endImport()
    setLooked({ ...chosen, report, stored: !dryRun })
  }
  const look: Importing['look'] = async (files, publish) => {
    setLooked(null)
    setUnfit('')
    setUnanswered(false)
    setBusy('Reading')
    const chosen = await read(files, documents.send)
    if (typeof chosen === 'string') setUnfit(chosen)
    else if (chosen) await send(chosen, publish, true)
    setBusy('')
  }
  const store: Importing['store'] = async (publish) => {
    if (!looked) return
    setBusy(publish ? 'Storing and publishing' : 'Storing')
    await send(looked, publish, false)
    setBusy('')
  }
  const problem =
    unfit || documents.problem || (unanswered && stories.problem ? `${stories.problem.replace(/\.$/, '')}. ${ONCE}` : stories.problem)
  return { busy, problem, looked, look, store, clear: () => setLooked(null) }
}

/** What is to be sent; a sentence when it cannot be, null when the server has said why already. */
async function read(files: readonly File[], send: (file: File) => Promise<ReadDocument | null>): Promise<Chosen | string | null> {
  const [first, ...others] = files
  if (!first) return 'Choose a file'
  if (!files.some(isWord)) return others.length === 0 ? { file: first, names: [], notes: [] } : 'Choose one file of stories at a time'
  if (!files.every(isWord)) return 'Choose Word files, or one file of stories, not both'
  const lines: string[] = []
  const notes: string[] = []
  for (const file of files) {
    const document = await send(file)
    if (!document) return null
    const line = storyLineOf(document.html)
    if (line === null) return `There is no story in ${file.name}: it has less than two paragraphs`
    lines.push(line)
    notes.push(...document.notes.map((note) => `${file.name}: ${note}`))
  }
  return { file: new File([lines.join('\n')], 'stories.jsonl'), names: files.map((file) => file.name), notes }
}
