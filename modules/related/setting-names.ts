/** What the engine's numbers are called, in the groups and the order in which an admin sees them. Pure. */
import { FORM_LABELS, STORY_FORMS } from '@/modules/articles/form'
import { TAG_TYPES, tagTypeLabel } from '@/modules/tags/tag-types'
import type { EngineSettings } from './settings'

export type SettingName = Exclude<keyof EngineSettings, 'weights' | 'halfLives'>
/** `key`: the field's name in a problem, "weights.area", "halfLives.news". `share`: a part of 1, shown in hundredths. */
export type NamedSetting = { key: string; label: string; hint: string; step: number }

const of = (key: SettingName, label: string, hint: string, step = 1): NamedSetting => ({ key, label, hint, step })

export const SETTING_GROUPS: { title: string; settings: NamedSetting[] }[] = [
  {
    title: 'How much a shared tag counts',
    settings: [
      ...TAG_TYPES.filter((type) => type !== 'storyline').map((type) => ({
        key: `weights.${type}`,
        label: tagTypeLabel[type].one,
        hint: 'A rare one counts up to this many hundreds of points.',
        step: 0.1,
      })),
      of('frameworkWeight', 'Framework', 'A stage that others belong to.', 0.1),
      of('aspectShare', 'Aspect', 'A tag marked as an aspect counts for this part of its weight, 0 to 1.', 0.05),
      of('inheritedWeight', 'Inherited tag', 'What a story has only through a narrower tag: the region of its area.', 0.1),
      of('storylinePoints', 'Storyline', 'Points, however many stories it has.'),
      of('relatingMinimum', 'Least points of a tag that can relate', 'Area, organisation, person, theme.'),
      of('smallestNewsroom', 'Smallest newsroom', 'Fewer stories count as this many, so that the first two alike find each other.'),
      of('commonRuleFrom', 'Too common: from', 'From this many stories on, a tag on more than half of them counts nothing.'),
      of('hysteresis', 'Points move by at least', 'In the nightly count, so that lists do not flicker.'),
    ],
  },
  {
    title: 'Age',
    settings: [
      ...STORY_FORMS.map((form) => ({
        key: `halfLives.${form}`,
        label: `${FORM_LABELS[form]}: half-life in days`,
        hint: 'After this many days, half of what age can take away is gone.',
        step: 1,
      })),
      of('freshFloor', 'Never less than', 'The part of its points that the oldest story keeps, 0 to 1.', 0.05),
      of('evergreenFresh', 'Evergreen', 'The part of its points that an evergreen story has at any age, 0 to 1.', 0.05),
    ],
  },
  {
    title: 'The list',
    settings: [
      of('listLength', 'Links', 'Three to seven.'),
      of('minimumPoints', 'Least score of a link', 'Points after age. Weaker links are left out.'),
      of(
        'leastShare',
        'Least part of the best link',
        'From the third link on, what scores less than this part of the best one is left out, 0 to 1. What a storyline gives is not counted.',
        0.05,
      ),
      of(
        'thinShare',
        'Least part of the best link, for a thin link',
        'What a link needs that shares only an area or organisations, outside an inspection, or only one theme between two areas, 0 to 1.',
        0.05,
      ),
      of(
        'explainersAtLeast',
        'Explainers at least',
        '1: where an explainer is related well enough, it takes the place of the weakest link. 0: only by its score.',
      ),
      of('likenessPenalty', 'Variety', 'The part a link loses for being like one above it, 0 to 1.', 0.05),
      of('areaShare', 'Of one area at most', 'Part of the list, 0.1 to 1.', 0.05),
      of('dayShare', 'Of one day at most', 'Part of the list, 0.1 to 1.', 0.05),
      of('storylineShare', 'Of one storyline at most', 'Part of the list, 0.1 to 1.', 0.05),
      of('nearDuplicateShare', 'The same story twice', 'Headlines that share this part of their words, 0.3 to 1.', 0.05),
    ],
  },
]

/** The number that `key` names. */
export function settingOf(settings: EngineSettings, key: string): number {
  const type = TAG_TYPES.find((one) => key === `weights.${one}`)
  if (type) return settings.weights[type]
  const form = STORY_FORMS.find((one) => key === `halfLives.${one}`)
  return form ? settings.halfLives[form] : settings[key as SettingName]
}

/** Numbers that act when a list is read, and can be tried on some pages: points of tags are one for all pages, and a longer list is followed more often whatever is in it. */
export const TRIED_GROUPS = SETTING_GROUPS.slice(1).map(({ title, settings }) => ({
  title,
  settings: settings.filter(({ key }) => key !== 'listLength'),
}))

/** Keys of the numbers that differ. */
export function changedSettings(before: EngineSettings, after: EngineSettings): string[] {
  const keys = SETTING_GROUPS.flatMap(({ settings }) => settings.map(({ key }) => key))
  return keys.filter((key) => settingOf(before, key) !== settingOf(after, key))
}

export const labelOfSetting = (key: string): string =>
  SETTING_GROUPS.flatMap(({ settings }) => settings).find((setting) => setting.key === key)?.label ?? key
