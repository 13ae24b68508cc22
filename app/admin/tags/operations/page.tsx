import type { Metadata } from 'next'
import { TableScroll } from '@/components/table-scroll'
import { londonDay, londonTime } from '@/lib/dates'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { UndoForm } from '@/modules/vocabulary/components/undo-form'
import { operationState } from '@/modules/vocabulary/operation-words'
import { listOperations } from '@/modules/vocabulary/queries/operations'
import type { OperationItem } from '@/modules/vocabulary/views'
import { AdminPage } from '../../_parts/admin-page'
import list from '../../_parts/list.module.css'
import { TagsNav } from '../_parts/tags-nav'
import styles from '../[slug]/tag.module.css'

export const metadata: Metadata = { title: 'Changes of the vocabulary' }

type Asked = string | string[] | undefined
type Props = { searchParams: Promise<{ done?: Asked; page?: Asked }> }
const one = (value: Asked) => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))

const DONE: Record<string, string> = {
  merge: 'The two tags are one now, for readers too.',
  rename: 'The tag has its new name, for readers too.',
  retire: 'The tag is retired.',
  split: 'The stories have their other tag, live ones for readers too.',
  undone: 'It is taken back.',
}

/** Who merged, renamed, retired, split or tagged in bulk, and what can be taken back. */
export default async function OperationsPage({ searchParams }: Props) {
  const actor = await requireActor()
  const asked = await searchParams
  const page = /^[1-9]\d{0,3}$/.test(one(asked.page)) ? Number(one(asked.page)) : 1
  const { items, more } = await listOperations(actor, page)
  const done = DONE[one(asked.done)]
  return (
    <AdminPage
      title="Changes of the vocabulary"
      lead="Merges, new names, retirements, splits, and tags changed on many stories: newest first."
    >
      {can(actor, 'tag.edit') ? <TagsNav here="operations" /> : null}
      {done ? (
        <p className={styles.done} role="status">
          {done}
        </p>
      ) : null}
      {items.length === 0 ? (
        <p className={list.none}>
          No tag was merged, renamed, split, retired or changed in bulk yet. Other changes of tags stand in the audit.
        </p>
      ) : (
        <Operations items={items} mayUndo={can(actor, 'tag.edit')} />
      )}
      <p className={list.pager}>
        {page > 1 ? <a href={`/admin/tags/operations?page=${page - 1}`}>Newer</a> : null}
        {more ? <a href={`/admin/tags/operations?page=${page + 1}`}>Older</a> : null}
      </p>
    </AdminPage>
  )
}

const moment = (at: Date): string => `${londonTime(at)} on ${londonDay(at)}`

function Operations({ items, mayUndo }: { items: OperationItem[]; mayUndo: boolean }) {
  return (
    <TableScroll label="Changes of the vocabulary">
      <table className={list.table}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Stories</th>
            <th scope="col">Who and when</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">{item.kind === 'bulk' ? <a href={`/admin/tags/bulk/${item.id}`}>{item.sentence}</a> : item.sentence}</th>
              <td data-label="Stories">{item.stories.toLocaleString('en-GB')}</td>
              <td data-label="Who and when">
                {item.by}, {moment(item.at)}
              </td>
              <td data-label="State">
                {item.undoneAt ? `Taken back by ${item.undoneBy}, ${moment(item.undoneAt)}` : operationState(item.state)}{' '}
                {mayUndo && item.kind !== 'bulk' && item.state === 'done' ? <UndoForm id={item.id} sentence={item.sentence} /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
