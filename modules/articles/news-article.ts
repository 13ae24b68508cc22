/** A story as schema.org's NewsArticle, for search engines. */
import { publicAddress, shortened } from '@/lib/page-metadata'
import { commonFile } from '@/modules/media/picture-files'
import { tagPath } from '@/modules/tags/paths'
import { CORRECTION_LABELS, type PublishedCorrection } from './correction-words'
import { articlePath, CORRECTIONS_PATH } from './paths'
import { leadOf } from './pictures'
import type { PublishedStory } from './views'

const HEADLINE_MAX_CHARACTERS = 110
/** "Throughline newsdesk", "The data desk": a byline of several people, none of them named. */
const DESK = /desk$/i

/** A continuing story that this one is part of: a storyline. */
type Series = { slug: string; label: string; summary: string }

/** `dateModified` moves only when readers were told of a change: a mended comma is not news. */
export function newsArticle(story: PublishedStory, partOf: readonly Series[] = []): Record<string, unknown> {
  const publisher = {
    '@type': 'NewsMediaOrganization',
    name: 'Throughline',
    url: publicAddress('/'),
    correctionsPolicy: publicAddress(CORRECTIONS_PATH),
  }
  const areas = story.tags.filter((tag) => tag.own && tag.type === 'area')
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: shortened(story.headline, HEADLINE_MAX_CHARACTERS),
    description: story.standfirst || undefined,
    url: publicAddress(articlePath(story.slug)),
    mainEntityOfPage: publicAddress(articlePath(story.slug)),
    datePublished: story.firstPublishedAt.toISOString(),
    dateModified: (story.readersToldAt ?? story.firstPublishedAt).toISOString(),
    inLanguage: 'en-GB',
    author: story.byline === '' ? publisher : { '@type': DESK.test(story.byline) ? 'Organization' : 'Person', name: story.byline },
    publisher,
    isAccessibleForFree: true,
    keywords: story.tags.filter((tag) => tag.own).map((tag) => tag.label),
    about: areas.length === 0 ? undefined : areas.map((area) => ({ '@type': 'Place', name: area.label })),
    correction: story.corrections.length === 0 ? undefined : story.corrections.map(correctionComment),
    isPartOf: partOf.length === 0 ? undefined : partOf.map(seriesOf),
    citation: story.sourceUrl ?? undefined,
    image: imageOf(story),
  }
}

/** schema.org: a comment that corrects a work. */
const correctionComment = ({ kind, wording, at }: PublishedCorrection): Record<string, unknown> => ({
  '@type': 'CorrectionComment',
  name: CORRECTION_LABELS[kind],
  text: wording,
  datePublished: at.toISOString(),
})

/** The lead picture as an ImageObject. */
function imageOf(story: PublishedStory): Record<string, unknown> | undefined {
  const lead = leadOf(story)
  if (!lead) return undefined
  const { path, width, height } = commonFile(lead.picture)
  return { '@type': 'ImageObject', url: publicAddress(path), width, height, creditText: lead.picture.credit || undefined }
}

const seriesOf = ({ slug, label, summary }: Series): Record<string, unknown> => ({
  '@type': 'CreativeWorkSeries',
  name: label,
  url: publicAddress(tagPath(slug)),
  description: summary || undefined,
})
