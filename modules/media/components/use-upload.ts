'use client'
import { useCallback, useRef, useState } from 'react'
import type { ActionResult } from '@/modules/auth/form-state'

/** As lib/pictures.ts has it, which is not for browsers. */
const MEGABYTES_MAX = 15
const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif']

/** What a file field offers to choose. The server looks at the bytes. */
export const PICTURE_TYPES = TYPES.join(',')
export const PICTURE_HINT = `JPEG, PNG, WebP or AVIF, up to ${MEGABYTES_MAX} MB.`

export type Uploading<T> = {
  /** How much has been sent, in per cent; null when nothing is on its way. At 100 the server is making its sizes. */
  progress: number | null
  /** Why it was refused, in words; '' when it was not. */
  problem: string
  /** Sends a file, and says what came of it; null when it was refused. */
  send: (file: File, fields?: Record<string, string>) => Promise<T | null>
}

/** Sends a file to one of the upload addresses, and says how far it is: fetch cannot. `kind`: what it is, for a sentence. */
export function useUpload<T>(address: string, kind = 'picture'): Uploading<T> {
  const [progress, setProgress] = useState<number | null>(null)
  const [problem, setProblem] = useState('')
  const running = useRef(false)
  const send = useCallback<Uploading<T>['send']>(
    async (file, fields = {}) => {
      if (running.current) return null
      const unfit = refusalOf(file, kind)
      setProblem(unfit)
      if (unfit) return null
      running.current = true
      setProgress(0)
      const result = await post<T>(address, file, fields, setProgress)
      running.current = false
      setProgress(null)
      if (result?.ok) return result.value
      setProblem(wordsOf(result, kind))
      return null
    },
    [address, kind],
  )
  return { progress, problem, send }
}

/** What the server would say too, said before anything is sent. */
function refusalOf(file: File, kind: string): string {
  if (file.size > MEGABYTES_MAX * 1024 * 1024) return `The file is larger than ${MEGABYTES_MAX} MB. Make the ${kind} smaller`
  return ''
}

function wordsOf(result: ActionResult<unknown> | null, kind: string): string {
  if (!result) return `The ${kind} did not arrive. Check the connection and send it again`
  if (result.ok) return ''
  return result.kind === 'problems' ? result.problems.map(({ message }) => message).join('. ') : result.message
}

function post<T>(
  address: string,
  file: File,
  fields: Record<string, string>,
  onProgress: (percent: number) => void,
): Promise<ActionResult<T> | null> {
  return new Promise((resolve) => {
    const form = new FormData()
    // Fields first: the server reads them while the file is on its way.
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', file)
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? Math.round((event.loaded / event.total) * 100) : 0)
    request.onload = () => resolve(parsed<T>(request.responseText))
    request.onerror = () => resolve(null)
    request.ontimeout = () => resolve(null)
    request.send(form)
  })
}

function parsed<T>(text: string): ActionResult<T> | null {
  try {
    return JSON.parse(text) as ActionResult<T>
  } catch {
    return null
  }
}
