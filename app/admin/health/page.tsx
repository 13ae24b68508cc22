import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { londonDay, londonTime } from '@/lib/dates'
import type { ScheduleHealth } from '@/modules/articles/queries/schedule-health'
import { scheduleWords } from '@/modules/articles/schedule-health'
import { requireActor } from '@/modules/auth/session'
import { type NewsroomHealth, readNewsroomHealth } from '@/modules/editor/queries/newsroom-health'
import { EngineLight } from '@/modules/related/components/engine-light'
import { RebuildForm } from '@/modules/related/components/rebuild-form'
import { durationWords } from '@/modules/related/engine-state'
import type { EngineHealth } from '@/modules/related/queries/engine-health'
import { bulkPath } from '@/modules/vocabulary/bulk-paths'
import type { BulkStalled } from '@/modules/vocabulary/bulk-views'
import { AdminPage } from '../_parts/admin-page'
import { Refused } from '../_parts/refused'
import styles from './health.module.css'

export const dynamic = 'force-dynamic'
export const metadata: Metadata = { title: 'Health' }

/** How the newsroom stands, as far as it can be read from inside. */
export default async function HealthPage() {
  const actor = await requireActor()
  try {
    return <Health health={await readNewsroomHealth(actor, new Date())} />
  } catch (error) {
    return <Refused error={error} />
  }
}

const counted = (count: number): string => count.toLocaleString('en-GB')

function sizeWords(bytes: number): string {
  const megabytes = bytes / 1_048_576
  return megabytes >= 1_024 ? `${(megabytes / 1_024).toFixed(1)} GB` : `${megabytes.toFixed(1)} MB`
}

function When({ at, never = 'Not yet' }: { at: Date | null; never?: string }) {
  if (at === null) return never
  return (
    <time dateTime={at.toISOString()}>
      {londonDay(at)}, {londonTime(at)}
    </time>
  )
}

function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function engineFacts(engine: EngineHealth): [string, ReactNode][] {
  const { heartbeatAgeSeconds, eventsWaiting, lagSeconds, liveStories, recordedStories } = engine
  return [
    ['Last sign of life', heartbeatAgeSeconds === null ? 'None yet' : `${durationWords(heartbeatAgeSeconds)} ago`],
    ['Events that wait', eventsWaiting === 0 ? 'None' : `${counted(eventsWaiting)}, the oldest for ${durationWords(lagSeconds)}`],
    ['Newest entry', <When key="record" at={engine.newestRecordAt} />],
    ['Newest change of a list', <When key="change" at={engine.newestChangeAt} />],
    ['Lists on record', `${counted(recordedStories)} of ${counted(liveStories)} live stories`],
    ['Last check of the postings', <When key="check" at={engine.lastCheckAt} />],
    ['Disagreements found then', engine.lastCheckAt === null ? 'Not counted yet' : `${counted(engine.disagreements)}, mended at once`],
    ['Last rebuild', <When key="rebuild" at={engine.lastRebuildAt} never="Never" />],
    ['Failures in a row', counted(engine.failures)],
    ['Last failure', <When key="failure" at={engine.lastErrorAt} never="None" />],
    ...(engine.alarmSentAt === null ? [] : [['Alarm sent', <When key="alarm" at={engine.alarmSentAt} />] as [string, ReactNode]]),
  ]
}

function scheduleFacts({ heartbeatAgeSeconds, waiting, nextAt, late, failed }: ScheduleHealth): [string, ReactNode][] {
  return [
    ['Last look', heartbeatAgeSeconds === null ? 'None yet' : `${durationWords(heartbeatAgeSeconds)} ago`],
    ['Times that wait', waiting === 0 ? 'None' : counted(waiting)],
    ['The next', <When key="next" at={nextAt} never="None" />],
    ['Missed', counted(late)],
    ['Failed, not yet seen to', counted(failed)],
  ]
}

/** What stopped in the middle: who asked for what, what went wrong, and where to put it right. */
function Stalled({ stalled }: { stalled: BulkStalled[] }) {
  return (
    <section aria-labelledby="stalled">
      <h2 id="stalled">Tags of many stories</h2>
      <ul className={styles.stalled}>
        {stalled.map(({ id, words, failure, by, at }) => (
          <li key={id}>
            A change that {by} asked for, of {words}, stopped
            {at ? (
              <>
                {' '}
                on <When at={at} />
              </>
            ) : null}
            : {failure}.{' '}
            <a href={bulkPath(id)}>
              See which, and put it right<span className="visually-hidden">: {words}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Health({ health: { engine, schedules, stalled, database, pageCache, mail, mayRebuild } }: { health: NewsroomHealth }) {
  return (
    <AdminPage title="Health" lead="How the newsroom stands, as far as it can be seen from inside.">
      <div className={styles.page}>
        <section aria-labelledby="related">
          <h2 id="related">Related news</h2>
          <p className={styles.state}>
            <EngineLight state={engine.state} /> <span>{engine.sentence}</span>
          </p>
          <p className={styles.soft}>
            Pages ask the engine itself: their lists are right in every state. The log, the map and the forecasts rest on the record.
          </p>
          <Facts facts={engineFacts(engine)} />
          {engine.lastError ? (
            <details>
              <summary>What the last failure said</summary>
              <pre className={styles.error}>{engine.lastError}</pre>
            </details>
          ) : null}
          {mayRebuild ? <RebuildForm rebuild={engine.rebuild} /> : null}
        </section>
        <section aria-labelledby="schedules">
          <h2 id="schedules">Times</h2>
          <p className={styles.state}>{scheduleWords[schedules.state]}</p>
          <Facts facts={scheduleFacts(schedules)} />
          {schedules.late + schedules.failed > 0 ? (
            <p>
              <a href="/admin/calendar">Put them right in the calendar</a>
            </p>
          ) : null}
        </section>
        {stalled.length > 0 ? <Stalled stalled={stalled} /> : null}
        <section aria-labelledby="database">
          <h2 id="database">Database</h2>
          <Facts
            facts={[
              ['PostgreSQL', database.version],
              ['Size', sizeWords(database.bytes)],
              ['Migrations', `${counted(database.migrations)}, the newest ${database.newestMigration}`],
              ['Pages kept ready', `${counted(pageCache.pages)}, ${sizeWords(pageCache.bytes)}`],
            ]}
          />
        </section>
        <section aria-labelledby="outside">
          <h2 id="outside">Mail and backups</h2>
          <Facts
            facts={[
              ['Mail goes by', mail ?? 'Ask an editor'],
              ['Backups', 'Not seen from here: they are made with “cms backup” and kept elsewhere'],
            ]}
          />
        </section>
      </div>
    </AdminPage>
  )
}
