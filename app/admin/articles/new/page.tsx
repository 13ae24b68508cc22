import type { Metadata } from 'next'
import { NotAllowed } from '@/lib/errors'
import { can } from '@/modules/access/permissions'
import { storedForm } from '@/modules/articles/form'
import { requireActor } from '@/modules/auth/session'
import { StoryEditor } from '@/modules/editor/components/story-editor'
import { listTagsForPicker } from '@/modules/tags/queries'
import { Refused } from '../../_parts/refused'

export const metadata: Metadata = { title: 'New story' }

type Props = { searchParams: Promise<{ tag?: string | string[]; form?: string | string[] }> }
/** An address may begin a story with so many tags. */
const TAGS_BEGUN_MAX = 10

/** A story that is nowhere yet: empty, or begun with the tags and the form that the address names. */
export default async function NewStoryPage({ searchParams }: Props) {
  const actor = await requireActor()
  if (!can(actor, 'article.create'))
    return <Refused error={new NotAllowed('You may read stories, and not start one. Ask an editor or an admin.')} />
  const tags = await listTagsForPicker(actor)
  const asked = await searchParams
  const wanted = [asked.tag ?? []].flat().slice(0, TAGS_BEGUN_MAX)
  const begun = {
    form: storedForm([asked.form ?? ''].flat()[0] ?? ''),
    tags: tags.filter((tag) => wanted.includes(tag.slug)).map(({ slug, label, type }) => ({ slug, label, type })),
  }
  const publish = can(actor, 'article.publish')
  const may = {
    edit: true,
    publish,
    withdraw: can(actor, 'article.withdraw'),
    changeSlug: can(actor, 'article.change-slug'),
    createTag: can(actor, 'tag.create'),
    delete: can(actor, 'article.delete-own'),
  }
  return <StoryEditor stored={null} begun={begun} tags={tags} personId={actor.id} may={may} />
}
