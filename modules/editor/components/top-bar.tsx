'use client'
import { useState } from 'react'
import buttons from '@/components/button.module.css'
import type { Problem } from '@/lib/errors'
import { type Standing, StatusBadge } from '@/modules/articles/components/status-badge'
import { submitStoryAction } from '../workflow-actions'
import { PublishDialog } from './dialogs/publish-dialog'
import { UrgentDialog } from './dialogs/urgent-dialog'
import type { RelatedPreview } from './related/use-related'
import { clockOnDay } from './saving/clock'
import type { Saving } from './saving/use-saving'
import type { Sitting } from './saving/use-sitting'
import type { EditorAbilities } from './story-editor'
import styles from './story-editor.module.css'
import type { Workflow } from './workflow/use-workflow'
import type { Story } from './writing/use-story'

type TopBarProps = {
  story: Story
  saving: Saving
  sitting: Sitting
  may: EditorAbilities
  related: RelatedPreview
  workflow: Workflow
  onGoTo: (field: string) => void
  onSchedule: () => void
}

type How = { change?: 'minor' | 'told'; note?: string }

/** State on the left, acts on the right. Only Publish is solid; somebody who may not publish has Submit for review instead. */
export function TopBar({ story, saving, sitting, may, related, workflow, onGoTo, onSchedule }: TopBarProps) {
  const { known, busy } = saving
  const idle = busy === '' && !workflow.busy
  return (
    <>
      <section className={styles.top} aria-label="State and actions">
        <div className={styles.state}>
          <StatusBadge
            state={known?.state ?? 'draft'}
            changed={known?.state === 'live' && (story.isDirty || known.hasUnpublishedChanges)}
            standing={standingOf(workflow, saving, story)}
          />
          <span>{busy ? `${busy}…` : savedWords(story, saving, sitting)}</span>
        </div>
        <div className={styles.acts}>
          {known ? <a href={`/admin/articles/${known.id}/history`}>History</a> : null}
          <button type="button" aria-disabled={!idle || undefined} onClick={() => idle && void preview(story, saving, may)}>
            Preview
          </button>
          <WriterActs story={story} saving={saving} may={may} workflow={workflow} idle={idle} />
          {may.publish ? <PublisherActs saving={saving} idle={idle} onSchedule={onSchedule} /> : null}
        </div>
      </section>
      <StandsAlone story={story} related={related} onGoTo={onGoTo} />
    </>
  )
}

/** Where it stands, with the words of this page; null while the page knows something newer. */
function standingOf({ now }: Workflow, { known }: Saving, { isDirty }: Story): Standing | null {
  if (!now || !known || now.version !== known.version) return null
  const reached = now.stage === 'live' || now.stage === 'updated'
  return { stage: isDirty && reached ? 'draft' : now.stage, live: now.live, unread: now.unreviewed !== null }
}

type WriterActsProps = Pick<TopBarProps, 'story' | 'saving' | 'may' | 'workflow'> & { idle: boolean }

function WriterActs({ story, saving, may, workflow, idle }: WriterActsProps) {
  if (!may.edit) return null
  const { now } = workflow
  const submits = now === null || now.may.submit || (story.isDirty && now.review !== 'submitted')
  // Whoever publishes has it beside them only where a second person has to approve.
  const offered = submits && (!may.publish || now?.secondReader === 'required')
  const submit = async () => {
    const [problem] = (await workflow.act('Submitted for review.', submitStoryAction, 'saved')) ?? []
    if (problem) saving.refuse(problem)
  }
  return (
    <>
      <button
        type="button"
        className={may.publish || offered ? undefined : buttons.solid}
        aria-disabled={!idle || undefined}
        onClick={() => idle && void saving.save()}
      >
        Save draft
      </button>
      {offered ? (
        <button
          type="button"
          className={may.publish ? undefined : buttons.solid}
          aria-disabled={!idle || undefined}
          onClick={() => idle && void submit()}
        >
          Submit for review
        </button>
      ) : null}
    </>
  )
}

type PublisherActsProps = { saving: Saving; idle: boolean; onSchedule: () => void }

function PublisherActs({ saving, idle, onSchedule }: PublisherActsProps) {
  const [asking, setAsking] = useState(false)
  const [how, setHow] = useState<How>({})
  const [waiting, setWaiting] = useState<readonly Problem[] | null>(null)
  const { problems } = saving
  const refusal = problems.find(({ field }) => field === 'urgent')
  const withdrawn = saving.known?.state === 'withdrawn'
  const publish = (wanted: How) => {
    setHow(wanted)
    return saving.publish(wanted)
  }
  const press = () => {
    if (!idle) return
    if (withdrawn) void saving.makeLiveAgain()
    else if (saving.known?.state === 'live') setAsking(true)
    else void publish({})
  }
  return (
    <>
      {withdrawn ? null : (
        <button type="button" aria-disabled={!idle || undefined} onClick={() => idle && onSchedule()}>
          Schedule
        </button>
      )}
      <button type="button" className={buttons.solid} aria-disabled={!idle || undefined} onClick={press}>
        {withdrawn ? 'Make live again' : saving.known?.state === 'live' ? 'Publish changes' : 'Publish'}
      </button>
      {asking ? <PublishDialog onPublish={(wanted) => void publish(wanted)} onClose={() => setAsking(false)} /> : null}
      {refusal && waiting !== problems ? (
        <UrgentDialog
          message={refusal.message}
          onUrgent={(urgent) => void (withdrawn ? saving.makeLiveAgain({ urgent }) : saving.publish({ ...how, urgent }))}
          onClose={() => setWaiting(problems)}
        />
      ) : null}
    </>
  )
}

/** Where the text on the page is, in words. */
function savedWords(story: Story, saving: Saving, { autosave, backup }: Sitting): string {
  if (!story.isDirty) return saving.savedAt && saving.known ? `Saved ${clockOnDay(saving.savedAt)}` : 'Not saved yet'
  if (autosave.trouble === 'offline' && autosave.since) return `Kept on this device, offline since ${clockOnDay(autosave.since)}`
  if (autosave.trouble !== '') return backup.keptAt ? `Kept on this device ${clockOnDay(backup.keptAt)}` : 'Not saved yet'
  if (autosave.keptAt) return `Saved ${clockOnDay(autosave.keptAt)}, not yet a version${autosave.message ? `. ${autosave.message}` : ''}`
  return saving.savedAt ? `Changes since ${clockOnDay(saving.savedAt)}` : 'Not saved yet'
}

/** Said before publishing, where the Publish button is. */
function StandsAlone({ story, related, onGoTo }: { story: Story; related: RelatedPreview; onGoTo: (field: string) => void }) {
  if (related.links === null || related.links.length > 0 || (story.form.headline === '' && story.form.tags.length === 0)) return null
  return (
    <p className={styles.alone}>
      No related stories yet: it would stand alone.{' '}
      <button type="button" className={buttons.text} onClick={() => onGoTo('tags')}>
        Add a tag
      </button>
    </p>
  )
}

/** The page as readers will see it, in a tab of its own. Saves first, because it shows what is stored. */
async function preview(story: Story, saving: Saving, may: EditorAbilities) {
  const tab = window.open('', '_blank')
  const known = may.edit && (story.latest().isDirty || !saving.known) ? await saving.save() : saving.known
  if (!tab) return
  if (known) tab.location.href = `/admin/articles/${known.id}/preview`
  else tab.close()
}
