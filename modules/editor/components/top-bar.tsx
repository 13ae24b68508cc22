'use client'
import { useState } from 'react'
import buttons from '@/components/button.module.css'
import { StatusBadge } from '@/modules/articles/components/status-badge'
import { PublishDialog } from './dialogs/publish-dialog'
import type { RelatedPreview } from './related/use-related'
import { clockOnDay } from './saving/clock'
import type { Saving } from './saving/use-saving'
import type { EditorAbilities } from './story-editor'
import styles from './story-editor.module.css'
import type { Story } from './writing/use-story'

type TopBarProps = { story: Story; saving: Saving; may: EditorAbilities; related: RelatedPreview; onGoTo: (field: string) => void }

/** State on the left, acts on the right. Only Publish is solid; somebody who may not publish has Save draft instead. */
export function TopBar({ story, saving, may, related, onGoTo }: TopBarProps) {
  const [asking, setAsking] = useState(false)
  const { known, busy } = saving
  const state = known?.state ?? 'draft'
  const changed = story.isDirty || known?.hasUnpublishedChanges === true
  const idle = busy === ''
  const publish = () => {
    if (!idle) return
    if (state === 'live') setAsking(true)
    else void saving.publish()
  }
  return (
    <>
      <section className={styles.top} aria-label="State and actions">
        <div className={styles.state}>
          <StatusBadge state={state} changed={state === 'live' && changed} />
          <span>{busy ? `${busy}…` : savedWords(story, saving)}</span>
        </div>
        <div className={styles.acts}>
          {known ? <a href={`/admin/articles/${known.id}/history`}>History</a> : null}
          <button type="button" aria-disabled={!idle || undefined} onClick={() => idle && void preview(story, saving, may)}>
            Preview
          </button>
          {may.edit ? (
            <button
              type="button"
              className={may.publish ? undefined : buttons.solid}
              aria-disabled={!idle || undefined}
              onClick={() => idle && void saving.save()}
            >
              Save draft
            </button>
          ) : null}
          {may.publish && state === 'withdrawn' ? (
            <button
              type="button"
              className={buttons.solid}
              aria-disabled={!idle || undefined}
              onClick={() => idle && void saving.makeLiveAgain()}
            >
              Make live again
            </button>
          ) : null}
          {may.publish && state !== 'withdrawn' ? (
            <button type="button" className={buttons.solid} aria-disabled={!idle || undefined} onClick={publish}>
              {state === 'live' ? 'Publish changes' : 'Publish'}
            </button>
          ) : null}
        </div>
        {asking ? <PublishDialog saving={saving} onClose={() => setAsking(false)} /> : null}
      </section>
      <StandsAlone story={story} related={related} onGoTo={onGoTo} />
    </>
  )
}

function savedWords(story: Story, saving: Saving): string {
  if (story.isDirty) return saving.savedAt ? `Changes since ${clockOnDay(saving.savedAt)}` : 'Not saved yet'
  return saving.savedAt && saving.known ? `Saved ${clockOnDay(saving.savedAt)}` : 'Not saved yet'
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
  const known = may.edit && (story.isDirty || !saving.known) ? await saving.save() : saving.known
  if (!tab) return
  if (known) tab.location.href = `/admin/articles/${known.id}/preview`
  else tab.close()
}
