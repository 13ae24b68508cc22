'use client'
import { useId, useState } from 'react'
import { PanelField, PanelForm } from '@/components/panel-form'
import forms from '@/components/panel-form.module.css'
import { type Problem, problemOf } from '@/lib/errors'
import { CORRECTION_KINDS, CORRECTION_LABELS, type CorrectionKind, type CorrectionPlace } from '@/modules/articles/correction-words'
import { publishCorrectionAction } from '../actions'
import { adviseProminence, type Prominence } from '../prominence'
import type { CorrectedStory, CorrectionView } from '../views'
import type { Act } from './corrections-box'
import styles from './corrections-box.module.css'
import { type Judgement, Judging } from './judging'

type Props = { story: CorrectedStory; complaint: CorrectionView | null; act: Act; close: () => void }

/** What readers are told, and where: the advice follows what is judged, and the editor decides. */
export function PublishForm({ story, complaint, act, close }: Props) {
  const [kind, setKind] = useState<CorrectionKind>('correction')
  const [judged, setJudged] = useState<Judgement>({ seriousness: complaint?.seriousness ?? 'minor', sat: complaint?.sat ?? 'body' })
  const [chosen, setChosen] = useState<CorrectionPlace | null>(null)
  const [wording, setWording] = useState('')
  const [words, setWords] = useState<'live' | 'newest'>('live')
  const advice = adviseProminence({ kind, ...judged, liveHours: story.liveHours })
  const place = chosen ?? advice.place
  const send = () =>
    act(
      'Readers have the correction.',
      (version) =>
        publishCorrectionAction({
          articleId: story.id,
          version,
          correctionId: complaint?.id ?? '',
          kind,
          wording,
          place,
          words,
          ...judged,
        }),
      words === 'newest' ? 'saved' : undefined,
    )
  return (
    <PanelForm
      submit="Publish the correction"
      shown={['kind', 'seriousness', 'sat', 'wording', 'place', 'words']}
      onSubmit={send}
      onDone={close}
      onCancel={close}
    >
      {(problems) => (
        <>
          <PanelField label="What is it?" problem={problemOf(problems, 'kind')}>
            {(control) => (
              <select {...control} value={kind} onChange={(event) => setKind(event.target.value as CorrectionKind)}>
                {[...CORRECTION_KINDS].reverse().map((one) => (
                  <option key={one} value={one}>
                    {CORRECTION_LABELS[one]}
                  </option>
                ))}
              </select>
            )}
          </PanelField>
          <Judging value={judged} problems={problems} onChange={setJudged} />
          <Advice advice={advice} />
          <PanelField label="What readers are told" problem={problemOf(problems, 'wording')}>
            {(control) => <textarea {...control} rows={4} value={wording} onChange={(event) => setWording(event.target.value)} />}
          </PanelField>
          <Choice
            legend="Where it stands"
            value={place}
            options={[
              { value: 'top', words: 'Above the text' },
              { value: 'foot', words: 'After the text' },
            ]}
            problem={problemOf(problems, 'place')}
            onChange={setChosen}
          />
          {story.hasUnpublishedChanges ? (
            <Choice
              legend="The words of the story"
              value={words}
              options={[
                { value: 'live', words: 'Stay as readers have them' },
                { value: 'newest', words: 'The newest words go out with it' },
              ]}
              problem={problemOf(problems, 'words')}
              onChange={setWords}
            />
          ) : null}
        </>
      )}
    </PanelForm>
  )
}

/** What the Editors' Code makes of it. */
function Advice({ advice: { place, because, ownStory, wording } }: { advice: Prominence }) {
  return (
    <div className={styles.advice} role="status">
      <p>
        <b>{place === 'top' ? 'Put it above the text' : 'After the text is enough'}</b>
        {because.length > 0 ? `, because ${because.join(' and ')}` : ''}.
      </p>
      {ownStory ? <p>Make it a story of its own too: its readers may not open this one again.</p> : null}
      <ul>
        {wording.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </div>
  )
}

type ChoiceProps<V extends string> = {
  legend: string
  value: V
  options: readonly { value: V; words: string }[]
  problem: Problem['message'] | undefined
  onChange: (value: V) => void
}

function Choice<V extends string>({ legend, value, options, problem, onChange }: ChoiceProps<V>) {
  const name = useId()
  return (
    <fieldset>
      <legend>{legend}</legend>
      {problem ? <p className={forms.problem}>{problem}</p> : null}
      {options.map((one) => (
        <label key={one.value} className={forms.choice}>
          <input type="radio" name={name} checked={value === one.value} onChange={() => onChange(one.value)} />
          <span>{one.words}</span>
        </label>
      ))}
    </fieldset>
  )
}
