/**
 * Every way into the newsroom's data, tried by every role, on a story of one's own and on another's. This goes past
 * pages, actions and proxy.ts: what is refused here is refused whatever stands in front of it.
 */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { draftArticle, liveArticle, type MadeArticle, storyInput, withdrawnArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { type Person, ROLES, systemActor } from './access/actor'
import { emptyBody } from './articles/body'
import { approveStory } from './articles/commands/approve-story'
import { changeMany } from './articles/commands/change-many'
import { changeSlug } from './articles/commands/change-slug'
import { createArticle } from './articles/commands/create-article'
import { curateRelated } from './articles/commands/curate-related'
import { deleteDraft } from './articles/commands/delete-draft'
import { dropWorkingCopy } from './articles/commands/drop-working-copy'
import { exportStories } from './articles/commands/export-stories'
import { importStories } from './articles/commands/import-stories'
import { changeFact, createFact, deleteFact } from './articles/commands/keep-fact'
import { keepWorkingCopy } from './articles/commands/keep-working-copy'
import { labelRevision } from './articles/commands/label-revision'
import { leaveStory } from './articles/commands/leave-story'
import { makeLiveAgain } from './articles/commands/make-live-again'
import { markReviewed } from './articles/commands/mark-reviewed'
import { moveSchedule } from './articles/commands/move-schedule'
import { notePresence } from './articles/commands/note-presence'
import { publishArticle } from './articles/commands/publish-article'
import { recordOpening } from './articles/commands/record-opening'
import { refuseTags } from './articles/commands/refuse-tags'
import { replaceLink } from './articles/commands/replace-link'
import { restoreRevision } from './articles/commands/restore-revision'
import { retagStory } from './articles/commands/retag-story'
import { retractStory } from './articles/commands/retract-story'
import { retrySchedule } from './articles/commands/retry-schedule'
import { returnStory } from './articles/commands/return-story'
import { saveDraft } from './articles/commands/save-draft'
import { scheduleStory } from './articles/commands/schedule-story'
import { setEmbargo } from './articles/commands/set-embargo'
import { setLegallySensitive } from './articles/commands/set-legally-sensitive'
import { setPeople } from './articles/commands/set-people'
import { setReminder } from './articles/commands/set-reminder'
import { submitForReview } from './articles/commands/submit-for-review'
import { takeOver } from './articles/commands/take-over'
import { unscheduleStory } from './articles/commands/unschedule-story'
import { withdrawArticle } from './articles/commands/withdraw-article'
import { getArticleForEditing, getHistory } from './articles/queries'
import { lastPlannedDay, readCalendar, readTroubles } from './articles/queries/calendar'
import { compareRevisions } from './articles/queries/compare-revisions'
import { getFact, listFacts, readFactPicks, readShownBody } from './articles/queries/facts'
import { readLeftText } from './articles/queries/left-text'
import { openPicture, readPicturesOf, whereUsed } from './articles/queries/picture-uses'
import { readScheduleHealth } from './articles/queries/schedule-health'
import { countTimesSetBy } from './articles/queries/times-of-person'
import { getWorkflow } from './articles/queries/workflow'
import { getBothVersions, getEditableRevision, getOwnCopy, listSettledPages, listSittings } from './articles/queries/working-copies'
import { auditCsv, listEvents } from './audit/queries'
import { endOtherSessions, endOwnSession } from './auth/commands/end-sessions'
import { addPasskey, beginPasskey, removePasskey, renamePasskey } from './auth/commands/own-passkeys'
import { confirmIdentity } from './auth/commands/pass-challenge'
import { beginCodes, confirmCodes, removeCodes, renewRecoveryCodes } from './auth/commands/set-up-codes'
import { confirmByPasskey } from './auth/commands/use-passkey'
import { listOwnSessions, readFactorNotice, readFactorsOf, readOwnFactors } from './auth/queries'
import { addComment } from './comments/commands/add-comment'
import { answerComment } from './comments/commands/answer-comment'
import { removeComment } from './comments/commands/remove-comment'
import { reopenComment, resolveComment } from './comments/commands/resolve-comment'
import { seeComment } from './comments/commands/see-comment'
import { commentsOf, countMentions, mentionsFor } from './comments/queries'
import { closeCorrection } from './corrections/commands/close-correction'
import { publishCorrection } from './corrections/commands/publish-correction'
import { reportProblem } from './corrections/commands/report-problem'
import { countOpenCorrections, listCorrections, listStoryCorrections } from './corrections/queries'
import { bringBack, publishStory, saveStory, withdrawStory } from './editor/commands'
import { planFound } from './editor/commands/plan-found'
import { getRevision, matchHeadlines, previewForEditor } from './editor/queries'
import { checkWords } from './editor/queries/check-words'
import { readNewsroomHealth } from './editor/queries/newsroom-health'
import { openStory } from './editor/queries/open-story'
import { listFoundIds, listStories, readDesk } from './editor/queries/story-list'
import { suggestTags } from './editor/queries/suggest-tags'
import { readStoryFilter } from './editor/story-filter'
import { readRecord } from './inspections/queries'
import { checkLinks, resumeCheck } from './links/commands/check-links'
import { checkAgain, leaveLink, removeLink, startCheck, useNewAddress } from './links/commands/fix-link'
import { countBrokenLinks, readLinkProgress, readLinkReport } from './links/queries'
import { keepPair } from './measures/commands/close-report'
import { endTest, forecastTaking, takeTest } from './measures/commands/fair-test'
import { leavePairOut } from './measures/commands/leave-pair-out'
import { reportListed, reportNotRelated } from './measures/commands/report-not-related'
import { countOpenReports, listReports, readClicks, readDaysOfLists } from './measures/queries'
import { readTests } from './measures/queries/fair-tests'
import { addPicture } from './media/commands/add-picture'
import { deletePicture, editPicture, replacePicture, withdrawConsent } from './media/commands/change-picture'
import { countExpiringPictures, getPicture, hasPictures, listPictures } from './media/queries'
import { changeNewsroomSettings } from './newsroom/commands'
import { getNewsroomSettings, openNewsroomSettings, readFeaturesInUse } from './newsroom/queries'
import { editSitePage } from './pages/commands'
import { getSitePageForEditing, listSitePages } from './pages/queries'
import { recountPoints } from './related/commands'
import { changeSettings, restoreSettings } from './related/commands/change-settings'
import { checkPostings } from './related/commands/check-postings'
import { editTagAsSeen } from './related/commands/edit-tag-as-seen'
import { forecastTest, startTest } from './related/commands/fair-test'
import { forecastPublication, forecastWithdrawal } from './related/commands/forecast-publication'
import { forecastSettings } from './related/commands/forecast-settings'
import { forecastTagChange } from './related/commands/forecast-tag-change'
import { rebuildPostings, startRebuild } from './related/commands/rebuild-postings'
import { mapFilterSchema } from './related/map-words'
import { explainAbsence, previewRelated } from './related/queries'
import { engineHealth, readEngineState } from './related/queries/engine-health'
import { readEngineOverview } from './related/queries/engine-overview'
import { readEngineSettings } from './related/queries/engine-settings'
import { linkedFrom } from './related/queries/linked-from'
import { getStoryRecord, listChanges } from './related/queries/list-changes'
import { readMapGraph } from './related/queries/map-graph'
import { countLoose, deadEndIds, readRelatedMap } from './related/queries/related-map'
import { engineSettingsOf } from './related/settings'
import { createPreviewLink } from './sharing/commands/create-preview-link'
import { revokePreviewLink } from './sharing/commands/revoke-preview-link'
import { listPreviewLinks } from './sharing/queries/list-links'
import { createStoryline } from './storylines/commands/create-storyline'
import { editStoryline } from './storylines/commands/edit-storyline'
import { orderStoryline } from './storylines/commands/order-storyline'
import { addStory, removeStory } from './storylines/commands/stories-of-line'
import { areasWithoutStoryline, findStoriesToAdd, getStoryline, listStorylines } from './storylines/queries'
import { changeStyleSettings } from './style/commands/change-settings'
import { addRule, changeRule, removeRule, switchRule } from './style/commands/keep-rule'
import { leaveFinding, rememberFindings, restRules, takeUpFinding } from './style/commands/remember-findings'
import { getRule, listLeftFindings, listRules, readRulesInUse, readStyleSettings } from './style/queries'
import { createTag } from './tags/commands/create-tag'
import { editTag } from './tags/commands/edit-tag'
import { seedReference } from './tags/commands/seed-reference'
import { switchRelating } from './tags/commands/switch-relating'
import { findTagSlug, getTag, listTags, listTagsForPicker } from './tags/queries'
import { findTagStories } from './tags/queries/find-tag-stories'
import type { Reference } from './tags/reference'
import { changeUser, resetPassword } from './users/commands/change-user'
import { createUser } from './users/commands/create-user'
import { inviteUser, revokeInvitation, sendInvitationAgain } from './users/commands/invite'
import { changeOwnName, changeOwnPassword } from './users/commands/own-account'
import { resetFactors } from './users/commands/reset-factors'
import { findUserId, getOwnAccount, getUser, hasDutiesShown, listInvitations, listUsers } from './users/queries'
import { mergeAsSeen, splitAsSeen } from './vocabulary/commands/change-as-seen'
import { forecastBulk } from './vocabulary/commands/forecast-bulk'
import { mergeTags } from './vocabulary/commands/merge-tags'
import { planBulk, planBulkLines, planChosen, planCsv } from './vocabulary/commands/plan-bulk'
import { previewMerge, previewRename, previewRetire, previewSplit } from './vocabulary/commands/preview-change'
import { decideProposal, proposeTag, seeProposal } from './vocabulary/commands/propose-tag'
import { renameTag } from './vocabulary/commands/rename-tag'
import { retireTag } from './vocabulary/commands/retire-tag'
import { settleBulk, startBulk, stopBulk, undoBulk } from './vocabulary/commands/run-bulk'
import { splitTag } from './vocabulary/commands/split-tag'
import { undoOperation } from './vocabulary/commands/undo-operation'
import { getBulk, listBulk, listStalledBulk, readBulkProgress } from './vocabulary/queries/bulk'
import { readCoverage } from './vocabulary/queries/coverage'
import { readVocabularyHealth } from './vocabulary/queries/health'
import { listOperations, listStoriesToSplit } from './vocabulary/queries/operations'
import { countProposals, listOwnDecisions, listProposals } from './vocabulary/queries/proposals'
import { listStoryOperations } from './vocabulary/queries/story-operations'

const NOW = new Date('2026-11-21T12:00:00Z')
const known = ({ id, version }: MadeArticle) => ({ id, version })
const tagFields = {
  label: 'Another theme',
  aliases: [] as string[],
  description: '',
  broaderSlug: null,
  doNotRelate: false,
  type: 'theme' as const,
}
const noCsv: Reference = { areas: [], tags: [], companions: [], inspections: [], pages: [] }

const unsaved = { articleId: null, headline: 'Words', tagSlugs: [], pins: [], exclusions: [], evergreen: false }

/** A generator asks nothing until its first part is asked for. */
async function everyPart(parts: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = []
  for await (const part of parts) all.push(part)
  return all
}

type Given = { actor: Person; story: (state?: 'draft' | 'live' | 'withdrawn') => Promise<MadeArticle> }
type Door = {
  name: string /** v a e m: viewer, author, editor, admin, for another's story and for one's own. */
  others: string
  own?: string
  go: (given: Given) => Promise<unknown>
}

const EVERYBODY = 'v a e m'
const WRITERS = '. a e m'
const EDITORS = '. . e m'
const ADMINS = '. . . m'

const TAB = '0b6e0b0e-3d0f-4d0a-9a52-0a4a0f3b7c11'
const typed = ({ id, version }: MadeArticle) => ({
  id,
  tab: TAB,
  sequence: 1,
  baseVersion: version,
  baseRevision: 1,
  over: null,
  story: storyInput(),
})

/** What an open page of the editor says by itself, and the versions of a story. */
const sittings: Door[] = [
  {
    name: 'keepWorkingCopy',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => keepWorkingCopy(actor, typed(await story()), NOW),
  },
  {
    name: 'dropWorkingCopy',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => dropWorkingCopy(actor, { id: (await story()).id, sitting: { tab: TAB, sequence: 1, over: null } }, NOW),
  },
  {
    name: 'leaveStory',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => leaveStory(actor, { id: (await story()).id, tab: TAB, copy: null }, NOW),
  },
  {
    name: 'notePresence of a page that writes',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => notePresence(actor, { id: (await story()).id, tab: TAB, replaces: null, writes: true }, NOW),
  },
  {
    name: 'notePresence of a page that reads',
    others: EVERYBODY,
    go: async ({ actor, story }) => notePresence(actor, { id: (await story()).id, tab: TAB, replaces: null, writes: false }, NOW),
  },
  {
    name: 'takeOver',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => takeOver(actor, { id: (await story()).id, tab: TAB }, NOW),
  },
  {
    name: 'refuseTags',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => refuseTags(actor, { id: (await story()).id, slugs: [], refused: true }, NOW),
  },
  {
    name: 'suggestTags',
    others: EVERYBODY,
    go: async ({ actor, story }) => suggestTags(actor, { articleId: (await story()).id, headline: '', standfirst: '', paragraphs: [] }),
  },
  { name: 'getOwnCopy', others: EVERYBODY, go: async ({ actor, story }) => getOwnCopy(actor, (await story()).id) },
  { name: 'listSittings', others: EVERYBODY, go: async ({ actor, story }) => listSittings(actor, (await story()).id) },
  {
    name: 'listSettledPages',
    others: EVERYBODY,
    go: async ({ actor, story }) => listSettledPages(actor, { id: (await story()).id, tabs: [TAB] }),
  },
  {
    name: 'getEditableRevision',
    others: EVERYBODY,
    go: async ({ actor, story }) => getEditableRevision(actor, { id: (await story()).id, revision: 1 }),
  },
  {
    name: 'getBothVersions',
    others: EVERYBODY,
    go: async ({ actor, story }) => getBothVersions(actor, { id: (await story()).id, revision: 1 }),
  },
  {
    name: 'compareRevisions',
    others: EVERYBODY,
    go: async ({ actor, story }) => compareRevisions(actor, (await story()).id, 1, 'newest'),
  },
  {
    name: 'labelRevision',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => labelRevision(actor, { id: (await story()).id, revision: 1, label: 'as sent to legal' }, NOW),
  },
  {
    name: 'restoreRevision',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => restoreRevision(actor, { ...known(await story()), revision: 1 }, NOW),
  },
]

const stories: Door[] = [
  { name: 'createArticle', others: WRITERS, go: ({ actor }) => createArticle(actor, storyInput(), NOW) },
  {
    name: 'saveDraft',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => saveDraft(actor, { ...known(await story()), ...storyInput() }, NOW),
  },
  {
    name: 'saveDraft of a live story',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => saveDraft(actor, { ...known(await story('live')), ...storyInput() }, NOW),
  },
  {
    name: 'publishArticle',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => publishArticle(actor, known(await story()), NOW),
  },
  {
    name: 'publishArticle again',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => publishArticle(actor, { ...known(await story('live')), change: 'minor' }, NOW),
  },
  {
    name: 'withdrawArticle',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => withdrawArticle(actor, { ...known(await story('live')), reason: 'A reason' }, NOW),
  },
  {
    name: 'withdrawStory',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => withdrawStory(actor, { ...known(await story('live')), reason: 'A reason' }, NOW),
  },
  {
    name: 'makeLiveAgain',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => makeLiveAgain(actor, known(await story('withdrawn')), NOW),
  },
  {
    name: 'bringBack',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => bringBack(actor, known(await story('withdrawn')), NOW),
  },
  {
    name: 'changeSlug of a draft',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => changeSlug(actor, { ...known(await story()), slug: 'another' }, NOW),
  },
  {
    name: 'changeSlug of a live story',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => changeSlug(actor, { ...known(await story('live')), slug: 'another' }, NOW),
  },
  { name: 'deleteDraft', others: EDITORS, own: WRITERS, go: async ({ actor, story }) => deleteDraft(actor, known(await story()), NOW) },
  {
    name: 'importStories',
    others: EDITORS,
    go: ({ actor }) => importStories(actor, { lines: [], publish: true, dryRun: false }, NOW),
  },
  {
    name: 'exportStories',
    others: EVERYBODY,
    go: async ({ actor, story }) => {
      await story()
      return exportStories(actor).next()
    },
  },
  {
    name: 'saveStory',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => saveStory(actor, { known: known(await story()), story: storyInput() }, NOW),
  },
  {
    name: 'publishStory',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) =>
      publishStory(actor, { known: known(await story()), story: null, change: undefined, note: undefined }, NOW),
  },
  { name: 'getArticleForEditing', others: EVERYBODY, go: async ({ actor, story }) => getArticleForEditing(actor, (await story()).id) },
  { name: 'openStory', others: EVERYBODY, go: async ({ actor, story }) => openStory(actor, (await story()).id, NOW) },
  { name: 'getHistory', others: EVERYBODY, go: async ({ actor, story }) => getHistory(actor, (await story()).id) },
  { name: 'getRevision', others: EVERYBODY, go: async ({ actor, story }) => getRevision(actor, (await story()).id, 1) },
  { name: 'listStories', others: EVERYBODY, go: ({ actor }) => listStories(actor, readStoryFilter({})) },
  { name: 'readDesk', others: EVERYBODY, go: ({ actor }) => readDesk(actor) },
  { name: 'matchHeadlines', others: EVERYBODY, go: ({ actor }) => matchHeadlines(actor, { articleId: null, headlines: ['Words'] }) },
  {
    name: 'curateRelated of a live story',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) =>
      curateRelated(actor, { id: (await story('live')).id, act: { kind: 'drop-external', url: 'https://example.org/' } }, NOW),
  },
  {
    name: 'curateRelated of a draft',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) =>
      curateRelated(actor, { id: (await story()).id, act: { kind: 'drop-external', url: 'https://example.org/' } }, NOW),
  },
  {
    name: 'explainAbsence',
    others: EVERYBODY,
    go: ({ actor }) => explainAbsence(actor, { story: unsaved, headline: 'Other' }, NOW),
  },
  { name: 'previewRelated', others: EVERYBODY, go: ({ actor }) => previewRelated(actor, unsaved, NOW) },
  { name: 'previewForEditor', others: EVERYBODY, go: ({ actor }) => previewForEditor(actor, unsaved, NOW) },
  // A forecast is taken back whole, so who may read may ask for it.
  {
    name: 'forecastPublication',
    others: EVERYBODY,
    go: async ({ actor, story }) => forecastPublication(actor, { id: (await story()).id, story: null }, NOW),
  },
  {
    name: 'forecastWithdrawal',
    others: EVERYBODY,
    go: async ({ actor, story }) => forecastWithdrawal(actor, { id: (await story('live')).id }, NOW),
  },
  { name: 'linkedFrom', others: EVERYBODY, go: async ({ actor, story }) => linkedFrom(actor, { id: (await story('live')).id }, NOW) },
  { name: 'getStoryRecord', others: EVERYBODY, go: async ({ actor, story }) => getStoryRecord(actor, (await story('live')).id) },
]

