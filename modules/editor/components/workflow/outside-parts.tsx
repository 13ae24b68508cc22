'use client'
import { useCallback, useEffect, useState } from 'react'
import buttons from '@/components/button.module.css'
import forms from '@/components/panel-form.module.css'
import type { StoryWorkflow } from '@/modules/articles/workflow-views'
import type { ActionResult } from '@/modules/auth/form-state'
import { type Act as CorrectionsAct, CorrectionsBox } from '@/modules/corrections/components/corrections-box'
import { PreviewLinks, type Act as SharingAct } from '@/modules/sharing/components/preview-links'
import { ask, refusalOf } from '../related/ask'
import type { Workflow } from './use-workflow'
import styles from './workflow.module.css'

type PartProps = { now: StoryWorkflow; workflow: Workflow }

/** What another module says of the story, asked when the panel opens, with each new version, and after each act; why it did not answer. */
function useAsked<T>(question: () => Promise<ActionResult<T> | null>, version: number) {
  const [answer, setAnswer] = useState<T | null>(null)
  const [fault, setFault] = useState('')
  const again = useCallback(async () => {
    const found = await question()
    setFault(refusalOf(found))
    if (found?.ok) setAnswer(found.value)
  }, [question])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new version is asked about
  useEffect(() => {
    void again()
  }, [again, version])
  return { answer, fault, again }
}

/** What was asked last stays; that it may be behind, or is not there, is said. */
function Fault({ what, fault, again }: { what: string; fault: string; again: () => Promise<void> }) {
  return (
    <div role="alert">
      {fault === '' ? null : (
        <p className={forms.problem}>
          {what} could not be read. {fault}{' '}
          <button type="button" className={buttons.text} onClick={() => void again()}>
            Try again
          </button>
        </p>
      )}
    </div>
  )
}

/** Preview links: who sees the draft without an account. */
export function SharingPart({ now, workflow }: PartProps) {
  const { id } = now
  const question = useCallback(() => ask('preview-links', { articleId: id }), [id])
  const { answer, fault, again } = useAsked(question, now.version)
  if (fault === '' && (!answer || (answer.links.length === 0 && !answer.mayShare))) return null
  const act: SharingAct = async (said, call) => {
    const problems = await workflow.act(said, call)
    await again()
    return problems
  }
  return (
    <section className={styles.part} aria-labelledby="workflow-sharing">
      <h3 id="workflow-sharing">Preview links</h3>
      <Fault what="The preview links" fault={fault} again={again} />
      {answer ? <PreviewLinks articleId={id} revision={now.revision} view={answer} act={act} /> : null}
    </section>
  )
}

/** What may be wrong in the story, and what readers were told. */
export function CorrectionsPart({ now, workflow }: PartProps) {
  const { id } = now
  const question = useCallback(() => ask('corrections', { articleId: id }), [id])
  const { answer, fault, again } = useAsked(question, now.version)
  if (fault === '' && (!answer || (answer.corrections.length === 0 && !answer.mayReport))) return null
  const act: CorrectionsAct = async (said, call, saved) => {
    const problems = await workflow.act(said, ({ version }) => call(version), saved)
    await again()
    return problems
  }
  return (
    <section className={styles.part} aria-labelledby="workflow-corrections">
      <h3 id="workflow-corrections">Corrections</h3>
      <Fault what="The corrections" fault={fault} again={again} />
      {answer ? <CorrectionsBox view={answer} act={act} /> : null}
    </section>
  )
}
