'use server'
import { done } from '@/lib/errors'
import { approveStory } from '@/modules/articles/commands/approve-story'
import { markReviewed } from '@/modules/articles/commands/mark-reviewed'
import { moveSchedule } from '@/modules/articles/commands/move-schedule'
import { retractStory } from '@/modules/articles/commands/retract-story'
import { retrySchedule } from '@/modules/articles/commands/retry-schedule'
import { returnStory } from '@/modules/articles/commands/return-story'
import { scheduleStory } from '@/modules/articles/commands/schedule-story'
import { setEmbargo } from '@/modules/articles/commands/set-embargo'
import { setLegallySensitive } from '@/modules/articles/commands/set-legally-sensitive'
import { setPeople } from '@/modules/articles/commands/set-people'
import { setReminder } from '@/modules/articles/commands/set-reminder'
import { submitForReview } from '@/modules/articles/commands/submit-for-review'
import { unscheduleStory } from '@/modules/articles/commands/unschedule-story'
import { getWorkflow } from '@/modules/articles/queries/workflow'
import { setLegallySensitiveSchema } from '@/modules/articles/schema'
import {
  approveSchema,
  embargoSchema,
  markReviewedSchema,
  moveScheduleSchema,
  peopleSchema,
  reminderSchema,
  retractSchema,
  retryScheduleSchema,
  returnSchema,
  scheduleSchema,
  submitSchema,
  unscheduleSchema,
} from '@/modules/articles/workflow-input'
import { callAction } from '@/modules/auth/form-action'
import { storyIdSchema } from './schema'

export const submitStoryAction = callAction(submitSchema, submitForReview)
export const approveStoryAction = callAction(approveSchema, approveStory)
export const returnStoryAction = callAction(returnSchema, returnStory)
export const retractStoryAction = callAction(retractSchema, retractStory)
export const markReviewedAction = callAction(markReviewedSchema, markReviewed)
export const scheduleStoryAction = callAction(scheduleSchema, scheduleStory)
export const moveScheduleAction = callAction(moveScheduleSchema, moveSchedule)
export const unscheduleStoryAction = callAction(unscheduleSchema, unscheduleStory)
export const retryScheduleAction = callAction(retryScheduleSchema, retrySchedule)
export const setEmbargoAction = callAction(embargoSchema, setEmbargo)
export const setPeopleAction = callAction(peopleSchema, setPeople)
export const setLegallySensitiveAction = callAction(setLegallySensitiveSchema, setLegallySensitive)
export const setReminderAction = callAction(reminderSchema, setReminder)

/** Asked by the page while the story is open. */
export const workflowOfAction = callAction(storyIdSchema, async (actor, { id }, now) => done(await getWorkflow(actor, id, now)))