const settings = { version: 1, settings: engineSettingsOf({}) }
const fairTest = { version: 1, name: 'Variety', share: 50, days: 14, changes: { dayShare: 1 } }
const engine: Door[] = [
  { name: 'changeSettings', others: ADMINS, go: ({ actor }) => changeSettings(actor, settings, NOW) },
  { name: 'restoreSettings', others: ADMINS, go: ({ actor }) => restoreSettings(actor, { version: 1, to: 1 }, NOW) },
  { name: 'startTest', others: ADMINS, go: ({ actor }) => startTest(actor, fairTest, NOW) },
  { name: 'forecastTest', others: ADMINS, go: ({ actor }) => forecastTest(actor, fairTest, NOW) },
  { name: 'forecastSettings', others: ADMINS, go: ({ actor }) => forecastSettings(actor, settings, NOW) },
  {
    name: 'forecastTagChange',
    others: EVERYBODY,
    go: async ({ actor }) => forecastTagChange(actor, { ...tagFields, id: (await makeTag()).id, version: 1 }, NOW),
  },
  { name: 'checkPostings', others: EDITORS, go: ({ actor }) => checkPostings(actor, NOW) },
  { name: 'rebuildPostings', others: EDITORS, go: ({ actor }) => rebuildPostings(actor, {}, NOW) },
  {
    name: 'startRebuild',
    others: EDITORS,
    go: async ({ actor }) => {
      await startRebuild(actor, {}, NOW)
      // It goes on by itself: the next test must not empty the database under it.
      await expect.poll(() => db.relatedWork.count({ where: { rebuildStartedAt: { not: null } } })).toBe(0)
    },
  },
  { name: 'readEngineState', others: EVERYBODY, go: ({ actor }) => readEngineState(actor, NOW) },
  { name: 'engineHealth', others: EVERYBODY, go: ({ actor }) => engineHealth(actor, NOW) },
  { name: 'readNewsroomHealth', others: EVERYBODY, go: ({ actor }) => readNewsroomHealth(actor, NOW) },
  { name: 'readEngineOverview', others: EVERYBODY, go: ({ actor }) => readEngineOverview(actor, NOW) },
  { name: 'readEngineSettings', others: EVERYBODY, go: ({ actor }) => readEngineSettings(actor) },
  { name: 'listChanges', others: EVERYBODY, go: ({ actor }) => listChanges(actor, {}) },
  { name: 'readRelatedMap', others: EVERYBODY, go: ({ actor }) => readRelatedMap(actor, mapFilterSchema.parse({}), NOW) },
  { name: 'readMapGraph', others: EVERYBODY, go: ({ actor }) => readMapGraph(actor, NOW) },
  { name: 'deadEndIds', others: EVERYBODY, go: ({ actor }) => deadEndIds(actor, NOW) },
  { name: 'countLoose', others: EVERYBODY, go: ({ actor }) => countLoose(actor, NOW) },
]

