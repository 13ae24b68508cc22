'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { readBulkAction } from '../bulk-actions'
import type { BulkProgress as Progress } from '../bulk-views'
import { isUnderWay, progressWords } from '../bulk-words'
import styles from './bulk.module.css'

const ASK_EVERY_MS = 1_000

/** How far it is. The bar keeps itself up to date; without script a reload does. */
export function BulkProgress({ id, first }: { id: string; first: Progress }) {
  const router = useRouter()
  const [progress, setProgress] = useState(first)
  const underWay = isUnderWay(progress.state)
  useEffect(() => setProgress(first), [first])
  useEffect(() => {
    if (!underWay) return
    const timer = setInterval(async () => {
      const result = await readBulkAction({ id }).catch(() => null)
      if (!result?.ok) return
      setProgress(result.value)
      if (!isUnderWay(result.value.state)) router.refresh()
    }, ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [id, underWay, router])
  const words = progressWords(progress)
  return (
    <div className={styles.progress}>
      {underWay ? <progress aria-label="Progress" max={Math.max(1, progress.total)} value={progress.done} aria-valuetext={words} /> : null}
      <p>{words}</p>
      <p role="status" className="visually-hidden">
        {underWay ? '' : words}
      </p>
      {underWay ? (
        <noscript>
          <p>
            <a href={`/admin/tags/bulk/${id}`}>Show how far it is now</a>
          </p>
        </noscript>
      ) : null}
    </div>
  )
}
