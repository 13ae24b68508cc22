import 'server-only'
import { db, Prisma } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { operationSentence } from '../operation-words'
import type { OperationKind } from '../views'

const SHOWN = 50

/** A change of the vocabulary, or of many stories' tags, that changed the tags of this story. Labels. */
export type StoryOperation = {
  id: string
  kind: OperationKind
  sentence: string
  given: string[]
  taken: string[]
  by: string
  at: Date
  undoneBy: string | null
  undoneAt: Date | null
}

type Row = Omit<StoryOperation, 'sentence'> & { asked: unknown }

/** What operations did to the tags of a story, newest first: its versions do not tell. Of a closed story nothing, to those who may not open it. */
export async function listStoryOperations(actor: Actor, articleId: string): Promise<StoryOperation[]> {
  permit(actor, 'article.read')
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    with filed as materialized (
      select distinct on (s.operation_id) s.operation_id, s.before, s.after from tag_operation_story s
      join article a on a.id = s.article_id join revision r on r.id = s.revision_id
      join tag_operation o on o.id = s.operation_id and (s.done_at is not null or o.state = 'undone')
      where s.article_id = ${articleId}::uuid and s.before <> s.after and ${openStoriesSql(actor)} order by s.operation_id, r.number desc)
    select o.id::text as id, o.kind, o.asked, o.created_by_name as by, o.created_at as at, o.undone_by_name as "undoneBy", o.undone_at as "undoneAt",
      array(select t.label from tag t where t.id = any (f.after) and t.id <> all (f.before) order by t.label) as given,
      array(select t.label from tag t where t.id = any (f.before) and t.id <> all (f.after) order by t.label) as taken
    from filed f join tag_operation o on o.id = f.operation_id order by o.created_at desc, o.id limit ${SHOWN}`)
  return rows.map(({ asked, ...row }) => ({ ...row, sentence: operationSentence(row.kind, asked) }))
}
