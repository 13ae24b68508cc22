import type { Metadata } from 'next'
import { londonDay } from '@/lib/dates'
import { can } from '@/modules/access/permissions'
import { type PictureStory, whereUsed } from '@/modules/articles/queries/picture-uses'
import { requireActor } from '@/modules/auth/session'
import { DeletePicture, ReplacePicture, WithdrawConsent } from '@/modules/media/components/picture-acts'
import { PictureForm } from '@/modules/media/components/picture-form'
import { staffPictureFile } from '@/modules/media/picture-files'
import { getPicture } from '@/modules/media/queries'
import type { LibraryPicture } from '@/modules/media/views'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import styles from '../media.module.css'

export const metadata: Metadata = { title: 'Picture' }

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ done?: string | string[] }> }

const DONE: Record<string, string> = {
  added: 'Added. Say what it shows, so that nobody has to guess later.',
  saved: 'Saved. Live stories show the change.',
  replaced: 'Replaced everywhere.',
  withdrawn: 'The consent is withdrawn, and the picture has left every live story.',
}

/** One picture: what is known of it, where it is used, and what can be done with it. */
export default async function PicturePage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const { id } = await params
  const { done } = await searchParams
  const now = new Date()
  const picture = await getPicture(actor, id, now).catch((error: unknown) => ({ error }))
  if ('error' in picture) return <Refused error={picture.error} />
  const stories = await whereUsed(actor, picture.id, now)
  const live = stories.filter((story) => story.live).length
  const own = picture.createdById === actor.id && can(actor, 'media.add')
  const may = { edit: own || can(actor, 'media.edit'), replace: can(actor, 'media.edit') }
  return (
    <AdminPage title={picture.fileName} lead={`Added ${londonDay(picture.createdAt)} by ${picture.createdByName}.`}>
      <p>
        <a href="/admin/media">All pictures</a>
      </p>
      {typeof done === 'string' && DONE[done] ? <p role="status">{DONE[done]}</p> : null}
      {picture.fault === '' ? null : <p className={styles.fault}>Readers do not see this picture: {picture.fault}.</p>}
      <div className={styles.columns}>
        <div>
          <img
            className={styles.picture}
            src={staffPictureFile(picture.id, 960)}
            alt={picture.alt}
            width={picture.width}
            height={picture.height}
          />
          <p className={styles.soft}>
            {picture.width} by {picture.height} pixels
          </p>
          <Uses picture={picture} stories={stories} />
          {may.edit && picture.showsFamily && !picture.consentWithdrawn ? <WithdrawConsent picture={picture} live={live} /> : null}
          {may.replace ? <ReplacePicture picture={picture} live={live} /> : null}
          {may.edit && picture.uses === 0 ? <DeletePicture picture={picture} /> : null}
        </div>
        <PictureForm key={picture.version} picture={picture} readOnly={!may.edit} />
      </div>
    </AdminPage>
  )
}

function placeOf({ live, newest, state }: PictureStory): string {
  if (live) return newest ? 'Readers see it.' : 'Readers see it; the newest words are without it.'
  if (newest) return state === 'draft' ? 'In a draft.' : 'In words that readers do not have.'
  return 'In earlier versions only.'
}

function Uses({ picture, stories }: { picture: LibraryPicture; stories: PictureStory[] }) {
  return (
    <section aria-labelledby="uses" className={styles.uses}>
      <h2 id="uses">Where it is used</h2>
      {stories.length === 0 ? <p>{picture.uses === 0 ? 'In no story.' : 'In no story that you may open.'}</p> : null}
      <ul>
        {stories.map((story) => (
          <li key={story.id}>
            <a href={`/admin/articles/${story.id}`}>{story.headline || 'Story without a headline'}</a> {placeOf(story)}
          </li>
        ))}
      </ul>
    </section>
  )
}
