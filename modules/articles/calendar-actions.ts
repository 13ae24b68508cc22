'use server'
import { callAction } from '@/modules/auth/form-action'
import { changeMany } from './commands/change-many'
import { moveSchedule } from './commands/move-schedule'
import { retrySchedule } from './commands/retry-schedule'
import { unscheduleStory } from './commands/unschedule-story'
import { manySchema, moveScheduleSchema, retryScheduleSchema, unscheduleSchema } from './workflow-input'

export const moveScheduleAction = callAction(moveScheduleSchema, moveSchedule)
export const unscheduleAction = callAction(unscheduleSchema, unscheduleStory)
export const retryScheduleAction = callAction(retryScheduleSchema, retrySchedule)
/** One act over a selection of the list of stories. */
export const changeManyAction = callAction(manySchema, changeMany)
