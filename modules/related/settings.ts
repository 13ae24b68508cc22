/**
 * Every number of the formula and of the choice, as one record: related_settings.weights, in which what is absent is
 * as here. Pure. Points of tags move with the next recount, everything else with the next list.
 */
import { z } from 'zod'
import { type FormOfStory, STORY_FORMS } from '@/modules/articles/form'
import { DEFAULT_POINTS, type PointSettings, pointSettingsOf, usableNumbers } from '@/modules/tags/points'

export type EngineSettings = PointSettings & {
  /** Days in which what age can take away is halved, for each form of story. Evergreen stories have none. */
  halfLives: Record<FormOfStory, number>
  /** What is left of a link's points however old it is: a part of 1. */
  freshFloor: number
  /** What an evergreen story keeps of its points, at any age. */
  evergreenFresh: number
  /** Links under a story. */
  listLength: number
  /** How much a link loses for being like one already chosen: a part of 1. */
  likenessPenalty: number
  /** Points after age below which a link is left out; one shared area, body, person or theme is always above it. */
  minimumPoints: number
  /** Links worth less than this part of the best one are left out: fewer links rather than weak ones. */
  leastShare: number
  /** The same of thin links: a place or a body and nothing else, or one theme between two places. */
  thinShare: number
  /** 1: a list holds an explainer where one is related well enough. 0: only by what it is worth. */
  explainersAtLeast: number
  /** At most this part of a list is of one London day, about one area, of one storyline. */
  dayShare: number
  areaShare: number
  storylineShare: number
  /** Headlines that share this part of their words can tell the same story twice. */
  nearDuplicateShare: number
}

export const DEFAULT_SETTINGS: EngineSettings = {
  ...DEFAULT_POINTS,
  // What somebody said of a thing is old before the thing; what explains it holds until the rules change.
  halfLives: { news: 180, result: 180, monitoring: 180, reaction: 90, explainer: 365 },
  freshFloor: 0.7,
  evergreenFresh: 0.8,
  listLength: 5,
  likenessPenalty: 0.3,
  minimumPoints: 10,
  leastShare: 0.4,
  thinShare: 0.75,
  explainersAtLeast: 1,
  dayShare: 0.4,
  areaShare: 0.6,
  storylineShare: 0.6,
  nearDuplicateShare: 0.7,
}

const part = z.number().min(0).max(1)

const halfLife = z.number().min(1).max(3_650)

export const halfLifeFields = Object.fromEntries(STORY_FORMS.map((form) => [form, halfLife])) as Record<FormOfStory, typeof halfLife>

/** What each number may be; modules/tags/points.ts says it of the points. */
export const choiceFields = {
  freshFloor: part,
  evergreenFresh: part,
  listLength: z.int().min(3).max(7),
  likenessPenalty: part,
  minimumPoints: z.number().min(0).max(100),
  leastShare: part,
  thinShare: part,
  explainersAtLeast: z.int().min(0).max(1),
  dayShare: z.number().min(0.1).max(1),
  areaShare: z.number().min(0.1).max(1),
  storylineShare: z.number().min(0.1).max(1),
  nearDuplicateShare: z.number().min(0.3).max(1),
} as const

/** The settings a stored record comes to. A number that is absent, or none, is the default: pages never fail for it. */
export function engineSettingsOf(record: unknown): EngineSettings {
  const written = JSON.stringify(record) ?? ''
  if (read?.written !== written) read = { written, settings: Object.freeze(settingsIn(record)) }
  return read.settings
}

/** The record read last: every list of every page brings it along, and it changes a few times a year. */
let read: { written: string; settings: EngineSettings } | undefined

function settingsIn(record: unknown): EngineSettings {
  const anything = z.record(z.string(), z.unknown()).catch({})
  const given = anything.parse(record)
  const halfLives = usableNumbers(halfLifeFields, anything.parse(given.halfLives))
  return {
    ...DEFAULT_SETTINGS,
    ...pointSettingsOf(record),
    ...usableNumbers(choiceFields, given),
    halfLives: { ...DEFAULT_SETTINGS.halfLives, ...halfLives },
  }
}
