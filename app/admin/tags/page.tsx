import type { Metadata } from 'next'
import buttons from '@/components/button.module.css'
import { cleanLine } from '@/lib/text'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import type { PickerTag } from '@/modules/tags/match'
import { listTags, listTagsForPicker } from '@/modules/tags/queries'
import { isTagType, TAG_TYPES, type TagType, tagTypeLabel } from '@/modules/tags/tag-types'
import type { TagListItem } from '@/modules/tags/views'
import { ProposalList } from '@/modules/vocabulary/components/proposal-list'
import { listProposals } from '@/modules/vocabulary/queries/proposals'
import type { OpenProposal } from '@/modules/vocabulary/views'
import { AdminPage } from '../_parts/admin-page'
import styles from '../_parts/list.module.css'
import { TagsNav } from './_parts/tags-nav'

export const metadata: Metadata = { title: 'Tags' }

type Props = { searchParams: Promise<{ q?: string | string[]; type?: string | string[] }> }
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))

/** The vocabulary by type, with what each tag is used for. */
export default async function TagsPage({ searchParams }: Props) {
  const actor = await requireActor()
  const asked = await searchParams
  const type = isTagType(one(asked.type)) ? (one(asked.type) as TagType) : undefined
  const q = cleanLine(
    one(asked.q)
      .replace(/\p{Surrogate}/gu, '')
      .slice(0, 200),
  )
  const decides = can(actor, 'tag.create')
  const [tags, proposals] = await Promise.all([
    listTags(actor, { q, ...(type && { type }) }),
    decides ? listProposals(actor, new Date()) : [],
  ])
  return (
    <AdminPage
      title="Tags"
      lead={`${tags.length} ${tags.length === 1 ? 'tag' : 'tags'}`}
      aside={
        <>
          <a className={buttons.quiet} href="/admin/storylines">
            Storylines
          </a>{' '}
          {can(actor, 'tag.create') ? (
            <a className={buttons.solid} href="/admin/tags/new">
              New tag
            </a>
          ) : null}
        </>
      }
    >
      {can(actor, 'tag.edit') ? <TagsNav here="tags" /> : null}
      {proposals.length > 0 ? <Proposed proposals={proposals} tags={await listTagsForPicker(actor)} /> : null}
      <form action="/admin/tags" className={styles.search}>
        <div>
          <span>
            <label htmlFor="q">Label or other name</label>
            <br />
            <input id="q" name="q" type="search" defaultValue={q} maxLength={200} />
          </span>
          <span>
            <label htmlFor="type">Type</label>
            <br />
            <select id="type" name="type" defaultValue={type ?? ''}>
              <option value="">All types</option>
              {TAG_TYPES.map((each) => (
                <option key={each} value={each}>
                  {tagTypeLabel[each].many}
                </option>
              ))}
            </select>
          </span>
          <button type="submit">Filter</button>
        </div>
      </form>
      {tags.length === 0 ? <p className={styles.none}>No tag matches. Try fewer letters, or all types.</p> : null}
      {TAG_TYPES.map((each) => (
        <TagGroup key={each} type={each} tags={tags.filter((tag) => tag.type === each)} />
      ))}
    </AdminPage>
  )
}

/** Tags that people would like to have: first, since somebody waits. */
function Proposed({ proposals, tags }: { proposals: OpenProposal[]; tags: PickerTag[] }) {
  return (
    <section id="proposed" aria-labelledby="proposed-tags">
      <h2 id="proposed-tags">Proposed tags</h2>
      <ProposalList proposals={proposals} tags={tags.map(({ id, slug, label, type, aliases }) => ({ id, slug, label, type, aliases }))} />
    </section>
  )
}

function TagGroup({ type, tags }: { type: TagType; tags: TagListItem[] }) {
  if (tags.length === 0) return null
  return (
    <section className={styles.group} aria-labelledby={`type-${type}`}>
      <h2 id={`type-${type}`}>
        {tagTypeLabel[type].many} ({tags.length})
      </h2>
      <table className={styles.table}>
        <caption className="visually-hidden">{tagTypeLabel[type].many}</caption>
        <thead>
          <tr>
            <th scope="col">Tag</th>
            <th scope="col">Broader</th>
            <th scope="col">Live stories</th>
            <th scope="col">Drafts and withdrawn</th>
            <th scope="col">Relates</th>
          </tr>
        </thead>
        <tbody>
          {tags.map((tag) => (
            <tr key={tag.id}>
              <th scope="row">
                <a href={`/admin/tags/${tag.slug}`}>{tag.label}</a>
                {tag.retired ? <span className={styles.aliases}>Retired</span> : null}
                {tag.aliases.length > 0 ? <span className={styles.aliases}>{tag.aliases.slice(0, 3).join(', ')}</span> : null}
              </th>
              <td data-label="Broader">{tag.broaderLabel ?? '–'}</td>
              <td data-label="Live stories">{tag.live}</td>
              <td data-label="Drafts and withdrawn">{tag.notLive}</td>
              <td data-label="Relates">
                {tag.doNotRelate ? 'Does not relate' : tag.points === null ? 'Once it is used' : `${tag.points} points`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
