'use client'
import { useEffect, useRef, useState } from 'react'
import type { Forecast } from '@/modules/related/forecast'
import { countUntilStill, forecastQuestion } from '../../forecast-question'
import { inputOf } from '../../story-form'
import type { Saving } from '../saving/use-saving'
import type { Story } from '../writing/use-story'
import { ask, refusalOf } from './ask'

/** Counting asks the engine for other stories' lists: only when nothing has changed for a while. */
const QUIET_MILLISECONDS = 900

/** `problem`: why it could not be counted, in words. */
export type ForecastAnswer = {
  forecast: Forecast | null
  problem: string
  counting: boolean
  /** Whether the line is on the page; whoever publishes then has seen it. */
  wanted: boolean
  opened: boolean
  open: (isOpen: boolean) => void
  /** Counts again, at once; null when it cannot be counted. */
  recount: () => Promise<Forecast | null>
}

type Counted = { forecast: Forecast | null; problem: string; question: string; edits: number }

/** What publishing the page as it stands does to other lists; asked for while the Related panel is open. */
export function useForecast({ known }: Pick<Saving, 'known'>, story: Story, isOpen: boolean): ForecastAnswer {
  const [counted, setCounted] = useState<Counted>({ forecast: null, problem: '', question: '', edits: 0 })
  const [opened, setOpened] = useState(false)
  // A live story as readers have it: there is nothing to publish.
  const wanted = isOpen && (known?.state !== 'live' || story.isDirty || known.hasUnpublishedChanges)
  const question = forecastQuestion(known, story.form)
  // What kept it from being counted may be mended anywhere on the page, in the text for instance.
  const isOld = counted.question !== question || (counted.problem !== '' && counted.edits !== story.edits)
  const mended = counted.problem === '' ? 0 : story.edits
  const latest = useRef({ story, question, wanted, id: null as string | null })
  latest.current = { story, question, wanted, id: known?.id ?? null }

  const count = async (): Promise<Forecast | null> => {
    const { id, question: asked, story: written } = latest.current
    const { edits } = written
    const found = await ask('forecast', { id, story: inputOf(written.form, written.body()) })
    const forecast = found?.ok ? found.value : null
    setCounted({ forecast, problem: refusalOf(found), question: asked, edits })
    return forecast
  }
  const busy = useRef(false)
  /** One at a time: the newsroom goes on counting what a page has given up, and others wait for their turn. */
  const countInTurn = async () => {
    if (busy.current) return
    busy.current = true
    await countUntilStill(
      () => ({ ...latest.current, edits: latest.current.story.edits }),
      async () => (await count()) !== null,
      () => new Promise((resolve) => setTimeout(resolve, QUIET_MILLISECONDS)),
    )
    busy.current = false
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of what is asked starts the wait again
  useEffect(() => {
    if (!wanted || !isOld) return
    const timer = setTimeout(() => void countInTurn(), QUIET_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [question, wanted, isOld, mended])
  return {
    forecast: counted.forecast,
    problem: counted.problem,
    counting: wanted && isOld,
    wanted,
    opened,
    open: setOpened,
    recount: count,
  }
}
