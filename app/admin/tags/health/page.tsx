import type { Metadata } from 'next'
import { requireActor } from '@/modules/auth/session'
import styles from '@/modules/vocabulary/components/health.module.css'
import { HealthPart } from '@/modules/vocabulary/components/health-part'
import { HEALTH_SECTIONS } from '@/modules/vocabulary/health'
import { HEALTH_WORDS } from '@/modules/vocabulary/health-words'
import { readVocabularyHealth } from '@/modules/vocabulary/queries/health'
import { AdminPage } from '../../_parts/admin-page'
import { Refused } from '../../_parts/refused'
import { TagsNav } from '../_parts/tags-nav'

export const metadata: Metadata = { title: 'Health of the vocabulary' }

type Props = { searchParams: Promise<{ section?: string | string[] }> }
const PATH = '/admin/tags/health'

/** What ails the vocabulary, what is worth most first, each with a press that mends it. */
export default async function HealthPage({ searchParams }: Props) {
  const actor = await requireActor()
  const { section } = await searchParams
  const only = HEALTH_SECTIONS.find((each) => each === section) ?? null
  const health = await readVocabularyHealth(actor, only, new Date()).catch((error: unknown) => ({ error }))
  if ('error' in health) return <Refused error={health.error} />
  const { parts, proposals, tags, liveStories } = health
  return (
    <AdminPage
      title="Health of the vocabulary"
      lead={`${tags.toLocaleString('en-GB')} tags, ${liveStories.toLocaleString('en-GB')} live stories.`}
    >
      <TagsNav here="health" />
      <nav aria-label="What there is to do">
        <ul className={styles.summary}>
          {only ? (
            <li>
              <a href={PATH}>Everything</a>
            </li>
          ) : null}
          {proposals > 0 ? (
            <li>
              <a href="/admin/tags#proposals">Proposed tags ({proposals})</a>
            </li>
          ) : null}
          {parts.map(({ section: each, total }) => (
            <li key={each}>
              <a href={`#${each}`}>
                {HEALTH_WORDS[each].title} ({total.toLocaleString('en-GB')})
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {parts.map((part) => (
        <HealthPart key={part.section} part={part} all={`${PATH}?section=${part.section}`} />
      ))}
    </AdminPage>
  )
}