const everythingElse: Door[] = [
  { name: 'getNewsroomSettings', others: EVERYBODY, go: ({ actor }) => getNewsroomSettings(actor) },
  { name: 'createTag', others: EDITORS, go: ({ actor }) => createTag(actor, tagFields, NOW) },
  {
    name: 'editTagAsSeen',
    others: EDITORS,
    go: async ({ actor }) => editTagAsSeen(actor, { ...tagFields, id: (await makeTag()).id, version: 1 }, NOW),
  },
  {
    name: 'editTag',
    others: EDITORS,
    go: async ({ actor }) => editTag(actor, { ...tagFields, id: (await makeTag()).id, version: 1 }, NOW),
  },
  { name: 'seedReference', others: EDITORS, go: ({ actor }) => seedReference(actor, NOW, noCsv) },
  { name: 'listTagsForPicker', others: EVERYBODY, go: ({ actor }) => listTagsForPicker(actor) },
  { name: 'listTags', others: EVERYBODY, go: ({ actor }) => listTags(actor) },
  { name: 'findTagStories', others: EVERYBODY, go: async ({ actor }) => findTagStories(actor, { id: (await makeTag()).id, words: 'a' }) },
  { name: 'getTag', others: EVERYBODY, go: async ({ actor }) => getTag(actor, (await makeTag()).slug) },
  {
    name: 'editSitePage',
    others: ADMINS,
    go: ({ actor }) => editSitePage(actor, { key: 'about', version: 1, title: 'About', body: storyInput().body }, NOW),
  },
  { name: 'listSitePages', others: ADMINS, go: ({ actor }) => listSitePages(actor) },
  { name: 'getSitePageForEditing', others: ADMINS, go: ({ actor }) => getSitePageForEditing(actor, 'about') },
  { name: 'readRecord', others: EVERYBODY, go: ({ actor }) => readRecord(actor) },
  {
    name: 'reportNotRelated',
    others: EVERYBODY,
    go: async ({ actor }) => reportNotRelated(actor, { articleId: (await draftArticle()).id, targetId: (await draftArticle()).id }, NOW),
  },
  {
    name: 'reportListed',
    others: EVERYBODY,
    go: async ({ actor }) => reportListed(actor, { articleId: (await draftArticle()).id, target: 9 }, NOW),
  },
  { name: 'leavePairOut', others: EDITORS, go: ({ actor }) => leavePairOut(actor, { article: 1, target: 2 }, NOW) },
  { name: 'endTest', others: ADMINS, go: ({ actor }) => endTest(actor, { id: 1 }, NOW) },
  { name: 'forecastTaking', others: ADMINS, go: ({ actor }) => forecastTaking(actor, { id: 1 }, NOW) },
  { name: 'takeTest', others: ADMINS, go: ({ actor }) => takeTest(actor, { id: 1 }, NOW) },
  { name: 'readTests', others: EVERYBODY, go: ({ actor }) => readTests(actor, NOW) },
  { name: 'keepPair', others: EDITORS, go: ({ actor }) => keepPair(actor, { article: 1, target: 2 }, NOW) },
  { name: 'countOpenReports', others: EVERYBODY, go: ({ actor }) => countOpenReports(actor) },
  { name: 'listReports', others: EVERYBODY, go: ({ actor }) => listReports(actor, NOW) },
  { name: 'readClicks', others: EVERYBODY, go: ({ actor }) => readClicks(actor, 7, NOW) },
  { name: 'readDaysOfLists', others: EVERYBODY, go: ({ actor }) => readDaysOfLists(actor, 7, NOW) },
  { name: 'recountPoints', others: EDITORS, go: ({ actor }) => recountPoints(actor, NOW) },
  { name: 'listEvents', others: EDITORS, go: ({ actor }) => listEvents(actor, {}) },
  { name: 'auditCsv', others: EDITORS, go: ({ actor }) => everyPart(auditCsv(actor, {})) },
  { name: 'createUser', others: ADMINS, go: ({ actor }) => createUser(actor, { email: 'new@example.org', name: 'New', role: 'admin' }) },
  {
    name: 'changeUser',
    others: ADMINS,
    go: ({ actor }) => changeUser(actor, { id: actor.id, name: 'Me', role: 'admin', active: true }, NOW),
  },
  { name: 'resetPassword', others: ADMINS, go: ({ actor }) => resetPassword(actor, { id: actor.id }, NOW) },
  { name: 'listUsers', others: ADMINS, go: ({ actor }) => listUsers(actor) },
  { name: 'getUser', others: ADMINS, go: ({ actor }) => getUser(actor, actor.id) },
]

