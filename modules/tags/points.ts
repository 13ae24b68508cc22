/**
 * How much a shared tag counts in "In related news:". Pure.
 * rarity = 1 - ln(df + 1) / ln(N + 1); points = round(100 x weight x rarity). docs: related news.
 */
import { z } from 'zod'
import { isRelatingType, isTagType, type TagType } from './tag-types'

/** The numbers of the formula an admin can change; kept in related_settings.weights, absent = default. */
export type PointSettings = {
  weights: Record<TagType, number>
  /** Weight of a framework (a stage that other stages belong to). */
  frameworkWeight: number
  /** What is left of the weight of an aspect: a tag that says how, or who says so, rather than what about. A part of 1. */
  aspectShare: number
  /** Weight of a tag a story does not carry itself but inherits. */
  inheritedWeight: number
  /** Fixed points of a storyline, however many stories it has. */
  storylinePoints: number
  /** Smaller newsrooms count as this large, so that two stories alike relate from the first day. */
  smallestNewsroom: number
  /** From this many live stories on, a tag on more than half of them says nothing. */
  commonRuleFrom: number
  /** A tag that can relate and is not too common has at least this many, so that one shared is always enough. */
  relatingMinimum: number
  /** A recount changes points only when they move by this much: lists do not flicker. */
  hysteresis: number
}

export const DEFAULT_POINTS: PointSettings = {
  weights: {
    area: 4,
    organisation: 2,
    person: 3,
    theme: 3,
    storyline: 0,
    outcome: 1.5,
    stage: 1,
    'person-role': 0.8,
    region: 0.8,
  },
  frameworkWeight: 1.2,
  aspectShare: 0.25,
  inheritedWeight: 0.8,
  storylinePoints: 400,
  smallestNewsroom: 500,
  commonRuleFrom: 20,
  relatingMinimum: 20,
  hysteresis: 3,
}

export const tagWeight = z.number().min(0).max(10)

/** What each number may be. */
export const pointFields = {
  frameworkWeight: tagWeight,
  aspectShare: z.number().min(0).max(1),
  inheritedWeight: tagWeight,
  storylinePoints: z.int().min(0).max(1_000),
  smallestNewsroom: z.int().min(10).max(1_000_000),
  commonRuleFrom: z.int().min(2).max(1_000_000),
  relatingMinimum: z.int().min(0).max(100),
  hysteresis: z.int().min(0).max(50),
} as const

/** The numbers of `fields` that `given` has and that may be. */
export function usableNumbers(fields: Record<string, z.ZodType<number>>, given: Record<string, unknown>): Record<string, number> {
  const read = Object.entries(fields).map(([name, field]) => [name, field.safeParse(given[name])] as const)
  return Object.fromEntries(read.flatMap(([name, value]) => (value.success ? [[name, value.data]] : [])))
}

/** What a stored record (related_settings.weights) says of the points; a number that is absent, or none, is the default. */
export function pointSettingsOf(record: unknown): PointSettings {
  const anything = z.record(z.string(), z.unknown()).catch({})
  const given = anything.parse(record)
  const weights = Object.entries(anything.parse(given.weights)).filter(
    ([type, weight]) => isTagType(type) && tagWeight.safeParse(weight).success,
  )
  return { ...DEFAULT_POINTS, ...usableNumbers(pointFields, given), weights: { ...DEFAULT_POINTS.weights, ...Object.fromEntries(weights) } }
}

/** 1 for a tag nobody else carries, towards 0 for one everybody carries. `df` and `total` are live stories. */
export function rarity(df: number, total: number, settings: PointSettings = DEFAULT_POINTS): number {
  const newsroom = Math.max(total, settings.smallestNewsroom)
  return Math.max(0, 1 - Math.log(Math.max(df, 1) + 1) / Math.log(newsroom + 1))
}

const isFramework = (tag: { type: string; slug: string }): boolean => tag.type === 'stage' && tag.slug.startsWith('framework-')

/**
 * Points of a tag carried by `df` of `total` live stories: when two stories carry it themselves (`own`), and when
 * one of them only inherits it. Whole numbers from 0.
 */
export function pointsOf(
  tag: { type: TagType; slug: string; aspect?: boolean },
  df: number,
  total: number,
  settings: PointSettings = DEFAULT_POINTS,
): { own: number; inherited: number } {
  if (tag.type === 'storyline') return { own: settings.storylinePoints, inherited: 0 }
  if (total >= settings.commonRuleFrom && df > total / 2) return { own: 0, inherited: 0 }
  const rare = rarity(df, total, settings)
  const full = isFramework(tag) ? settings.frameworkWeight : settings.weights[tag.type]
  const weight = tag.aspect ? full * settings.aspectShare : full
  const own = Math.round(100 * weight * rare)
  return {
    own: isRelatingType(tag.type) ? Math.max(own, settings.relatingMinimum) : own,
    inherited: Math.round(100 * Math.min(weight, settings.inheritedWeight) * rare),
  }
}

/** Whether a recount should replace `before`: it moved by the hysteresis, or starts or stops counting at all. */
export function pointsMoved(before: number | null, after: number, settings: PointSettings = DEFAULT_POINTS): boolean {
  if (before === null) return true
  return Math.abs(after - before) >= settings.hysteresis || (before === 0) !== (after === 0)
}
