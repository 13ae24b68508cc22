'use client'
import { useEffect, useRef, useState } from 'react'
import type { Forecast } from '@/modules/related/forecast'
import { forecastAction } from '../../actions'
import { inputOf } from '../../story-form'
import type { Story } from '../writing/use-story'

/** Counting asks the engine for other stories' lists: only when nothing has changed for a while. */
const QUIET_MILLISECONDS = 900

/** `problem`: why it could not be counted, in words. `opened`: whoever publishes has looked at it. */
export type ForecastAnswer = {
  forecast: Forecast | null
  problem: string
  counting: boolean
  opened: boolean
  open: (isOpen: boolean) => void
  /** Counts again, because something else was published meanwhile. */
  again: () => void
}

/** What publishing the page as it stands does to other lists; asked for while the Related panel is open. */
export function useForecast(id: string | null, story: Story, wanted: boolean): ForecastAnswer {
  const [answer, setAnswer] = useState<{ forecast: Forecast | null; problem: string; question: string }>({
    forecast: null,
    problem: '',
    question: '',
  })
  const [round, setRound] = useState(0)
  const [opened, setOpened] = useState(false)
  const asked = useRef(0)
  const { headline, tags, pins, exclusions, evergreen, storyDate } = story.form
  const question = JSON.stringify([id, headline, tags.map((tag) => tag.slug), pins, exclusions, evergreen, storyDate, round])
  const latest = useRef(story)
  latest.current = story
  useEffect(() => {
    if (!wanted) return
    asked.current += 1
    const mine = asked.current
    const timer = setTimeout(async () => {
      const { form, body } = latest.current
      const found = await forecastAction({ id, story: inputOf(form, body()) }).catch(() => null)
      if (mine !== asked.current) return
      setAnswer({ forecast: found?.ok ? found.value : null, problem: problemOf(found), question })
    }, QUIET_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [id, question, wanted])
  return {
    forecast: answer.forecast,
    problem: answer.problem,
    counting: wanted && answer.question !== question,
    opened,
    open: setOpened,
    again: () => setRound((before) => before + 1),
  }
}

function problemOf(found: Awaited<ReturnType<typeof forecastAction>> | null): string {
  if (found?.ok) return ''
  if (found?.kind === 'problems') return found.problems.map(({ message }) => message).join('. ')
  return found?.message ?? 'The newsroom did not answer'
}