const storylines: Door[] = [
  {
    name: 'retagStory',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => retagStory(actor, { id: (await story()).id, add: [], remove: [] }, NOW),
  },
  {
    name: 'retagStory of a live story',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => retagStory(actor, { id: (await story('live')).id, add: [], remove: [] }, NOW),
  },
  { name: 'createStoryline', others: EDITORS, go: ({ actor }) => createStoryline(actor, { label: 'Line', summary: '' }, NOW) },
  {
    name: 'editStoryline',
    others: EDITORS,
    go: async ({ actor }) => editStoryline(actor, { ...(await line()), tagVersion: 1, label: 'New', summary: '', state: 'closed' }, NOW),
  },
  {
    name: 'orderStoryline',
    others: EDITORS,
    go: async ({ actor }) => orderStoryline(actor, { ...(await line()), byHand: true, sequence: [] }, NOW),
  },
  {
    name: 'addStory',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => addStory(actor, { tagId: (await line()).tagId, storyId: (await story()).id }, NOW),
  },
  {
    name: 'removeStory',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => removeStory(actor, { tagId: (await line()).tagId, storyId: (await story()).id }, NOW),
  },
  { name: 'listStorylines', others: EVERYBODY, go: ({ actor }) => listStorylines(actor) },
  {
    name: 'getStoryline',
    others: EVERYBODY,
    go: async ({ actor }) => getStoryline(actor, (await makeTag({ type: 'storyline' })).slug),
  },
  { name: 'areasWithoutStoryline', others: EVERYBODY, go: ({ actor }) => areasWithoutStoryline(actor) },
  { name: 'findStoriesToAdd', others: EVERYBODY, go: ({ actor }) => findStoriesToAdd(actor, { tagId: 1, words: 'a' }) },
]
/** A storyline nothing was said of yet. */
const line = async () => ({ tagId: (await makeTag({ type: 'storyline' })).id, version: 0 })

/** A link that no story holds: nothing is asked of anybody outside. */
const link = { url: 'https://example.org/' }
const links: Door[] = [
  {
    name: 'replaceLink',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => replaceLink(actor, { id: (await story('live')).id, from: link.url, to: null }, NOW),
  },
  { name: 'useNewAddress', others: EDITORS, go: ({ actor }) => useNewAddress(actor, link, NOW) },
  { name: 'removeLink', others: EDITORS, go: ({ actor }) => removeLink(actor, link, NOW) },
  { name: 'leaveLink', others: EDITORS, go: ({ actor }) => leaveLink(actor, link, NOW) },
  { name: 'checkAgain', others: EDITORS, go: ({ actor }) => checkAgain(actor, link, NOW) },
  { name: 'checkLinks', others: EDITORS, go: ({ actor }) => checkLinks(actor, {}, NOW) },
  { name: 'startCheck', others: EDITORS, go: ({ actor }) => startCheck(actor, {}, NOW) },
  { name: 'resumeCheck', others: EDITORS, go: ({ actor }) => resumeCheck(actor, NOW) },
  { name: 'readLinkReport', others: EVERYBODY, go: ({ actor }) => readLinkReport(actor, { list: 'broken', page: 1 }) },
  { name: 'countBrokenLinks', others: EVERYBODY, go: ({ actor }) => countBrokenLinks(actor) },
  { name: 'readLinkProgress', others: EVERYBODY, go: ({ actor }) => readLinkProgress(actor) },
]

/** A comment of this person's on a story. */
const commented = async ({ actor, story }: Given): Promise<{ commentId: string }> => {
  const { id } = await story()
  const made = { articleId: id, revisionId: id, body: 'Said', authorId: actor.id, authorName: actor.name }
  return { commentId: (await db.comment.create({ data: made, select: { id: true } })).id }
}
const comments: Door[] = [
  {
    name: 'addComment',
    others: EVERYBODY,
    go: async ({ actor, story }) => addComment(actor, { articleId: (await story()).id, anchor: null, body: 'Said', mentions: [] }, NOW),
  },
  {
    name: 'answerComment',
    others: EVERYBODY,
    go: async (given) => answerComment(given.actor, { ...(await commented(given)), body: 'Said', mentions: [] }, NOW),
  },
  { name: 'removeComment', others: EVERYBODY, go: async (given) => removeComment(given.actor, await commented(given), NOW) },
  { name: 'resolveComment', others: EVERYBODY, go: async (given) => resolveComment(given.actor, await commented(given), NOW) },
  {
    name: 'resolveComment of somebody else',
    others: EDITORS,
    own: WRITERS,
    go: async (given) => resolveComment(given.actor, await commented({ ...given, actor: (await makeUser()).actor }), NOW),
  },
  { name: 'reopenComment', others: EVERYBODY, go: async (given) => reopenComment(given.actor, await commented(given), NOW) },
  { name: 'seeComment', others: EVERYBODY, go: async (given) => seeComment(given.actor, await commented(given), NOW) },
  { name: 'commentsOf', others: EVERYBODY, go: async ({ actor, story }) => commentsOf(actor, (await story()).id, NOW) },
  { name: 'mentionsFor', others: EVERYBODY, go: ({ actor }) => mentionsFor(actor) },
  { name: 'countMentions', others: EVERYBODY, go: ({ actor }) => countMentions(actor) },
]

