import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { Section } from '@/components/section'
import { SiteFrame } from '@/components/site-frame'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { tagPath } from '@/modules/tags/paths'
import { listPublishedTags } from '@/modules/tags/published'
import { TAG_TYPES, tagTypeLabel } from '@/modules/tags/tag-types'
import { reading } from '../_parts/reading'
import { unavailable } from '../_parts/status-answers'
import styles from './tags.module.css'

export const revalidate = false

export const generateMetadata = (): Metadata =>
  pageMetadata({
    title: 'Tags',
    description: 'Everything our stories are about: areas, organisations, themes, outcomes and stages of an inspection.',
    path: '/tags',
  })

export default async function TagsPage() {
  const read = await reading('the tags', listPublishedTags)
  if (!read.available) return unavailable()
  await tagPage([pageTag.vocabulary])
  const tags = read.value
  const groups = TAG_TYPES.map((type) => ({ type, tags: tags.filter((tag) => tag.type === type) })).filter((group) => group.tags.length > 0)
  return (
    <SiteFrame section="tags" isSectionIndex>
      <PageHead title="Tags">
        <p>{groups.length === 0 ? 'No story carries a tag yet.' : 'Everything our stories are about. The number says how many stories.'}</p>
      </PageHead>
      <div className={styles.groups}>
        {groups.map((group) => (
          <Section key={group.type} id={`type-${group.type}`} title={tagTypeLabel[group.type].many}>
            <ul className={styles.tags}>
              {group.tags.map((tag) => (
                <li key={tag.slug}>
                  <a href={tagPath(tag.slug)}>{tag.label}</a>
                  <span className="tabular">
                    {tag.articleCount}
                    <span className="visually-hidden">{tag.articleCount === 1 ? ' story' : ' stories'}</span>
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
    </SiteFrame>
  )
}
