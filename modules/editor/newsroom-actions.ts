'use server'
import { formAction } from '@/modules/auth/form-action'
import { changeNewsroomSettings } from '@/modules/newsroom/commands'
import { changeNewsroomSchema } from '@/modules/newsroom/schema'

export const changeNewsroomAction = formAction(changeNewsroomSchema, changeNewsroomSettings, {
  lists: ['features'],
  after: () => '/admin/settings?saved=yes',
})