const shared = async ({ story }: Given): Promise<{ linkId: string }> => {
  const { id } = await story()
  const expiresAt = new Date(NOW.getTime() + 3_600_000)
  const made = { articleId: id, label: 'the lawyer', tokenHash: randomHash(), createdByName: 'Somebody', createdAt: NOW, expiresAt }
  return { linkId: (await db.previewLink.create({ data: made, select: { id: true } })).id }
}
const randomHash = (): string => Array.from({ length: 64 }, () => Math.floor(Math.random() * 16).toString(16)).join('')
/** What goes out without an account: authors share their own stories, editors any. */
const sharing: Door[] = [
  {
    name: 'createPreviewLink',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) =>
      createPreviewLink(actor, { articleId: (await story()).id, label: 'the lawyer', shows: 'latest', hours: 1 }, NOW),
  },
  {
    name: 'revokePreviewLink of somebody else’s',
    others: EDITORS,
    own: WRITERS,
    go: async (given) => revokePreviewLink(given.actor, await shared(given), NOW),
  },
  { name: 'listPreviewLinks', others: EVERYBODY, go: async ({ actor, story }) => listPreviewLinks(actor, (await story()).id, NOW) },
]

const judged = { seriousness: 'minor', sat: 'body' } as const
/** What was wrong, and what readers are told. */
const corrections: Door[] = [
  {
    name: 'reportProblem',
    others: EVERYBODY,
    go: async ({ actor, story }) => reportProblem(actor, { articleId: (await story('live')).id, complaint: 'Wrong', ...judged }, NOW),
  },
  {
    name: 'publishCorrection',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => {
      const { id, version } = await story('live')
      const told = { correctionId: null, kind: 'correction', wording: 'It was wrong', place: 'foot', words: 'live', ...judged } as const
      return publishCorrection(actor, { articleId: id, version, ...told }, NOW)
    },
  },
  {
    name: 'closeCorrection',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => {
      const filed = { articleId: (await story('live')).id, kind: 'correction', complaint: 'Wrong', createdByName: 'Somebody' }
      const { id } = await db.correction.create({ data: filed, select: { id: true } })
      return closeCorrection(actor, { correctionId: id, note: 'It is right' }, NOW)
    },
  },
  { name: 'listStoryCorrections', others: EVERYBODY, go: async ({ actor, story }) => listStoryCorrections(actor, (await story()).id, NOW) },
  { name: 'listCorrections', others: EVERYBODY, go: ({ actor }) => listCorrections(actor, { page: 1 }, NOW) },
  { name: 'countOpenCorrections', others: EVERYBODY, go: ({ actor }) => countOpenCorrections(actor, NOW) },
  {
    name: 'setLegallySensitive',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => setLegallySensitive(actor, { ...known(await story()), on: true, reason: 'A trial' }, NOW),
  },
]

const NOBODYS = '00000000-0000-4000-8000-000000000000'
const noAnswer = { id: 'AA', rawId: 'AA', type: 'public-key' as const, clientExtensionResults: {} }
/** Accounts are for admins; one's own is for everybody, whatever their role. */
const people: Door[] = [
  {
    name: 'inviteUser',
    others: ADMINS,
    go: ({ actor }) => inviteUser(actor, { email: 'new@example.org', name: 'New', role: 'viewer', duties: [] }, NOW),
  },
  { name: 'sendInvitationAgain', others: ADMINS, go: ({ actor }) => sendInvitationAgain(actor, { id: NOBODYS }, NOW) },
  { name: 'revokeInvitation', others: ADMINS, go: ({ actor }) => revokeInvitation(actor, { id: NOBODYS }, NOW) },
  { name: 'resetFactors', others: ADMINS, go: ({ actor }) => resetFactors(actor, { id: actor.id }, NOW) },
  { name: 'listInvitations', others: ADMINS, go: ({ actor }) => listInvitations(actor, NOW) },
  { name: 'findUserId', others: ADMINS, go: ({ actor }) => findUserId(actor, 'sam@example.org') },
  { name: 'hasDutiesShown', others: ADMINS, go: ({ actor }) => hasDutiesShown(actor) },
  { name: 'readFactorsOf', others: ADMINS, go: ({ actor }) => readFactorsOf(actor, actor.id) },
  { name: 'listOwnSessions', others: EVERYBODY, go: ({ actor }) => listOwnSessions(actor, NOW) },
  { name: 'readFactorNotice', others: EVERYBODY, go: ({ actor }) => readFactorNotice(actor, NOW) },
  { name: 'readOwnFactors', others: EVERYBODY, go: ({ actor }) => readOwnFactors(actor, NOW) },
  { name: 'getOwnAccount', others: EVERYBODY, go: ({ actor }) => getOwnAccount(actor) },
  { name: 'changeOwnName', others: EVERYBODY, go: ({ actor }) => changeOwnName(actor, { name: 'Me' }) },
  {
    name: 'changeOwnPassword',
    others: EVERYBODY,
    go: ({ actor }) => changeOwnPassword(actor, { password: 'a lamp under the stairs' }, NOW),
  },
  { name: 'endOwnSession', others: EVERYBODY, go: ({ actor }) => endOwnSession(actor, { id: NOBODYS }, NOW) },
  { name: 'endOtherSessions', others: EVERYBODY, go: ({ actor }) => endOtherSessions(actor, {}, NOW) },
  { name: 'confirmIdentity', others: EVERYBODY, go: ({ actor }) => confirmIdentity(actor, { password: 'not this one' }, NOW) },
  {
    name: 'confirmByPasskey',
    others: EVERYBODY,
    go: ({ actor }) =>
      confirmByPasskey(actor, { ...noAnswer, response: { clientDataJSON: 'AA', authenticatorData: 'AA', signature: 'AA' } }, NOW),
  },
  { name: 'beginCodes', others: EVERYBODY, go: ({ actor }) => beginCodes(actor, {}, NOW) },
  { name: 'confirmCodes', others: EVERYBODY, go: ({ actor }) => confirmCodes(actor, { code: '000000' }, NOW) },
  { name: 'removeCodes', others: EVERYBODY, go: ({ actor }) => removeCodes(actor, {}, NOW) },
  { name: 'renewRecoveryCodes', others: EVERYBODY, go: ({ actor }) => renewRecoveryCodes(actor, {}, NOW) },
  { name: 'beginPasskey', others: EVERYBODY, go: ({ actor }) => beginPasskey(actor, {}, NOW) },
  {
    name: 'addPasskey',
    others: EVERYBODY,
    go: ({ actor }) =>
      addPasskey(actor, { name: 'Key', answer: { ...noAnswer, response: { clientDataJSON: 'AA', attestationObject: 'AA' } } }, NOW),
  },
  { name: 'renamePasskey', others: EVERYBODY, go: ({ actor }) => renamePasskey(actor, { id: 'AA', name: 'Key' }) },
  { name: 'removePasskey', others: EVERYBODY, go: ({ actor }) => removePasskey(actor, { id: 'AA' }, NOW) },
]

