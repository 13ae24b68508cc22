'use client'
import type { ChangedList, LinkRef } from '@/modules/related/forecast'
import { forecastSentence } from '@/modules/related/forecast'
import type { State } from '@/modules/workflow/states'
import styles from './related-panel.module.css'
import type { ForecastAnswer } from './use-forecast'

/** Lists named at once: the first ones are those that gain or lose a link. */
const SHOWN = 40

/** 'leaving': a live story that is about to be withdrawn. */
type Acted = State | 'leaving'
const ACT: Record<Acted, string> = {
  draft: 'If you publish this:',
  live: 'If you publish these changes:',
  withdrawn: 'If you make it live again:',
  leaving: 'If you withdraw this:',
}

type ForecastLineAnswer = Omit<ForecastAnswer, 'recount'>

/** "If you publish this": one line until it is opened. What was counted last stays while it is counted again. */
export function ForecastLine({ forecast: answer, state }: { forecast: ForecastLineAnswer; state: Acted }) {
  const { forecast, problem, counting } = answer
  if (!answer.wanted) return null
  const own = forecast?.number ?? null
  const sentence = problem ? 'it cannot be counted yet.' : forecast ? forecastSentence(forecast, own) : ''
  return (
    <div className={styles.forecast}>
      <details open={answer.opened} onToggle={(event) => answer.open(event.currentTarget.open)}>
        <summary id="forecast" aria-busy={counting}>
          <b>{ACT[state]}</b> <span className={counting ? styles.old : undefined}>{sentence || 'counting…'}</span>
        </summary>
        {problem ? <p className={styles.parts}>{problem}.</p> : null}
        {forecast ? <Lists changed={forecast.changed} own={own} /> : null}
        {forecast && (state === 'draft' || state === 'withdrawn') && !linksTo(forecast.changed, own) ? (
          <p>No other story would link to this one: readers of other stories would not find it there.</p>
        ) : null}
        {forecast ? <p className={styles.parts}>{countedWords(forecast.counted, forecast.all)}</p> : null}
      </details>
      {/* Not inside the summary: what stands in a button is not announced. */}
      <p className="visually-hidden" role="status">
        {counting || !sentence ? '' : `${ACT[state]} ${sentence}`}
      </p>
    </div>
  )
}

function Lists({ changed, own }: { changed: readonly ChangedList[]; own: number | null }) {
  if (changed.length === 0) return null
  const more = changed.length - SHOWN
  return (
    <>
      <ul aria-label="Lists that change">
        {changed.slice(0, SHOWN).map((list) => (
          <Changed key={list.number} list={list} own={own} />
        ))}
      </ul>
      {more > 0 ? <p className={styles.parts}>And {more} more.</p> : null}
    </>
  )
}

const countedWords = (counted: number, all: boolean): string =>
  `${counted === 1 ? '1 list was' : `${counted.toLocaleString('en-GB')} lists were`} worked out${all ? '.' : '; older ones were not.'}`

const linksTo = (changed: readonly ChangedList[], own: number | null): boolean =>
  changed.some(({ after }) => after.some((link) => link.number === own))

function Changed({ list, own }: { list: ChangedList; own: number | null }) {
  const named = (link: LinkRef) => (link.number === own ? 'this story' : `“${link.headline}”`)
  return (
    <li>
      <a href={`/news/${list.slug}`} target="_blank" rel="noreferrer">
        {list.headline}
      </a>
      {list.gains.map((link) => (
        <p key={`g${link.number}${link.url}`} className={styles.parts}>
          <b>Gains</b> {named(link)}
        </p>
      ))}
      {list.loses.map((link) => (
        <p key={`l${link.number}${link.url}`} className={styles.parts}>
          <b>Loses</b> {named(link)}
        </p>
      ))}
      {list.gains.length + list.loses.length === 0 ? <p className={styles.parts}>The same links in another order</p> : null}
    </li>
  )
}
