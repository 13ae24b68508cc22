import type { Metadata } from 'next'
import buttons from '@/components/button.module.css'
import { can, type Permission } from '@/modules/access/permissions'
import { type ManyAct, ManyForm } from '@/modules/articles/components/many/many-form'
import { requireActor } from '@/modules/auth/session'
import { listStories } from '@/modules/editor/queries/story-list'
import { LISTED_STAGES, readStoryFilter, type StoryFilter, storyFilterPath } from '@/modules/editor/story-filter'
import { BULK_PATH } from '@/modules/vocabulary/bulk-paths'
import { stageLabel } from '@/modules/workflow/stages'
import { AdminPage } from '../_parts/admin-page'
import { DESK_WORDS } from '../_parts/desk-words'
import row from '../_parts/link-row.module.css'
import styles from '../_parts/list.module.css'
import { StoryTable } from '../_parts/story-table'

export const metadata: Metadata = { title: 'Stories' }

/** What can be done to several stories at once, and who may. */
const MANY: { act: ManyAct; needs: Permission }[] = [
  { act: 'submit', needs: 'article.edit-own' },
  { act: 'approve', needs: 'article.review' },
  { act: 'schedule', needs: 'article.publish' },
  { act: 'withdraw', needs: 'article.withdraw' },
]

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Every story of the newsroom, found by state, by what it waits for and by its headline. */
export default async function StoriesPage({ searchParams }: Props) {
  const actor = await requireActor()
  const filter = readStoryFilter(await searchParams)
  const { items, total, page, pages } = await listStories(actor, filter)
  const mayTag = can(actor, 'tag.edit') && can(actor, 'article.edit-any')
  const acts = MANY.filter(({ needs }) => can(actor, needs)).map(({ act }) => act)
  return (
    <AdminPage
      title="Stories"
      lead={`${total.toLocaleString('en-GB')} ${total === 1 ? 'story' : 'stories'}${filter.show ? `: ${DESK_WORDS[filter.show].many.toLowerCase()}` : ''}`}
      aside={
        can(actor, 'article.create') ? (
          <>
            {can(actor, 'import.run') ? (
              <a className={buttons.quiet} href="/admin/import">
                Import stories
              </a>
            ) : null}
            <a className={buttons.solid} href="/admin/articles/new">
              New story
            </a>
          </>
        ) : null
      }
    >
      <Filters filter={filter} />
      {items.length === 0 ? (
        <p className={styles.none}>No story matches. Choose “All”, or search for other words.</p>
      ) : (
        <>
          {acts.length > 0 ? <ManyForm acts={acts} tagsPath={mayTag ? BULK_PATH : null} /> : null}
          {mayTag ? (
            <p>
              <a href={storyFilterPath(filter).replace('/admin/articles', BULK_PATH)}>
                Change the tags of {total === 1 ? 'this one' : `all ${total.toLocaleString('en-GB')}`}
              </a>
            </p>
          ) : null}
          <StoryTable items={items} filter={filter} chooses={acts.length > 0} />
        </>
      )}
      {pages > 1 ? (
        <nav className={styles.pager} aria-label="Pages of stories">
          {page > 1 ? <a href={storyFilterPath(filter, { page: page - 1 })}>Previous page</a> : null}
          <span>
            Page {page} of {pages}
          </span>
          {page < pages ? <a href={storyFilterPath(filter, { page: page + 1 })}>Next page</a> : null}
        </nav>
      ) : null}
    </AdminPage>
  )
}

function Filters({ filter }: { filter: StoryFilter }) {
  const stages = [null, ...LISTED_STAGES]
  return (
    <div className={styles.filters}>
      <nav aria-label="State">
        <ul className={row.row}>
          {stages.map((stage) => (
            <li key={stage ?? 'all'}>
              <a
                href={storyFilterPath(filter, { stage, show: null })}
                aria-current={filter.stage === stage && !filter.show ? 'true' : undefined}
              >
                {stage ? stageLabel[stage] : 'All'}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form action="/admin/articles" className={styles.search}>
        <label htmlFor="q">Search headlines</label>
        <div>
          <input id="q" name="q" type="search" defaultValue={filter.q} maxLength={200} />
          {filter.stage ? <input type="hidden" name="state" value={filter.stage} /> : null}
          {filter.sort === 'changed' ? null : <input type="hidden" name="sort" value={filter.sort} />}
          <button type="submit">Search</button>
        </div>
      </form>
    </div>
  )
}