/** Who may bring a story on its way, stage by stage: modules/workflow-matrix.db.test.ts. */
const soon = new Date('2999-01-01T09:00:00Z')
const timed = async ({ story }: Given): Promise<{ id: string; version: number; scheduleId: string }> => {
  const { id, version } = await story()
  const set = { articleId: id, act: 'publish', dueAt: soon, createdByName: 'Somebody' }
  return { id, version, scheduleId: (await db.schedule.create({ data: set, select: { id: true } })).id }
}
const workflow: Door[] = [
  {
    name: 'submitForReview',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => submitForReview(actor, known(await story()), NOW),
  },
  { name: 'approveStory', others: EDITORS, own: EDITORS, go: async ({ actor, story }) => approveStory(actor, known(await story()), NOW) },
  {
    name: 'returnStory',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => returnStory(actor, { ...known(await story()), note: 'Once more' }, NOW),
  },
  { name: 'retractStory', others: EDITORS, own: WRITERS, go: async ({ actor, story }) => retractStory(actor, known(await story()), NOW) },
  {
    name: 'markReviewed',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => markReviewed(actor, known(await story('live')), NOW),
  },
  {
    name: 'scheduleStory',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => scheduleStory(actor, { ...known(await story()), act: 'publish', at: soon }, NOW),
  },
  {
    name: 'unscheduleStory',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => unscheduleStory(actor, { ...known(await story()), act: 'publish' }, NOW),
  },
  {
    name: 'moveSchedule',
    others: EDITORS,
    own: EDITORS,
    go: async (given) => moveSchedule(given.actor, { ...(await timed(given)), at: soon }, NOW),
  },
  { name: 'retrySchedule', others: EDITORS, own: EDITORS, go: async (given) => retrySchedule(given.actor, await timed(given), NOW) },
  {
    name: 'setEmbargo',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => setEmbargo(actor, { ...known(await story()), until: soon }, NOW),
  },
  {
    name: 'setPeople',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => setPeople(actor, { ...known(await story()), sensitive: true, people: [] }, NOW),
  },
  {
    name: 'setReminder',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => setReminder(actor, { ...known(await story()), on: '2999-01-01' }, NOW),
  },
  // What each story's own command refuses is listed, not thrown.
  {
    name: 'changeMany',
    others: EVERYBODY,
    go: async ({ actor, story }) => changeMany(actor, { act: 'approve', stories: [known(await story())] }, NOW),
  },
  { name: 'recordOpening', others: EVERYBODY, go: async ({ actor, story }) => recordOpening(actor, (await story()).id, NOW) },
  { name: 'getWorkflow', others: EVERYBODY, go: async ({ actor, story }) => getWorkflow(actor, (await story()).id, NOW) },
  { name: 'readCalendar', others: EVERYBODY, go: ({ actor }) => readCalendar(actor, { from: '2026-11-01', to: '2026-11-30' }, NOW) },
  { name: 'readTroubles', others: EVERYBODY, go: ({ actor }) => readTroubles(actor, NOW) },
  { name: 'lastPlannedDay', others: EVERYBODY, go: ({ actor }) => lastPlannedDay(actor, NOW) },
  { name: 'readScheduleHealth', others: EVERYBODY, go: ({ actor }) => readScheduleHealth(actor) },
  { name: 'readFeaturesInUse', others: EVERYBODY, go: ({ actor }) => readFeaturesInUse(actor) },
  { name: 'openNewsroomSettings', others: ADMINS, go: ({ actor }) => openNewsroomSettings(actor) },
  {
    name: 'changeNewsroomSettings',
    others: ADMINS,
    go: ({ actor }) => changeNewsroomSettings(actor, { version: 1, secondReader: 'off', features: [] }, NOW),
  },
]

const makers = { draft: draftArticle, live: liveArticle, withdrawn: withdrawnArticle }

/** Whether the door opened. What is refused for another reason than who asks was let in; a fault is a fault. */
async function opens(door: Door, actor: Person, owned: boolean): Promise<boolean> {
  const story = async (state: 'draft' | 'live' | 'withdrawn' = 'draft'): Promise<MadeArticle> => {
    const made = await makers[state]({ now: NOW })
    // Factories act for the product; the story is given to its owner afterwards.
    if (owned) await db.article.update({ where: { id: made.id }, data: { createdById: actor.id } })
    return made
  }
  try {
    await door.go({ actor, story })
    return true
  } catch (error) {
    if (error instanceof NotAllowed) return false
    if (error instanceof NotFound || error instanceof Conflict) return true
    throw error
  }
}

beforeEach(emptyDatabase)

// Whose picture it is counts, not whose story: these are of a picture that the product added.
const unknownPicture = { id: '00000000-0000-4000-8000-000000000000', version: 1 }
const upload = { file: '/nowhere', fileName: 'a.jpg' }
const addedPicture = async () => {
  const key = randomUUID().replaceAll('-', '')
  return db.media.create({ data: { key, fileName: 'a.jpg', width: 480, height: 320, widths: [480], bytes: 1, createdByName: 'Factory' } })
}
const pictureFields = {
  alt: '',
  caption: '',
  credit: '',
  rightsUntil: '',
  showsFamily: false,
  consentBy: '',
  consentOn: '',
  consentUntil: '',
}
const pictures: Door[] = [
  {
    name: 'addPicture',
    others: WRITERS,
    // Who may is asked first; then there is no such file.
    go: ({ actor }) => addPicture(actor, upload, NOW).catch(unlessNoFile),
  },
  {
    name: 'replacePicture',
    others: EDITORS,
    go: ({ actor }) => replacePicture(actor, { ...unknownPicture, ...upload }, NOW).catch(unlessNoFile),
  },
  {
    name: 'editPicture',
    others: EDITORS,
    go: async ({ actor }) => editPicture(actor, { ...pictureFields, fileName: 'b.jpg', id: (await addedPicture()).id, version: 1 }, NOW),
  },
  {
    name: 'withdrawConsent',
    others: EDITORS,
    go: async ({ actor }) => withdrawConsent(actor, { id: (await addedPicture()).id, version: 1 }, NOW),
  },
  {
    name: 'deletePicture',
    others: EDITORS,
    go: async ({ actor }) => deletePicture(actor, { id: (await addedPicture()).id, version: 1 }, NOW),
  },
  { name: 'listPictures', others: WRITERS, go: ({ actor }) => listPictures(actor, {}, NOW) },
  { name: 'getPicture', others: WRITERS, go: async ({ actor }) => getPicture(actor, (await addedPicture()).id, NOW) },
  { name: 'hasPictures', others: EVERYBODY, go: ({ actor }) => hasPictures(actor) },
  { name: 'countExpiringPictures', others: EVERYBODY, go: ({ actor }) => countExpiringPictures(actor, NOW) },
  {
    name: 'readLeftText',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => {
      const [{ id }, { actor: gone }] = [await story(), await makeUser({ active: false })]
      const at = { startedAt: NOW, changedAt: NOW, tab: TAB, sequence: 1, baseVersion: 1 }
      await db.workingCopy.create({ data: { ...at, articleId: id, personId: gone.id, personName: gone.name, words: storyInput() } })
      return readLeftText(actor, { id, personId: gone.id })
    },
  },
  { name: 'countTimesSetBy', others: EVERYBODY, go: ({ actor }) => countTimesSetBy(actor, actor.id, NOW) },
  { name: 'whereUsed', others: EVERYBODY, go: ({ actor }) => whereUsed(actor, unknownPicture.id, NOW) },
  // A viewer finds none; that there is one at all is not said (modules/media/pictures.db.test.ts).
  { name: 'openPicture', others: EVERYBODY, go: async ({ actor }) => openPicture(actor, { id: (await addedPicture()).id }, NOW) },
  {
    name: 'readPicturesOf',
    others: EVERYBODY,
    go: async ({ actor, story }) => readPicturesOf(actor, await getArticleForEditing(actor, (await story()).id), NOW),
  },
]

function unlessNoFile(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}

const styleFields = {
  pattern: 'words',
  flags: '',
  context: 'any' as const,
  correct: 'other words',
  replaces: false,
  reason: '',
  severity: 'note' as const,
  example: 'some words',
  counterExample: 'none',
}
const checked = { headline: '', standfirst: '', body: emptyBody, storyDate: null, leadPicture: null, writes: true }

