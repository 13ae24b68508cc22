'use client'
import { Tab, TabList, TabPanel, TabProvider } from '@ariakit/react'
import { useMemo, useState } from 'react'
import type { PickerTag } from '@/modules/tags/match'
import { linkKey } from '../hand'
import { ChecksLine } from './checks/checks-line'
import { ChecksPanel } from './checks/checks-panel'
import type { Checking } from './checks/use-checking'
import { CommentsPanel } from './comments/comments-panel'
import type { Commenting } from './comments/use-commenting'
import type { Comments } from './comments/use-comments'
import { DetailsPanel } from './details/details-panel'
import { useProposals } from './propose/use-proposals'
import { RelatedPanel } from './related/related-panel'
import type { ForecastAnswer } from './related/use-forecast'
import { useHand } from './related/use-hand'
import type { RelatedPreview } from './related/use-related'
import type { Saving } from './saving/use-saving'
import styles from './side-panel.module.css'
import type { EditorAbilities } from './story-editor'
import { TagsPanel } from './tags/tags-panel'
import { useSuggestions } from './tags/use-suggestions'
import { isPanel, type Panel } from './use-panel'
import type { Workflow } from './workflow/use-workflow'
import { WorkflowPanel } from './workflow/workflow-panel'
import type { Story } from './writing/use-story'

type SidePanelProps = {
  panel: Panel
  onPanel: (panel: Panel) => void
  story: Story
  saving: Saving
  related: RelatedPreview
  forecast: ForecastAnswer
  tags: PickerTag[]
  personId: string
  may: EditorAbilities
  announce: (message: string) => void
  problemOf: (field: string) => string | undefined
  comments: Comments
  commenting: Commenting
  workflow: Workflow
  checking: Checking
}

/** What belongs to the story but is not read in it, one kind at a time. */
export function SidePanel(props: SidePanelProps) {
  const { panel, onPanel, story, saving, related, forecast, tags, personId, may, announce, problemOf } = props
  const { comments, commenting, workflow, checking } = props
  // Made while this page is open: the vocabulary was read before.
  const [made, setMade] = useState<PickerTag[]>([])
  const allTags = useMemo(() => [...tags, ...made], [tags, made])
  // Here, so that undo is there after a look at another panel.
  const hand = useHand(story, related, announce)
  const suggestions = useSuggestions({ personId, articleId: saving.known?.id ?? null, story, active: may.edit, announce })
  const proposals = useProposals(story, suggestions.all, may.edit)
  const shown = related.links?.length
  const choose = (name: string) => {
    if (isPanel(name)) onPanel(name)
  }
  return (
    <section className={styles.panel} aria-label="About this story">
      <div className={styles.stay}>
        <TabProvider selectedId={`tab-${panel}`} setSelectedId={(id) => choose(id?.replace('tab-', '') ?? '')}>
          <TabList className={styles.tabs} aria-label="Panels">
            <Tab id="tab-tags" className={styles.tab}>
              Tags <b>{story.form.tags.length}</b>
            </Tab>
            <Tab id="tab-related" className={styles.tab}>
              Related {shown === undefined ? null : <b>{shown}</b>}
            </Tab>
            <Tab id="tab-checks" className={styles.tab}>
              Checks {checking.checks.found > 0 ? <b>{checking.checks.found}</b> : null}
            </Tab>
            <Tab id="tab-details" className={styles.tab} aria-label="Story details">
              Details
            </Tab>
            <Tab id="tab-workflow" className={styles.tab}>
              Workflow {waitsForMe(workflow) ? <b>{waitsForMe(workflow)}</b> : null}
            </Tab>
            {comments.shown ? (
              <Tab id="tab-comments" className={styles.tab}>
                Comments {comments.open > 0 ? <b>{comments.open}</b> : null}
              </Tab>
            ) : null}
          </TabList>
          {panel === 'tags' ? (
            <TabPanel
              tabId="tab-tags"
              className={styles.pane}
              aria-labelledby={undefined}
              aria-label="What the story is about"
              focusable={false}
            >
              <h2 className="visually-hidden">Tags</h2>
              <TagsPanel
                tags={allTags}
                story={story}
                suggestions={suggestions}
                proposals={proposals}
                announce={announce}
                articleId={saving.known?.id ?? null}
                onMade={may.createTag ? (tag) => setMade((before) => [...before, tag]) : undefined}
                readOnly={!may.edit}
                problem={problemOf('tagSlugs')}
              />
              <RelatedGlance related={related} onOpen={() => onPanel('related')} />
            </TabPanel>
          ) : null}
          {panel === 'related' ? (
            <TabPanel tabId="tab-related" className={styles.pane} focusable={false}>
              <RelatedPanel saving={saving} story={story} related={related} forecast={forecast} hand={hand} readOnly={!may.edit} />
            </TabPanel>
          ) : null}
          {panel === 'checks' ? (
            <TabPanel tabId="tab-checks" className={styles.pane} focusable={false}>
              <h2>Checks</h2>
              <ChecksPanel checking={checking} saving={saving} readOnly={!may.edit} announce={announce} />
            </TabPanel>
          ) : null}
          {panel === 'details' ? (
            <TabPanel tabId="tab-details" className={styles.pane} focusable={false}>
              <h2>Story details</h2>
              <DetailsPanel story={story} saving={saving} may={may} problemOf={problemOf} />
            </TabPanel>
          ) : null}
          {panel === 'workflow' ? (
            <TabPanel tabId="tab-workflow" className={styles.pane} focusable={false}>
              <h2>Workflow</h2>
              <ChecksLine checks={checking.checks} onOpen={() => onPanel('checks')} />
              <WorkflowPanel workflow={workflow} />
            </TabPanel>
          ) : null}
          {panel === 'comments' && comments.shown ? (
            <TabPanel tabId="tab-comments" className={styles.pane} focusable={false}>
              <h2>Comments</h2>
              <CommentsPanel
                comments={comments}
                commenting={commenting}
                lines={story.form}
                announce={announce}
                naming={workflow.features.includes('mentions')}
              />
            </TabPanel>
          ) : null}
        </TabProvider>
      </div>
    </section>
  )
}

/** In a word, what the reader of this page could do there; '' when nothing waits for them. */
function waitsForMe({ now }: Workflow): string {
  if (!now) return ''
  if (now.schedules.some((one) => one.state === 'failed')) return 'failed'
  if (now.may.approve) return 'approve?'
  if (now.may.markReviewed) return 'unread'
  return now.returnedNote && now.may.submit ? 'sent back' : ''
}

/** While tagging: what it does to the list, which can be seen below. */
function RelatedGlance({ related, onOpen }: { related: RelatedPreview; onOpen: () => void }) {
  const { links } = related
  if (links === null) return null
  return (
    <div className={styles.glance}>
      <p>
        {links.length > 0
          ? `${links.length} related ${links.length === 1 ? 'story' : 'stories'} so far. `
          : 'No related stories yet: add a tag that another story carries, such as its area or theme. '}
        <button type="button" onClick={onOpen}>
          Open the list
        </button>
      </p>
      <ol aria-label="The list so far">
        {links.map((link) => (
          <li key={linkKey(link)}>
            {link.headline} <small>{link.reason}</small>
          </li>
        ))}
      </ol>
    </div>
  )
}
