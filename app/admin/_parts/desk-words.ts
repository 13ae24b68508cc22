import type { Actor } from '@/modules/access/actor'
import { can, type Permission } from '@/modules/access/permissions'
import type { StoryShow } from '@/modules/editor/story-filter'

/** How the desk and the list of stories name each kind of waiting work. */
export const DESK_WORDS: Record<StoryShow, { one: string; many: string; verb: string; none: string }> = {
  failed: {
    one: 'Schedule that failed or is late',
    many: 'Schedules that failed or are late',
    verb: 'Put right',
    none: 'failed schedules',
  },
  'left-times': {
    one: 'Time set by somebody who has left, and still kept',
    many: 'Times set by people who have left, and still kept',
    verb: 'Look',
    none: 'times set by people who have left',
  },
  asked: { one: 'Story you are asked to read', many: 'Stories you are asked to read', verb: 'Read', none: 'stories you are asked to read' },
  review: { one: 'Story waiting for a second reader', many: 'Stories waiting for a second reader', verb: 'Read', none: 'stories to read' },
  returned: { one: 'Story sent back to you', many: 'Stories sent back to you', verb: 'Mend', none: 'stories sent back' },
  approved: { one: 'Approved story', many: 'Approved stories', verb: 'Publish', none: 'approved stories' },
  unreviewed: {
    one: 'Live story nobody else has read',
    many: 'Live stories nobody else has read',
    verb: 'Read',
    none: 'live stories unread',
  },
  reminders: { one: 'Story to look at again', many: 'Stories to look at again', verb: 'Look', none: 'reminders' },
  'no-alt': {
    one: 'Story with a picture that is not described',
    many: 'Stories with pictures that are not described',
    verb: 'Describe',
    none: 'pictures without a description',
  },
  untagged: { one: 'Story without a tag', many: 'Stories without a tag', verb: 'Tag', none: 'stories without a tag' },
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

/** What one must be allowed to do what the verb of a list says; the others ask for writing. */
const NEEDS: Partial<Record<StoryShow, Permission>> = {
  failed: 'article.publish',
  'left-times': 'article.publish',
  review: 'article.review',
  unreviewed: 'article.review',
  approved: 'article.publish',
  changed: 'article.publish',
  alone: 'article.publish',
}

/** The one verb of a list on the desk: nobody is promised what they may not do. */
export const deskVerb = (actor: Actor, show: StoryShow): string =>
  can(actor, NEEDS[show] ?? 'article.create') ? DESK_WORDS[show].verb : 'Look'
