import type { Metadata } from 'next'
import { FindForm } from '@/components/find-form'
import { londonDay } from '@/lib/dates'
import { cleanLine } from '@/lib/text'
import { can } from '@/modules/access/permissions'
import { StatusBadge } from '@/modules/articles/components/status-badge'
import { adminArticlePath } from '@/modules/articles/paths'
import { requireActor } from '@/modules/auth/session'
import { StoryAct } from '@/modules/storylines/components/story-act'
import { StorylineDesk } from '@/modules/storylines/components/storyline-desk'
import { adminStorylinePath } from '@/modules/storylines/paths'
import { type FoundStory, findStoriesToAdd, getStoryline } from '@/modules/storylines/queries'
import type { StorylineDetail } from '@/modules/storylines/views'
import { tagPath } from '@/modules/tags/paths'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import styles from './storyline.module.css'

export const metadata: Metadata = { title: 'Storyline' }

type Asked = string | string[] | undefined
type Props = { params: Promise<{ slug: string }>; searchParams: Promise<{ done?: Asked; find?: Asked }> }
const one = (value: Asked) => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))

const DONE: Record<string, string> = {
  created: 'The storyline is created. Add its stories below.',
  saved: 'The storyline is saved.',
  added: 'The story is added, for readers too.',
  'added-unpublished': 'The story is added. Readers find it here once it is published.',
  removed: 'The story is taken out, for readers too.',
  'removed-unpublished': 'The story is taken out.',
}

/** One storyline: its words, its stories in order, and finding more. */
export default async function StorylinePage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const { slug } = await params
  const asked = await searchParams
  const words = cleanLine(
    one(asked.find)
      .replace(/\p{Surrogate}/gu, '')
      .slice(0, 200),
  )
  const storyline = await getStoryline(actor, slug).catch((error: unknown) => ({ error }))
  if ('error' in storyline) return <Refused error={storyline.error} />
  const found = await findStoriesToAdd(actor, { tagId: storyline.tagId, words })
  const readOnly = !can(actor, 'tag.edit')
  const done = DONE[one(asked.done)]
  return (
    <AdminPage title={storyline.label} lead={leadOf(storyline)} aside={<Asides storyline={storyline} />}>
      {done ? (
        <p className={styles.done} role="status">
          {done}
        </p>
      ) : null}
      <StorylineDesk key={keyOf(storyline)} storyline={storyline} readOnly={readOnly} />
      {readOnly ? null : <Find storyline={storyline} words={words} found={found} />}
    </AdminPage>
  )
}

/** A new one when something was changed elsewhere: the page starts again from what is stored. */
const keyOf = ({ version, tagVersion, members }: StorylineDetail): string =>
  [version, tagVersion, ...members.map((member) => `${member.id}${member.waiting ?? ''}`)].join()

function leadOf({ open, live, notLive }: StorylineDetail): string {
  return `${open ? 'Open' : 'Closed'}. ${live} live ${live === 1 ? 'story' : 'stories'}, and ${notLive} not live.`
}

function Asides({ storyline }: { storyline: StorylineDetail }) {
  return (
    <p className={styles.asides}>
      {storyline.live > 0 ? <a href={tagPath(storyline.slug)}>Readers’ page</a> : null}
      <a href={`/admin/tags/${storyline.slug}`}>Its tag</a>
      <a href="/admin/storylines">All storylines</a>
    </p>
  )
}

function Find({ storyline, words, found }: { storyline: StorylineDetail; words: string; found: FoundStory[] }) {
  return (
    <section className={styles.find} aria-labelledby="find-stories">
      <h2 id="find-stories">Add a story</h2>
      <p>A live story joins the line for readers at once. Its other unpublished changes stay unpublished.</p>
      <FindForm action={adminStorylinePath(storyline.slug)} label="Words of its headline" name="find" button="Find" value={words} />
      {words !== '' && found.length === 0 ? <p role="status">No other story has these words in its headline.</p> : null}
      <ul>
        {found.map((story) => (
          <li key={story.id}>
            <span>
              <a href={adminArticlePath(story.id)}>{story.headline}</a> <StatusBadge state={story.state} />
              {story.at ? <small>{londonDay(story.at)}</small> : null}
            </span>
            <StoryAct act="add" tagId={storyline.tagId} storyId={story.id} headline={story.headline} />
          </li>
        ))}
      </ul>
    </section>
  )
}
