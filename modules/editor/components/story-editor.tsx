'use client'
import { type ClipboardEvent, type KeyboardEvent, useCallback, useEffect } from 'react'
import { emptyBody } from '@/modules/articles/body'
import type { OwnCopy } from '@/modules/articles/queries/working-copies'
import { HEADLINE_MAX_CHARACTERS, STANDFIRST_MAX_CHARACTERS } from '@/modules/articles/schema'
import type { EditableStory } from '@/modules/articles/views'
import type { StoryWorkflow } from '@/modules/articles/workflow-views'
import type { CommentsView } from '@/modules/comments/views'
import type { Feature } from '@/modules/newsroom/schema'
import type { PickerTag } from '@/modules/tags/match'
import type { StoryForm } from '../story-form'
import { BodyField } from './body/body-field'
import { LineUnderlines } from './checks/line-underlines'
import { type Checking, useChecking } from './checks/use-checking'
import { useCommenting } from './comments/use-commenting'
import { useComments } from './comments/use-comments'
import { useForecast } from './related/use-forecast'
import { usePublishing } from './related/use-publishing'
import { type RelatedPreview, useRelated } from './related/use-related'
import { ConflictPanel } from './saving/conflict-panel'
import { Notices } from './saving/notices'
import { usePageIdentity } from './saving/use-page-identity'
import { useSaving } from './saving/use-saving'
import { useSitting } from './saving/use-sitting'
import { SidePanel } from './side-panel'
import styles from './story-editor.module.css'
import { TopBar } from './top-bar'
import { useAnnouncer } from './use-announcer'
import { type Panel, usePanel } from './use-panel'
import { useWordFile } from './word-file/use-word-file'
import { WordFileNotes, WordFileOffer } from './word-file/word-file'
import { useWorkflow } from './workflow/use-workflow'
import { LineField } from './writing/line-field'
import { type Story, useStory } from './writing/use-story'

/** What this person may do; the commands decide again. */
export type EditorAbilities = {
  edit: boolean
  publish: boolean
  withdraw: boolean
  changeSlug: boolean
  delete: boolean
  createTag: boolean
}

type StoryEditorProps = {
  /** Null for a story that was never saved. */
  stored: EditableStory | null
  /** What a story that was never saved begins with. */
  begun?: Pick<StoryForm, 'form' | 'tags'>
  /** This person's text that is not yet a version. */
  copy?: OwnCopy | null
  tags: PickerTag[]
  personId: string
  may: EditorAbilities
  panel?: string
  /** Null for a story that was never saved. */
  comments?: CommentsView | null
  workflow?: StoryWorkflow | null
  features?: readonly Feature[]
}

/** The whole editor page: the story in the middle, one panel beside it, what can be done above it. */
export function StoryEditor(props: StoryEditorProps) {
  const {
    stored,
    copy = null,
    begun,
    tags,
    personId,
    may: allowed,
    panel: wanted = '',
    comments: given = null,
    workflow: standing = null,
    features = [],
  } = props
  const { said, announce } = useAnnouncer()
  const page = usePageIdentity()
  const story = useStory({ shown: copy?.story ?? stored, unsaved: copy !== null, ...(begun && { begun }) }, allowed.edit, announce)
  const storing = useSaving({ stored, story, page, copied: copy?.mark ?? null, announce })
  const { panel, setPanel, goTo, goToPanel } = usePanel(wanted)
  const openComments = useCallback(() => setPanel('comments'), [setPanel])
  const forecast = useForecast(storing, story, panel === 'related')
  const saving = usePublishing(storing, forecast, announce)
  const sitting = useSitting({ stored, copy, story, saving, page, personId, mayEdit: allowed.edit, announce })
  // Somebody else writes: this page reads.
  const may = { ...allowed, edit: allowed.edit && sitting.company.isWriting }
  const related = useRelated(storing.known?.id ?? null, story.form)
  const problemOf = (field: string) => saving.problems.find((problem) => problem.field === field)?.message
  const workflow = useWorkflow({ given: standing, features, saving, dirty: story.isDirty, announce })
  const comments = useComments(given, saving, announce)
  const commenting = useCommenting({ editor: story.editor, comments, openPanel: openComments })
  const openChecks = useCallback(() => setPanel('checks'), [setPanel])
  const checking = useChecking({ articleId: storing.known?.id ?? null, story, writes: may.edit, announce, openPanel: openChecks })
  const word = useWordFile(story, may.edit)
  useFirstFocus(stored === null)

  const schedule = async () => {
    if (saving.known || (await saving.save())) goToTimes(setPanel)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    commenting.onKeyDown(event)
    checking.onKeyDown(event)
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (may.edit) void saving.save()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the page's own shortcuts; every one is also a button
    <div onKeyDown={onKeyDown} onKeyDownCapture={story.paste.onKeyDownCapture} data-unsaved={sitting.isUnsafe || undefined}>
      <p className="visually-hidden" role="status" aria-live="polite" data-announcer="">
        {said}
      </p>
      <TopBar
        story={story}
        saving={saving}
        sitting={sitting}
        may={may}
        related={related}
        workflow={workflow}
        onGoTo={goTo}
        onSchedule={() => void schedule()}
      />
      <div className={styles.page}>
        <div className={styles.story}>
          <h1 className="visually-hidden">{stored ? 'Edit story' : 'New story'}</h1>
          <PanelJump story={story} related={related} found={checking.checks.found} onGo={goToPanel} />
          <Notices story={story} saving={saving} sitting={sitting} mayEdit={allowed.edit} onGoTo={goTo} />
          <WordFileNotes word={word} />
          {saving.conflict && sitting.company.isWriting ? (
            <ConflictPanel
              conflict={saving.conflict}
              story={story}
              saving={saving}
              backup={sitting.backup}
              tab={page.tab}
              announce={announce}
            />
          ) : null}
          <Opening story={story} readOnly={!may.edit} problemOf={problemOf} checking={checking} />
          <BodyField
            editor={story.editor}
            body={copy?.story.body ?? stored?.body ?? emptyBody}
            editable={may.edit}
            problem={problemOf('body')}
            onComment={commenting.begin}
            story={{ form: story.form.form, onForm: (form) => story.change({ form }) }}
          />
          <WordFileOffer word={word} />
        </div>
        <SidePanel
          panel={panel}
          onPanel={setPanel}
          story={story}
          saving={saving}
          related={related}
          forecast={forecast}
          tags={tags}
          personId={personId}
          may={may}
          announce={announce}
          problemOf={problemOf}
          comments={comments}
          commenting={commenting}
          workflow={workflow}
          checking={checking}
        />
      </div>
    </div>
  )
}

