import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { cleanLine } from '@/lib/text'
import { can } from '@/modules/access/permissions'
import { requireActor } from '@/modules/auth/session'
import { findTagSlug, getTag, listTagsForPicker } from '@/modules/tags/queries'
import type { TagDetail } from '@/modules/tags/views'
import { MergeFields, RenameFields, RetireFields, SplitFields, type TagChoice } from '@/modules/vocabulary/components/change-fields'
import type { ChangeAct } from '@/modules/vocabulary/components/change-form'
import { hasFixedAddress } from '@/modules/vocabulary/merging'
import { listStoriesToSplit } from '@/modules/vocabulary/queries/operations'
import { AdminPage } from '../../../_parts/admin-page'
import list from '../../../_parts/list.module.css'
import { Refused } from '../../../_parts/refused'

export const metadata: Metadata = { title: 'Change a tag' }

type Asked = string | string[] | undefined
type Props = { params: Promise<{ slug: string; change: string }>; searchParams: Promise<{ into?: Asked; q?: Asked; with?: Asked }> }
const one = (value: Asked) =>
  cleanLine((Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).replace(/\p{Surrogate}/gu, '').slice(0, 200))

const TITLES: Record<ChangeAct, { title: (label: string) => string; lead: string }> = {
  merge: { title: (label) => `Merge “${label}” into another tag`, lead: 'For two tags that mean the same.' },
  rename: { title: (label) => `Rename “${label}”`, lead: 'Its stories keep it, under the new name.' },
  retire: { title: (label) => `Retire “${label}”`, lead: 'For a tag that no new story should take. Stories that carry it keep it.' },
  split: { title: (label) => `Split “${label}”`, lead: 'For a tag that came to mean two things.' },
}
const isAct = (value: string): value is ChangeAct => Object.hasOwn(TITLES, value)

/** Merging, renaming, retiring or splitting one tag: what it does is shown before it is done. */
export default async function ChangePage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const { slug, change } = await params
  if (!isAct(change)) notFound()
  const asked = await searchParams
  const current = await findTagSlug(actor, slug)
  if (current !== null && current !== slug) redirect(`/admin/tags/${current}/${change}`)
  const [tag, all] = await Promise.all([getTag(actor, slug).catch((error: unknown) => ({ error })), listTagsForPicker(actor)])
  if ('error' in tag) return <Refused error={tag.error} />
  const { title, lead } = TITLES[change]
  const filter = { words: one(asked.q), withSlug: one(asked.with) }
  const choices = all.filter((other) => other.slug !== tag.slug).map(({ slug: name, label, type }) => ({ slug: name, label, type }))
  return (
    <AdminPage title={title(tag.label)} lead={lead} aside={<a href={`/admin/tags/${tag.slug}`}>Back to the tag</a>}>
      {!can(actor, 'tag.edit') ? (
        <p>Only tag editors, editors and admins change tags. Ask one of them.</p>
      ) : change === 'split' ? (
        <Split
          tag={tag}
          choices={choices}
          filter={filter}
          chosen={one(asked.into)}
          found={await listStoriesToSplit(actor, tag.id, filter)}
        />
      ) : (
        <Fields change={change} tag={tag} choices={choices} chosen={one(asked.into)} />
      )}
    </AdminPage>
  )
}

type FieldsProps = { change: Exclude<ChangeAct, 'split'>; tag: TagDetail; choices: TagChoice[]; chosen: string }

function Fields({ change, tag, choices, chosen }: FieldsProps) {
  const sameType = choices.filter((choice) => choice.type === tag.type)
  if (change === 'merge') return <MergeFields tag={tag} choices={sameType} chosen={chosen} />
  if (change === 'retire') return <RetireFields tag={tag} choices={choices} chosen={chosen} />
  return <RenameFields tag={tag} fixed={hasFixedAddress(tag.type)} />
}

type SplitProps = {
  tag: TagDetail
  choices: TagChoice[]
  chosen: string
  filter: { words: string; withSlug: string }
  found: Awaited<ReturnType<typeof listStoriesToSplit>>
}

function Split({ tag, choices, chosen, filter, found }: SplitProps) {
  return (
    <>
      <search>
        <form action={`/admin/tags/${tag.slug}/split`} className={list.search}>
          <div>
            <span>
              <label htmlFor="q">Words of the headline</label>
              <br />
              <input id="q" name="q" type="search" defaultValue={filter.words} maxLength={200} />
            </span>
            <span>
              <label htmlFor="with">That carry the tag</label>
              <br />
              <select id="with" name="with" defaultValue={filter.withSlug}>
                <option value="">Any</option>
                {choices.map((choice) => (
                  <option key={choice.slug} value={choice.slug}>
                    {choice.label}
                  </option>
                ))}
              </select>
            </span>
            <button type="submit">Narrow the list</button>
          </div>
        </form>
      </search>
      {found.total === 0 ? (
        <p className={list.none}>No story of this tag matches.</p>
      ) : (
        <SplitFields tag={tag} choices={choices} chosen={chosen} stories={found.items} total={found.total} />
      )}
    </>
  )
}
