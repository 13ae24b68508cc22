/** The newsroom's facts as this page knows them: asked for once, when the first is shown or looked for. Browser only. */
import { useEffect, useSyncExternalStore } from 'react'
import { factMark } from '@/modules/articles/body'
import type { FactPick } from '@/modules/articles/fact-views'
import { ask, refusalOf } from '../related/ask'

/** `loaded`: whether the newsroom has answered at all. `problem`: why the last question had no answer, in words; '' when it had. */
export type KnownFacts = { facts: readonly FactPick[]; loaded: boolean; mayCreate: boolean; problem: string }

const nothing: KnownFacts = { facts: [], loaded: false, mayCreate: false, problem: '' }
let known = nothing
let asking: Promise<void> | null = null
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Asks again: somebody may have entered a fact on another page. */
export async function askForFacts(): Promise<void> {
  asking ??= ask('facts', {}).then((answer) => {
    asking = null
    tell(answer?.ok ? { ...answer.value, loaded: true, problem: '' } : { ...known, problem: refusalOf(answer) })
  })
  await asking
}

/** The same, after a question without an answer. */
export function askForFactsAgain() {
  tell({ ...known, problem: '' })
  void askForFacts()
}

function tell(now: KnownFacts) {
  known = now
  for (const listener of listeners) listener()
}

/** Follows what is known, and asks when nothing is. */
export function useKnownFacts(): KnownFacts {
  const shown = useSyncExternalStore(
    subscribe,
    () => known,
    () => nothing,
  )
  useEffect(() => {
    if (!shown.loaded) void askForFacts()
  }, [shown.loaded])
  return shown
}

/** What a fact says, as far as this page knows it; otherwise the mark that stands for it. */
export const wordsOfFact = (slug: string): string => known.facts.find((fact) => fact.slug === slug)?.value ?? factMark(slug)

/** The values that are known, for showing a body. */
export const knownValues = (): Map<string, string> => new Map(known.facts.map(({ slug, value }) => [slug, value]))
