'use client'
import { useState } from 'react'
import { PanelField, PanelForm } from '@/components/panel-form'
import { londonDay } from '@/lib/dates'
import { type Problem, problemOf } from '@/lib/errors'
import { CORRECTION_LABELS } from '@/modules/articles/correction-words'
import type { ActionResult } from '@/modules/auth/form-state'
import { closeCorrectionAction, reportProblemAction } from '../actions'
import { SAT_WORDS } from '../prominence'
import type { CorrectedStory, CorrectionView, StoryCorrections } from '../views'
import styles from './corrections-box.module.css'
import { type Judgement, Judging } from './judging'
import { Opener } from './opener'
import { PublishForm } from './publish-form'

/**
 * Runs an act on the story as it is stored now and says that it was done. Null when it was, else the problems of its fields.
 * `saved`: the words on the page are saved first, because the act is about them.
 */
export type Act = (said: string, call: (version: number) => Promise<ActionResult<unknown>>, saved?: 'saved') => Promise<Problem[] | null>

type BoxProps = { view: StoryCorrections; act: Act }

/** What is said to be wrong in a story, what readers were told, and what can be done. Dates may be ISO text. */
export function CorrectionsBox({ view: { corrections, story, mayReport, mayCorrect }, act }: BoxProps) {
  const open = corrections.filter((one) => one.state === 'open')
  const told = corrections.filter((one) => one.state === 'published')
  const isLive = story.state === 'live'
  return (
    <div className={styles.box}>
      {open.map((one) => (
        <Complaint key={one.id} complaint={one} story={story} decides={mayCorrect} act={act} />
      ))}
      {told.length > 0 ? (
        <ul className={styles.told}>
          {told.map((one) => (
            <li key={one.id}>
              <b>{CORRECTION_LABELS[one.kind]}</b>, {one.publishedAt ? londonDay(new Date(one.publishedAt)) : ''},{' '}
              {one.place === 'top' ? 'above' : 'after'} the text. {one.wording}
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles.acts}>
        {mayReport ? (
          <Opener button="Report a problem">{(close) => <ReportForm articleId={story.id} act={act} close={close} />}</Opener>
        ) : null}
        {mayCorrect && isLive ? (
          <Opener button="Correct this story">{(close) => <PublishForm story={story} complaint={null} act={act} close={close} />}</Opener>
        ) : null}
      </div>
    </div>
  )
}

type ComplaintProps = { complaint: CorrectionView; story: CorrectedStory; decides: boolean; act: Act }

/** One complaint that waits, and the two decisions about it. */
export function Complaint({ complaint, story, decides, act }: ComplaintProps) {
  const { createdByName, createdAt, seriousness, sat } = complaint
  return (
    <div className={styles.complaint}>
      <p>{complaint.complaint}</p>
      <p className={styles.soft}>
        {createdByName}, {londonDay(new Date(createdAt))}: {seriousness}, in {SAT_WORDS[sat]}
      </p>
      {decides ? (
        <div className={styles.acts}>
          {story.state === 'live' ? (
            <Opener button="Correct it">{(close) => <PublishForm story={story} complaint={complaint} act={act} close={close} />}</Opener>
          ) : null}
          <Opener button="Close without a correction">{(close) => <CloseForm id={complaint.id} act={act} close={close} />}</Opener>
        </div>
      ) : null}
    </div>
  )
}

function CloseForm({ id, act, close }: { id: string; act: Act; close: () => void }) {
  const [note, setNote] = useState('')
  const send = () => act('The complaint is closed.', () => closeCorrectionAction({ correctionId: id, note }))
  return (
    <PanelForm submit="Close it" shown={['note']} onSubmit={send} onDone={close} onCancel={close}>
      {(problems) => (
        <PanelField label="Why nothing is corrected" problem={problemOf(problems, 'note')}>
          {(control) => <textarea {...control} rows={3} value={note} onChange={(event) => setNote(event.target.value)} />}
        </PanelField>
      )}
    </PanelForm>
  )
}

function ReportForm({ articleId, act, close }: { articleId: string; act: Act; close: () => void }) {
  const [complaint, setComplaint] = useState('')
  const [judged, setJudged] = useState<Judgement>({ seriousness: 'minor', sat: 'body' })
  const send = () => act('It is in the register of corrections.', () => reportProblemAction({ articleId, complaint, ...judged }))
  return (
    <PanelForm submit="Report it" shown={['complaint', 'seriousness', 'sat']} onSubmit={send} onDone={close} onCancel={close}>
      {(problems) => (
        <>
          <PanelField label="What may be wrong" hint="And who says so. Readers do not see it." problem={problemOf(problems, 'complaint')}>
            {(control) => <textarea {...control} rows={4} value={complaint} onChange={(event) => setComplaint(event.target.value)} />}
          </PanelField>
          <Judging value={judged} problems={problems} onChange={setJudged} />
        </>
      )}
    </PanelForm>
  )
}
