import type { Metadata } from 'next'
import { Pager } from '@/components/pager'
import { londonDay } from '@/lib/dates'
import { CORRECTION_LABELS } from '@/modules/articles/correction-words'
import { adminArticlePath } from '@/modules/articles/paths'
import { requireActor } from '@/modules/auth/session'
import { RegisterDecision } from '@/modules/corrections/components/register-decision'
import { SAT_WORDS } from '@/modules/corrections/prominence'
import { listCorrections } from '@/modules/corrections/queries'
import type { RegisteredCorrection } from '@/modules/corrections/views'
import { AdminPage } from '../_parts/admin-page'
import styles from './register.module.css'

export const metadata: Metadata = { title: 'Corrections' }

type Props = { searchParams: Promise<{ page?: string | string[] }> }

const pageAddress = (page: number): string => (page === 1 ? '/admin/corrections' : `/admin/corrections?page=${page}`)

/** The register: what was said to be wrong, what readers were told and where it stands; what waits for a decision first. */
export default async function CorrectionsRegisterPage({ searchParams }: Props) {
  const actor = await requireActor()
  const wanted = Number((await searchParams).page)
  const { items, total, open, page, pages, mayCorrect } = await listCorrections(
    actor,
    { page: Number.isInteger(wanted) && wanted > 1 && wanted < 10_000 ? wanted : 1 },
    new Date(),
  )
  return (
    <AdminPage title="Corrections" lead={open === 1 ? 'One complaint waits' : `${open} complaints wait`}>
      {total === 0 ? (
        <p className={styles.none}>Nothing has been corrected yet. A problem is reported from the Workflow panel of its story.</p>
      ) : null}
      <ol className={styles.register}>
        {items.map((item) => (
          <Registered key={item.id} item={item} decides={mayCorrect} />
        ))}
      </ol>
      <Pager page={page} pages={pages} label="Pages of the register" address={pageAddress} previous="Newer" next="Older" />
    </AdminPage>
  )
}

const MARKS: Record<RegisteredCorrection['state'], string> = { open: 'Open', published: 'Published', closed: 'Closed' }

function Registered({ item, decides }: { item: RegisteredCorrection; decides: boolean }) {
  const { state, story, complaint, wording, kind, place, seriousness, sat, publishedAt, closedNote } = item
  return (
    <li id={`correction-${item.id}`}>
      <p className={styles.state}>
        {MARKS[state]} · {dayOf(item)}
      </p>
      <h2>
        <a href={`${adminArticlePath(story.id)}?panel=workflow`}>{story.headline}</a>
      </h2>
      {state === 'published' ? (
        <p>
          <b>{CORRECTION_LABELS[kind]}</b> {place === 'top' ? 'above' : 'after'} the text{publishedAt ? '' : ', not published'}: {wording}
        </p>
      ) : null}
      {closedNote ? <p>Closed without a correction: {closedNote}</p> : null}
      {complaint && state !== 'open' ? <p className={styles.soft}>What was said: {complaint}</p> : null}
      {state === 'published' ? (
        <p className={styles.soft}>
          {seriousness}, in {SAT_WORDS[sat]}
        </p>
      ) : null}
      {state === 'open' ? <RegisterDecision complaint={item} story={story} decides={decides} /> : null}
      {story.state === 'withdrawn' ? <p className={styles.soft}>The story is withdrawn: readers see none of this.</p> : null}
    </li>
  )
}

const dayOf = ({ createdAt, publishedAt, closedAt, createdByName }: RegisteredCorrection): string =>
  `${londonDay(publishedAt ?? closedAt ?? createdAt)}, ${createdByName}`
