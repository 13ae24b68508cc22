import type { Metadata } from 'next'
import { can } from '@/modules/access/permissions'
import { DeleteFact, FactForm } from '@/modules/articles/components/facts/fact-form'
import { FactStories } from '@/modules/articles/components/facts/fact-stories'
import { getFact } from '@/modules/articles/queries/facts'
import { requireActor } from '@/modules/auth/session'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import styles from '../../tags/[slug]/tag.module.css'

export const metadata: Metadata = { title: 'Edit fact' }

type Asked = { done?: string | string[]; stories?: string | string[] }
type Props = { params: Promise<{ slug: string }>; searchParams: Promise<Asked> }

/** One fact, and the stories that show it. */
export default async function FactPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const { slug } = await params
  const fact = await getFact(actor, slug, new Date()).catch((error: unknown) => ({ error }))
  if ('error' in fact) return <Refused error={fact.error} />
  const mayChange = can(actor, 'record.edit')
  const live = fact.stories.filter((story) => story.live).length
  return (
    <AdminPage
      title={fact.label}
      lead={
        live === 0 ? 'No live story shows it.' : `Shown in ${live} live ${live === 1 ? 'story' : 'stories'}: a new value is there at once.`
      }
      aside={<a href="/admin/facts">All facts</a>}
    >
      <Done asked={await searchParams} />
      <div className={styles.grid}>
        <div>
          <FactForm key={fact.version} fact={fact} readOnly={!mayChange} />
          {mayChange && fact.stories.length === 0 ? <DeleteFact slug={fact.slug} version={fact.version} /> : null}
        </div>
        <aside className={styles.usage} aria-label="Where it is shown">
          <section>
            <h2>Stories</h2>
            <FactStories stories={fact.stories} />
          </section>
        </aside>
      </div>
    </AdminPage>
  )
}

function Done({ asked: { done, stories } }: { asked: Asked }) {
  if (done !== 'created' && done !== 'saved') return null
  const shown = Number(stories)
  const where = shown > 0 ? ` Readers see it in ${shown} live ${shown === 1 ? 'story' : 'stories'}.` : ''
  return (
    <p className={styles.done} role="status">
      {done === 'created' ? 'The fact is entered. Insert it from the editor: Fact, in the formatting bar.' : `The fact is saved.${where}`}
    </p>
  )
}
