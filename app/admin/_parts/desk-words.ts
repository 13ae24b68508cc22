import type { StoryShow } from '@/modules/editor/story-filter'

/** How the desk and the list of stories name each kind of waiting work. */
export const DESK_WORDS: Record<StoryShow, { one: string; many: string; verb: string; none: string }> = {
  changed: {
    one: 'Live story with changes readers do not have',
    many: 'Live stories with changes readers do not have',
    verb: 'Publish',
    none: 'unpublished changes',
  },
  mine: { one: 'Draft of yours', many: 'Drafts of yours', verb: 'Finish', none: 'your drafts' },
  alone: { one: 'List without a link', many: 'Lists without a link', verb: 'Link', none: 'lists without a link' },
  others: { one: 'Draft of somebody else', many: 'Drafts of others', verb: 'Look', none: 'drafts of others' },
}
