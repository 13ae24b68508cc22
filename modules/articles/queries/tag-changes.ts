import 'server-only'
import { db } from '@/lib/db'
import type { HistoryEntry } from '../views'

const SHOWN = 50

type Asked = { fromLabel?: string; intoLabel?: string; label?: string; toLabel?: string; keep?: string }

/** What was done to a story's tags together with those of others, without a version of its own: newest first. */
export async function listTagChanges(articleId: string): Promise<HistoryEntry[]> {
  const rows = await db.tagOperation.findMany({
    where: { stories: { some: { articleId } }, state: { in: ['done', 'stopped', 'undoing', 'undone'] } },
    orderBy: { createdAt: 'desc' },
    take: SHOWN,
    select: { id: true, kind: true, asked: true, createdAt: true, createdByName: true, undoneAt: true, undoneByName: true },
  })
  return rows
    .flatMap(({ id, kind, asked, createdAt, createdByName, undoneAt, undoneByName }) => {
      const words = wordsOf(kind, asked as Asked)
      const done = { id: `tags ${id}`, at: createdAt, actorName: createdByName, kind: `tag.${kind}`, sentence: words }
      if (!undoneAt) return [done]
      return [done, { ...done, id: `undo ${id}`, at: undoneAt, actorName: undoneByName ?? '', sentence: `took back: ${words}` }]
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime())
}

function wordsOf(kind: string, { fromLabel, intoLabel, label, toLabel, keep }: Asked): string {
  if (kind === 'merge') return `merged its tag “${fromLabel}” into “${intoLabel}”`
  if (kind === 'split' && keep === 'both') return `gave it the tag “${toLabel}” beside “${label}”`
  if (kind === 'split') return `gave it the tag “${toLabel}” instead of “${label}”`
  return 'changed its tags together with those of other stories'
}
