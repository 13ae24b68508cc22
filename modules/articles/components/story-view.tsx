import type { ReactNode } from 'react'
import { Prose } from '@/components/prose'
import { londonTime, londonWeekday } from '@/lib/dates'
import { StoryPicture } from '@/modules/media/components/story-picture'
import { placedCorrections } from '../correction-words'
import { explainWords } from '../explained-words'
import { leadOf } from '../pictures'
import type { PublishedStory } from '../views'
import { StoryBody } from './story-body'
import { CorrectionLog, CorrectionNotes } from './story-corrections'
import styles from './story-view.module.css'
import { StoryWords } from './story-words'

type StoryViewProps = {
  story: PublishedStory
  /** What readers must know before they read on. */
  notice?: ReactNode
  /** The fact box from the record, where the story reports one inspection. */
  record?: ReactNode
  /** Where a tag's page is. */
  tagHref: (slug: string) => string
}

/** Published and, once readers were told of a change, updated: London time in words. */
function When({ at }: { at: Date }) {
  return (
    <time dateTime={at.toISOString()}>
      {londonWeekday(at)}, {londonTime(at)}
    </time>
  )
}

function StoryDates({ story }: { story: PublishedStory }) {
  return (
    <div className={styles.dates}>
      {story.byline === '' ? null : <p>By {story.byline}</p>}
      <p>
        Published <When at={story.firstPublishedAt} />
      </p>
      {story.readersToldAt ? (
        <p>
          Updated <When at={story.readersToldAt} />
        </p>
      ) : null}
    </div>
  )
}

/** The site's own name of where a story's facts come from: the host, without www. */
function sourceName(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url
}

/** Whether the story's own words link to the address already: then it need not be named a second time. */
const namesAddress = (story: PublishedStory, url: string): boolean => JSON.stringify(story.body).includes(JSON.stringify(url))

function StoryTags({ story, tagHref }: Pick<StoryViewProps, 'story' | 'tagHref'>) {
  const own = story.tags.filter((tag) => tag.own)
  if (own.length === 0) return null
  return (
    <section className={styles.tags} aria-labelledby="story-tags">
      <h2 id="story-tags">More about</h2>
      <ul>
        {own.map((tag) => (
          <li key={tag.id}>
            <a href={tagHref(tag.slug)}>{tag.label}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The picture at the head of the words, while it may be shown. It is above the fold: nothing waits for it. */
function LeadPicture({ story }: { story: PublishedStory }) {
  const lead = leadOf(story)
  return lead ? <StoryPicture {...lead} eager /> : null
}

/** A live story as readers see it: head, dates, record, words, tags. The related list follows it on the page. */
export function StoryView({ story, notice, record, tagHref }: StoryViewProps) {
  const areas = story.tags.filter((tag) => tag.own && tag.type === 'area')
  const { top, log } = placedCorrections(story.corrections)
  const { body, words } = explainWords(story)
  return (
    <article className={`wrap ${styles.story}`}>
      <header className={styles.head}>
        {areas.length > 0 && areas.length <= 3 ? (
          <p className={styles.kicker}>
            {areas.map((area) => (
              <a key={area.id} href={tagHref(area.slug)}>
                {area.label}
              </a>
            ))}
          </p>
        ) : null}
        <h1>{story.headline}</h1>
        {story.standfirst === '' ? null : <p className={styles.stand}>{story.standfirst}</p>}
        {notice}
      </header>
      <StoryDates story={story} />
      {record ? <div className={styles.record}>{record}</div> : null}
      <div className={styles.text}>
        <CorrectionNotes corrections={top} />
        <Prose>
          <LeadPicture story={story} />
          <StoryBody body={body} pictures={story.pictures} />
        </Prose>
        {story.sourceUrl && !namesAddress(story, story.sourceUrl) ? (
          <section className={styles.sources} aria-labelledby="story-source">
            <h2 id="story-source">Source</h2>
            <p>
              <a href={story.sourceUrl} rel="noopener">
                {sourceName(story.sourceUrl)}
              </a>
            </p>
          </section>
        ) : null}
        <CorrectionLog corrections={log} />
      </div>
      <StoryTags story={story} tagHref={tagHref} />
      {words.length > 0 ? (
        <div className={styles.words}>
          <StoryWords words={words} />
        </div>
      ) : null}
    </article>
  )
}
