import type { Metadata } from 'next'
import { FindForm } from '@/components/find-form'
import { PageHead } from '@/components/page-head'
import { SiteFrame } from '@/components/site-frame'
import { londonIsoDay, londonWeekday } from '@/lib/dates'
import styles from './status-pages.module.css'

export const missingMetadata: Metadata = { title: 'Page not found – Throughline', robots: { index: false } }
export const unavailableMetadata: Metadata = { title: 'Not available for the moment – Throughline', robots: { index: false } }
/** For a page made for each request: lib/public-html.mjs takes the status from here. A cached page has its mark instead. */
export const unavailableNowMetadata: Metadata = { ...unavailableMetadata, other: { 'http-status': '503' } }
export const goneMetadata: Metadata = { title: 'Story withdrawn – Throughline', robots: { index: false } }

/** 404: what happened, and two ways on. */
export function MissingPage() {
  return (
    <SiteFrame>
      <PageHead title="Page not found">
        <p>There is nothing at this address. If you typed it, check the spelling; if you followed a link, the page may have moved.</p>
      </PageHead>
      <WaysOn />
    </SiteFrame>
  )
}

/** 410: when the story was withdrawn and why. No word of the story itself. */
export function GonePage({ withdrawnAt, reason }: { withdrawnAt: Date; reason: string }) {
  return (
    <SiteFrame section="news">
      <PageHead title="This story was withdrawn">
        <p>
          We withdrew it on <time dateTime={londonIsoDay(withdrawnAt)}>{londonWeekday(withdrawnAt)}</time>.
        </p>
        {reason === '' ? null : <p>{reason}</p>}
      </PageHead>
      <p className={styles.on}>
        <a href="/news">Read the latest news</a>
      </p>
    </SiteFrame>
  )
}

/** 503: the database cannot be asked, and no copy of the page is at hand. */
export function UnavailablePage() {
  return (
    <SiteFrame>
      <PageHead title="Not available for the moment">
        <p>We cannot fetch this page just now. Nothing is wrong with the address: please try again in a minute.</p>
      </PageHead>
    </SiteFrame>
  )
}

/** A search and the area finder, for whoever has lost the way. */
export function WaysOn() {
  return (
    <div className={styles.ways}>
      <FindForm action="/search" label="Search the news" name="q" button="Search" id="find-news" />
      <FindForm action="/areas/find" label="Find your area" name="q" button="Show area" id="find-area" />
      <p>
        Or start from the <a href="/news">latest news</a> or the <a href="/areas">list of all areas</a>.
      </p>
    </div>
  )
}
