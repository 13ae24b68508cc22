import type { Metadata } from 'next'
import { londonDay } from '@/lib/dates'
import { requireActor } from '@/modules/auth/session'
import { planFoundAction } from '@/modules/editor/bulk-actions'
import { foundWords } from '@/modules/editor/found-words'
import { listStories } from '@/modules/editor/queries/story-list'
import { readStoryFilter, storyFilterPath } from '@/modules/editor/story-filter'
import type { PickerTag } from '@/modules/tags/match'
import { listTags, listTagsForPicker } from '@/modules/tags/queries'
import type { TagListItem } from '@/modules/tags/views'
import { planChosenAction } from '@/modules/vocabulary/bulk-actions'
import { bulkPath } from '@/modules/vocabulary/bulk-paths'
import type { BulkListItem } from '@/modules/vocabulary/bulk-views'
import { changeWords, progressWords, STATE_TITLES } from '@/modules/vocabulary/bulk-words'
import { BulkCsvForm } from '@/modules/vocabulary/components/bulk-csv-form'
import { BulkForm } from '@/modules/vocabulary/components/bulk-form'
import { listBulk } from '@/modules/vocabulary/queries/bulk'
import { AdminPage } from '../../_parts/admin-page'
import styles from '../../_parts/list.module.css'
import { Refused } from '../../_parts/refused'
import { TagsNav } from '../_parts/tags-nav'

export const metadata: Metadata = { title: 'Tags of many stories' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }
const STORIES_MAX = 100
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))
const all = (value: string | string[] | undefined): string[] => [value ?? []].flat()
const isId = (value: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

/** A retired tag is given to no story any more, and can be taken from those that carry it. */
const asPick = ({ id, slug, label, type, aliases, doNotRelate, live, notLive }: TagListItem): PickerTag => {
  return { id, slug, label, type, aliases, doNotRelate, description: '', companions: [], uses: live + notLive }
}

/** Giving and taking tags over a search, a selection or a file. */
export default async function BulkPage({ searchParams }: Props) {
  const actor = await requireActor()
  const asked = await searchParams
  const before = await listBulk(actor).catch((error: unknown) => ({ error }))
  if ('error' in before) return <Refused error={before.error} />
  const ids = one(asked.stories).split(',').filter(isId).slice(0, STORIES_MAX)
  const filter = readStoryFilter(asked)
  const [tags, every] = await Promise.all([listTagsForPicker(actor), listTags(actor)])
  const chosen = { tags, others: every.filter((tag) => tag.retired).map(asPick), add: all(asked.add), remove: all(asked.remove) }
  const found = ids.length > 0 ? null : await listStories(actor, filter)
  return (
    <AdminPage title="Tags of many stories" lead="Add and remove tags. You see what would change before anything does, and can undo it.">
      <TagsNav here="bulk" />
      <section className={styles.group} aria-labelledby="selected">
        <h2 id="selected">
          {found
            ? `${found.total.toLocaleString('en-GB')} found: ${foundWords(filter)}`
            : `${ids.length} ${ids.length === 1 ? 'story' : 'stories'} chosen`}
        </h2>
        <p>
          <a href={found ? storyFilterPath(filter) : '/admin/articles'}>{found ? 'See them, or search for others' : 'Choose others'}</a>
        </p>
        {found ? (
          <BulkForm action={planFoundAction} {...chosen}>
            <input type="hidden" name="state" value={filter.stage ?? ''} />
            <input type="hidden" name="show" value={filter.show ?? ''} />
            <input type="hidden" name="q" value={filter.q} />
          </BulkForm>
        ) : (
          <BulkForm action={planChosenAction} {...chosen}>
            {ids.map((id) => (
              <input key={id} type="hidden" name="stories" value={id} />
            ))}
          </BulkForm>
        )}
      </section>
      <section className={styles.group} aria-labelledby="file">
        <h2 id="file">From a file</h2>
        <BulkCsvForm />
      </section>
      <Earlier items={before} />
    </AdminPage>
  )
}

function Earlier({ items }: { items: readonly BulkListItem[] }) {
  if (items.length === 0) return null
  return (
    <section className={styles.group} aria-labelledby="earlier">
      <h2 id="earlier">Earlier</h2>
      <table className={styles.table}>
        <caption className="visually-hidden">Earlier changes of many stories’ tags</caption>
        <thead>
          <tr>
            <th scope="col">Change</th>
            <th scope="col">For</th>
            <th scope="col">By</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <a href={bulkPath(item.id)}>{changeWords(item)}</a>
              </th>
              <td data-label="For">{item.words}</td>
              <td data-label="By">
                {item.by}, {londonDay(item.at)}
              </td>
              <td data-label="State">
                {STATE_TITLES[item.state]}. <span className={styles.soft}>{progressWords(item)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
