'use server'
import { formAction } from '@/modules/auth/form-action'
import { changeStyleSettings } from './commands/change-settings'
import { addRule, changeRule, removeRule, switchRule } from './commands/keep-rule'
import { addRuleSchema, changeRuleSchema, changeStyleSettingsSchema, removeRuleSchema, switchRuleSchema } from './schema'

const toRule = ({ id }: { id: string }) => `/admin/style/${id}?done=saved`

export const addRuleAction = formAction(addRuleSchema, addRule, { after: toRule })
export const changeRuleAction = formAction(changeRuleSchema, changeRule, { after: toRule })
export const switchRuleAction = formAction(switchRuleSchema, switchRule, { after: toRule })
export const removeRuleAction = formAction(removeRuleSchema, removeRule, { after: () => '/admin/style?done=removed' })
export const changeStyleSettingsAction = formAction(changeStyleSettingsSchema, changeStyleSettings, {
  after: () => '/admin/style?done=target',
})