const style: Door[] = [
  {
    name: 'checkWords',
    others: EVERYBODY,
    go: async ({ actor, story }) => checkWords(actor, { articleId: (await story()).id, ...checked }, NOW),
  },
  { name: 'listLeftFindings', others: EVERYBODY, go: async ({ actor, story }) => listLeftFindings(actor, (await story()).id) },
  { name: 'readRulesInUse', others: EVERYBODY, go: ({ actor }) => readRulesInUse(actor) },
  { name: 'readStyleSettings', others: EVERYBODY, go: ({ actor }) => readStyleSettings(actor) },
  { name: 'restRules', others: EVERYBODY, go: ({ actor }) => restRules(actor, [], NOW) },
  {
    name: 'rememberFindings',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => rememberFindings(actor, { articleId: (await story()).id, found: [] }, NOW),
  },
  {
    name: 'leaveFinding',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) =>
      leaveFinding(actor, { articleId: (await story()).id, rule: 'HS01', words: 'Ofcom', reason: 'A reason' }, NOW),
  },
  {
    name: 'takeUpFinding',
    others: EDITORS,
    own: WRITERS,
    go: async ({ actor, story }) => takeUpFinding(actor, { articleId: (await story()).id, rule: 'HS01', words: 'Ofcom' }, NOW),
  },
  { name: 'listRules', others: EDITORS, go: ({ actor }) => listRules(actor, { q: '' }) },
  { name: 'getRule', others: EDITORS, go: ({ actor }) => getRule(actor, 'HS01') },
  { name: 'addRule', others: EDITORS, go: ({ actor }) => addRule(actor, styleFields, NOW) },
  { name: 'changeRule', others: EDITORS, go: ({ actor }) => changeRule(actor, { id: 'HS01', version: 0, ...styleFields }, NOW) },
  { name: 'switchRule', others: EDITORS, go: ({ actor }) => switchRule(actor, { id: 'HS01', version: 0, active: false }, NOW) },
  { name: 'removeRule', others: EDITORS, go: ({ actor }) => removeRule(actor, { id: 'HS01', version: 0 }, NOW) },
  { name: 'changeStyleSettings', others: EDITORS, go: ({ actor }) => changeStyleSettings(actor, { version: 1, readingAge: 12 }, NOW) },
]

const someTag = async () => ({ id: (await makeTag()).id, version: 1 })
const renaming = async () => ({ ...(await someTag()), label: 'Another name', newAddress: false, keepName: false })
const splitting = async (story: MadeArticle) => {
  return { ...(await someTag()), toSlug: (await makeTag()).slug, keep: 'both' as const, storyIds: [story.id] }
}
const proposed = async (articleId: string | null = null) => {
  const asked = { label: `Something ${randomUUID()}`, type: 'theme' as const, reason: '', articleId }
  const made = await proposeTag(systemActor('Factory', 'a proposal'), asked, NOW)
  if (!made.ok) throw new Error('the factory was refused')
  return made.value
}
const vocabulary: Door[] = [
  {
    name: 'mergeTags',
    others: EDITORS,
    go: async ({ actor }) => mergeTags(actor, { ...(await someTag()), intoSlug: (await makeTag()).slug }, NOW),
  },
  {
    name: 'mergeAsSeen',
    others: EDITORS,
    go: async ({ actor }) => mergeAsSeen(actor, { ...(await someTag()), intoSlug: (await makeTag()).slug }, NOW),
  },
  {
    name: 'previewMerge',
    others: EDITORS,
    go: async ({ actor }) => previewMerge(actor, { ...(await someTag()), intoSlug: (await makeTag()).slug }, NOW),
  },
  { name: 'renameTag', others: EDITORS, go: async ({ actor }) => renameTag(actor, await renaming(), NOW) },
  { name: 'previewRename', others: EDITORS, go: async ({ actor }) => previewRename(actor, await renaming(), NOW) },
  { name: 'retireTag', others: EDITORS, go: async ({ actor }) => retireTag(actor, { ...(await someTag()), successorSlug: null }, NOW) },
  {
    name: 'previewRetire',
    others: EDITORS,
    go: async ({ actor }) => previewRetire(actor, { ...(await someTag()), successorSlug: null }, NOW),
  },
  ...(['splitTag', 'splitAsSeen'] as const).map(
    (name): Door => ({
      name,
      others: EDITORS,
      go: async ({ actor, story }) => {
        const one = await story()
        const asked = await splitting(one)
        await db.revisionTag.createMany({
          data: (await db.revision.findMany({ where: { articleId: one.id } })).map(({ id }) => ({ revisionId: id, tagId: asked.id })),
        })
        return (name === 'splitTag' ? splitTag : splitAsSeen)(actor, asked, NOW)
      },
    }),
  ),
  { name: 'previewSplit', others: EDITORS, go: async ({ actor, story }) => previewSplit(actor, await splitting(await story()), NOW) },
  {
    name: 'undoOperation',
    others: EDITORS,
    go: async ({ actor }) => {
      const renamed = await renameTag(systemActor('Factory', 'something to take back'), await renaming(), NOW)
      if (!renamed.ok) throw new Error('the factory was refused')
      return undoOperation(actor, { id: renamed.value.operation }, NOW)
    },
  },
  { name: 'listOperations', others: EVERYBODY, go: ({ actor }) => listOperations(actor, 1) },
  {
    name: 'listStoriesToSplit',
    others: EDITORS,
    go: async ({ actor, story }) => {
      const [{ id: tagId }, one] = [await makeTag(), await story()]
      await db.revisionTag.createMany({
        data: (await db.revision.findMany({ where: { articleId: one.id } })).map(({ id }) => ({ revisionId: id, tagId })),
      })
      return listStoriesToSplit(actor, tagId, { words: '', withSlug: '' })
    },
  },
  {
    name: 'proposeTag',
    others: WRITERS,
    go: async ({ actor, story }) =>
      proposeTag(actor, { label: 'Something new', type: 'theme', reason: '', articleId: (await story()).id }, NOW),
  },
  {
    name: 'decideProposal',
    others: EDITORS,
    go: async ({ actor }) => decideProposal(actor, { ...(await proposed()), decision: 'declined', note: 'A test' }, NOW),
  },
  { name: 'seeProposal', others: WRITERS, go: async ({ actor }) => seeProposal(actor, await proposed(), NOW) },
  {
    name: 'listProposals',
    others: EDITORS,
    go: async ({ actor, story }) => {
      await proposed((await story()).id)
      return listProposals(actor, NOW)
    },
  },
  { name: 'countProposals', others: EVERYBODY, go: ({ actor }) => countProposals(actor) },
  { name: 'listOwnDecisions', others: EVERYBODY, go: ({ actor }) => listOwnDecisions(actor) },
  { name: 'findTagSlug', others: EVERYBODY, go: async ({ actor }) => findTagSlug(actor, (await makeTag()).slug) },
]

/** Tagging in bulk, planned in the name of somebody who may. */
const planned = async (story?: MadeArticle): Promise<{ id: string }> => {
  const { slug } = await makeTag()
  const chosen = { ids: story ? [story.id] : [], words: 'a selection', add: [slug], remove: [] }
  const plan = await planBulk((await makeUser({ role: 'editor' })).actor, chosen, NOW)
  if (!plan.ok) throw new Error('the factory was refused')
  return plan.value
}
const oneTag = async () => ({ add: [(await makeTag()).slug], remove: [] })
const bulk: Door[] = [
  {
    name: 'planBulk',
    others: EDITORS,
    own: EDITORS,
    go: async ({ actor, story }) => planBulk(actor, { ids: [(await story()).id], words: 'a selection', ...(await oneTag()) }, NOW),
  },
  {
    name: 'planChosen',
    others: EDITORS,
    go: async ({ actor, story }) => planChosen(actor, { stories: [(await story()).id], ...(await oneTag()) }, NOW),
  },
  {
    name: 'planBulkLines',
    others: EDITORS,
    go: async ({ actor, story }) =>
      planBulkLines(actor, { lines: [{ line: 2, slug: (await story()).slug, ...(await oneTag()) }], bad: [] }, NOW),
  },
  {
    name: 'planCsv',
    others: EDITORS,
    go: async ({ actor, story }) => planCsv(actor, { lines: `slug,add\n${(await story()).slug},${(await makeTag()).slug}` }, NOW),
  },
  {
    name: 'planFound',
    others: EDITORS,
    go: async ({ actor }) => planFound(actor, { state: '', show: '', q: 'canarywords', ...(await oneTag()) }, NOW),
  },
  { name: 'startBulk', others: EDITORS, go: async ({ actor, story }) => startBulk(actor, await planned(await story()), NOW) },
  { name: 'stopBulk', others: EDITORS, go: async ({ actor }) => refusedLate(stopBulk(actor, await planned(), NOW)) },
  { name: 'undoBulk', others: EDITORS, go: async ({ actor }) => refusedLate(undoBulk(actor, await planned(), NOW)) },
  { name: 'settleBulk', others: EDITORS, go: async ({ actor }) => refusedLate(settleBulk(actor, await planned(), NOW)) },
  { name: 'listStalledBulk', others: EVERYBODY, go: async ({ actor }) => listStalledBulk(actor) },
  { name: 'forecastBulk', others: EDITORS, go: async ({ actor, story }) => forecastBulk(actor, await planned(await story('live')), NOW) },
  { name: 'listStoryOperations', others: EVERYBODY, go: async ({ actor, story }) => listStoryOperations(actor, (await story()).id) },
  { name: 'getBulk', others: EDITORS, go: async ({ actor, story }) => getBulk(actor, (await planned(await story())).id) },
  { name: 'readBulkProgress', others: EDITORS, go: async ({ actor }) => readBulkProgress(actor, (await planned()).id) },
  { name: 'listBulk', others: EDITORS, go: ({ actor }) => listBulk(actor) },
  { name: 'listFoundIds', others: EVERYBODY, go: ({ actor }) => listFoundIds(actor, readStoryFilter({}), 10, NOW) },
]
const healthDoors: Door[] = [
  { name: 'readCoverage', others: EVERYBODY, go: ({ actor }) => readCoverage(actor) },
  { name: 'readVocabularyHealth', others: EDITORS, go: ({ actor }) => readVocabularyHealth(actor, null, NOW) },
  {
    name: 'switchRelating',
    others: EDITORS,
    go: async ({ actor }) => switchRelating(actor, { id: (await makeTag()).id, version: 1, doNotRelate: true }, NOW),
  },
]
/** Whoever may is told that there is nothing to stop or undo yet. */
const refusedLate = (work: Promise<unknown>) =>
  work.catch((error: unknown) => {
    if (error instanceof Conflict) return null
    throw error
  })