/** To the field of the day; the panel may have to be asked for first. */
function goToTimes(setPanel: (panel: Panel) => void) {
  setPanel('workflow')
  const until = Date.now() + 3_000
  const look = () => {
    const there = document.getElementById('schedule-publish') ?? document.getElementById('workflow-times')
    if (there) there.focus()
    else if (Date.now() < until) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Headline and standfirst. */
type OpeningProps = {
  story: Story
  readOnly: boolean
  problemOf: (field: string) => string | undefined
  checking: Checking
}

function Opening({ story, readOnly, problemOf, checking }: OpeningProps) {
  const underlined = (field: 'headline' | 'standfirst') => (
    <LineUnderlines value={story.form[field]} checks={checking.underlined(field)} active={checking.checks.active} />
  )
  const onPaste = (event: ClipboardEvent) => {
    if (story.paste.fromClipboard(event.clipboardData)) event.preventDefault()
  }
  return (
    <>
      <LineField
        id="headline"
        label="Headline"
        value={story.form.headline}
        problem={problemOf('headline')}
        readOnly={readOnly}
        big
        limit={HEADLINE_MAX_CHARACTERS}
        behind={underlined('headline')}
        onPaste={onPaste}
        onChange={(headline) => story.change({ headline })}
        onEnter={() => document.getElementById('standfirst')?.focus()}
      />
      <LineField
        id="standfirst"
        label="Standfirst"
        value={story.form.standfirst}
        problem={problemOf('standfirst')}
        readOnly={readOnly}
        limit={STANDFIRST_MAX_CHARACTERS}
        behind={underlined('standfirst')}
        onPaste={onPaste}
        onChange={(standfirst) => story.change({ standfirst })}
        onEnter={() => story.editor?.commands.focus('start')}
      />
    </>
  )
}

/** On a narrow screen the panel is below the story: the way to it. */
type PanelJumpProps = { story: Story; related: RelatedPreview; found: number; onGo: (panel: Panel) => void }

function PanelJump({ story, related, found, onGo }: PanelJumpProps) {
  return (
    <p className={styles.jump}>
      <span className="visually-hidden">Go to</span>
      <button type="button" onClick={() => onGo('tags')}>
        Tags ({story.form.tags.length})
      </button>
      <button type="button" onClick={() => onGo('related')}>
        Related{related.links === null ? '' : ` (${related.links.length})`}
      </button>
      <button type="button" onClick={() => onGo('checks')}>
        Checks{found === 0 ? '' : ` (${found})`}
      </button>
      <button type="button" onClick={() => onGo('details')}>
        Details
      </button>
      <button type="button" onClick={() => onGo('workflow')}>
        Workflow
      </button>
    </p>
  )
}

/** A new story starts in its headline. */
function useFirstFocus(isNew: boolean) {
  useEffect(() => {
    if (isNew) document.getElementById('headline')?.focus()
  }, [isNew])
}
