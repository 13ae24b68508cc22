'use server'
import { curateRelated } from '@/modules/articles/commands/curate-related'
import { curateSchema } from '@/modules/articles/schema'
import { callAction, formAction } from '@/modules/auth/form-action'
import { editTagSchema } from '@/modules/tags/schema'
import { changeSettings, restoreSettings } from './commands/change-settings'
import { editTagAsSeen } from './commands/edit-tag-as-seen'
import { forecastTest, startTest } from './commands/fair-test'
import { forecastSettings } from './commands/forecast-settings'
import { forecastTagChange } from './commands/forecast-tag-change'
import { startRebuild } from './commands/rebuild-postings'
import { changeSettingsSchema, editTagSeenSchema, restoreSettingsSchema, startRebuildSchema, startTestSchema } from './schema'

export const changeSettingsAction = callAction(changeSettingsSchema, changeSettings)
export const startTestAction = callAction(startTestSchema, startTest)
export const forecastTestAction = callAction(startTestSchema, forecastTest)
export const restoreSettingsAction = callAction(restoreSettingsSchema, restoreSettings)
/** These write nothing: what they try out is taken back. */
export const forecastSettingsAction = callAction(changeSettingsSchema, forecastSettings)
export const forecastTagChangeAction = callAction(editTagSchema, forecastTagChange)
/** The tag's page, which shows lists beside its form. */
export const editTagAsSeenAction = formAction(editTagSeenSchema, editTagAsSeen, {
  after: (tag) => `/admin/tags/${tag.slug}?done=saved`,
  lists: ['successorSlugs'],
})
export const startRebuildAction = formAction(startRebuildSchema, startRebuild, { after: () => '/admin/health' })
/** One press on the map: a pin, a pair left out, or either taken back. */
export const curateAction = callAction(curateSchema, curateRelated)