const factFields = { label: 'Areas so far', value: '99', sourceUrl: null, checkedOn: null }
const madeFact = async () => {
  const made = await createFact(systemActor('Factory', 'a fact'), factFields, NOW)
  return { slug: made.ok ? made.value.slug : '', version: 1 }
}
const changedFact = async () => ({ ...(await madeFact()), ...factFields, value: '100' })
/** What is entered once and shown in many stories. */
const facts: Door[] = [
  { name: 'readFactPicks', others: EVERYBODY, go: ({ actor }) => readFactPicks(actor) },
  { name: 'listFacts', others: EVERYBODY, go: ({ actor }) => listFacts(actor, NOW) },
  { name: 'getFact', others: EVERYBODY, go: async ({ actor }) => getFact(actor, (await madeFact()).slug, NOW) },
  { name: 'readShownBody', others: EVERYBODY, go: ({ actor }) => readShownBody(actor, storyInput().body) },
  { name: 'createFact', others: EDITORS, go: ({ actor }) => createFact(actor, factFields, NOW) },
  { name: 'changeFact', others: EDITORS, go: async ({ actor }) => changeFact(actor, await changedFact(), NOW) },
  { name: 'deleteFact', others: EDITORS, go: async ({ actor }) => deleteFact(actor, await madeFact(), NOW) },
]

const doors = [
  ...facts,
  ...bulk,
  ...healthDoors,
  ...vocabulary,
  ...style,
  ...workflow,
  ...pictures,
  ...people,
  ...sittings,
  ...stories,
  ...engine,
  ...everythingElse,
  ...storylines,
  ...links,
  ...comments,
  ...sharing,
  ...corrections,
]
const cells = doors.flatMap((door) =>
  (['others', 'own'] as const).flatMap((whose) => {
    const row = whose === 'own' ? door.own : door.others
    return row ? ROLES.map((role, column) => ({ door, whose, role, expected: row.split(' ')[column] !== '.' })) : []
  }),
)

describe('every door, every role', () => {
  it.each(cells)('$door.name, $role, $whose: $expected', async ({ door, role, whose, expected }) => {
    const { actor } = await makeUser({ role })
    await makeUser({ role: 'admin' })
    expect(await opens(door, actor, whose === 'own')).toBe(expected)
  })

  it('is all of them: each exported query and command that takes an actor stands above', () => {
    const modules = join(import.meta.dirname)
    const files = readdirSync(modules, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /(?:^|\/)(?:queries|commands)(?:\/[\w-]+)?\.ts$/.test(file) && !file.includes('.test.'),
    )
    const found = files.flatMap((file) =>
      [
        ...readFileSync(join(modules, file), 'utf8').matchAll(
          /^export async function\*? (\w+)(?:<[^>]*>)?\(\s*actor: (?:Actor|Person)\b/gm,
        ),
      ].map((match) => match[1]),
    )
    const tried = new Set(doors.map(({ name }) => name.split(' ')[0]))
    expect(found.length).toBeGreaterThan(30)
    // Steps of commands that have permitted by then; the actor is who the event names.
    const steps = new Set(['insertUser', 'fillWaitingPins', 'findExisting', 'findStoredBefore', 'reportPins'])
    expect(found.filter((name = '') => !steps.has(name) && !tried.has(name)).sort()).toEqual([])
  })
})

describe('a closed story, to an admin who is not named on it', () => {
  const CANARY = 'Canarywords of a closed story'

  /** A sensitive story of somebody else's; a live one keeps its canary in words that readers do not have. */
  async function closedStory(state: 'draft' | 'live' | 'withdrawn' = 'draft'): Promise<MadeArticle> {
    const make = { draft: draftArticle, live: liveArticle, withdrawn: withdrawnArticle }[state]
    const made = await make(state === 'draft' ? { headline: CANARY, standfirst: CANARY } : {})
    const factory = systemActor('Factory', 'words only some may read')
    if (state === 'live') {
      const saved = await saveDraft(factory, { ...known(made), ...storyInput({ headline: CANARY }) }, NOW)
      if (!saved.ok) throw new Error('the factory was refused')
      made.version = saved.value.version
    }
    await db.article.update({ where: { id: made.id }, data: { sensitive: true } })
    return made
  }

  const wordsOf = (value: unknown): string => JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one)) ?? ''

  it.each(doors)('says nothing through $name', async ({ go }) => {
    const { actor } = await makeUser({ role: 'admin' })
    await closedStory()
    await closedStory('live')
    let asked = false
    const story = (state?: 'draft' | 'live' | 'withdrawn') => {
      asked = true
      return closedStory(state)
    }
    const answer = await go({ actor, story }).then(
      (value) => ({ value, error: null }),
      (error: unknown) => ({ value: null, error }),
    )
    const { error } = answer
    const said = wordsOf(answer.value) + (error instanceof Error ? error.message + wordsOf(error) : '')
    expect(said).not.toContain(CANARY)
    expect(said).not.toContain('canarywords')
    if (asked && error !== null) expect(error).toBeInstanceOf(NotFound)
  })

  it('is not matched, meant or told by its headline or its address', async () => {
    const { actor } = await makeUser({ role: 'admin' })
    const closed = await closedStory()
    const [match] = await matchHeadlines(actor, { articleId: null, headlines: [CANARY] })
    expect(match).toEqual({ headline: CANARY, target: null, close: null })
    expect(await explainAbsence(actor, { story: unsaved, headline: CANARY }, NOW)).toMatchObject({ verdict: 'not-found' })
    const taken = await createArticle(actor, storyInput({ slug: closed.slug }), NOW)
    expect(taken).toMatchObject({ ok: false, problems: [{ message: 'another story has this address. Choose another' }] })
    const pinned = await createArticle(actor, storyInput({ pins: [{ headline: CANARY, targetId: closed.id }] }), NOW)
    const read = pinned.ok ? await getArticleForEditing(actor, pinned.value.id) : null
    expect(read?.pins).toMatchObject([{ targetId: null, targetHeadline: null }])
  })

  it('is open to those who are named', async () => {
    const { actor } = await makeUser({ role: 'author' })
    const { id } = await closedStory()
    await db.articlePerson.create({ data: { articleId: id, personId: actor.id, addedBy: 'Factory' } })
    expect(await getArticleForEditing(actor, id)).toMatchObject({ headline: CANARY })
    expect(wordsOf(await listStories(actor, readStoryFilter({})))).toContain(CANARY)
  })
})
