/** "Why not this one?": what kept a story out of a list, in words that can be checked. Pure. */
import { londonDay } from '@/lib/dates'
import { brokenCap, type Caps, type Contender, contender, leastScore, worthBeside } from './contender'
import type { Drawn } from './lists'
import { isNearDuplicate, tellingOf } from './near-duplicate'
import { type Choice, choose, isContender, listedSteps, listOf, PINS_SHOWN_MAX } from './rank'
import type { RelatedCandidate, Verdict, WhyNot } from './views'

/** The story asked for. `exact`: its headline is the one that was typed; `of`: it is one of so many that hold the typed words. */
export type AskedStory = { id: string; number: number; slug: string; headline: string; live: boolean; exact: boolean; of?: number }

export type Question =
  | { asked: string; isOwn: boolean; target?: undefined }
  | {
      asked: string
      isOwn: boolean
      target: AskedStory
      /** Whose exclusion keeps the two apart. */
      apart: 'here' | 'there' | null
      drawn: Drawn
      /** The story as the engine weighs it; null when it is not live. */
      candidate: RelatedCandidate | null
    }

type Finding = { verdict: Verdict; sentence: string; slotNeeded?: number }

/** Points as an editor reads them: thousandths, one decimal where it matters. */
const pointsOf = (score: number): string => `${Math.round(score / 100) / 10} points`
const quoted = (one: Contender): string => `“${one.candidate.headline}”`

export function explain(question: Question): WhyNot {
  const nothing = { points: 0, score: 0, slotNeeded: null, reasons: [] }
  if (question.isOwn)
    return { ...nothing, target: null, verdict: 'itself', sentence: 'That is this story: a story is never in its own list.' }
  if (question.target === undefined)
    return { ...nothing, target: null, verdict: 'not-found', sentence: `There is no story with a headline like “${question.asked}”.` }
  const { exact, of = 1, ...target } = question.target
  const { verdict, sentence, slotNeeded = null } = findingOf(question)
  const { candidate } = question
  return {
    target,
    verdict,
    slotNeeded,
    points: candidate?.points ?? 0,
    score: candidate?.score ?? 0,
    reasons: (candidate?.reasons ?? []).map(({ tag, type, label }) => ({ tag, type, label })),
    sentence: exact ? sentence : `${closest(target.headline, of)} ${sentence}`,
  }
}

/** One of the two is legally sensitive. */
export function explainAlone({ exact, of = 1, ...target }: AskedStory): WhyNot {
  const sentence = 'One of the two is legally sensitive: it relates to nothing, and nothing relates to it.'
  const said = exact ? sentence : `${closest(target.headline, of)} ${sentence}`
  return { target, verdict: 'alone', points: 0, score: 0, slotNeeded: null, reasons: [], sentence: said }
}

/** Says which story is meant, where the headline was not typed in full. */
const closest = (headline: string, of: number): string =>
  of > 1
    ? `“${headline}” is one of ${of} headlines with these words: type more to ask about another.`
    : `The closest headline is “${headline}”.`

type Asked = Extract<Question, { target: AskedStory }>

/** The rules in the order in which the engine applies them: the first that decides. */
function findingOf({ target, apart, drawn, candidate }: Asked): Finding {
  const choice = choose(drawn.candidates, drawn.story, drawn.options)
  const { list } = listOf(choice, drawn.story)
  const at = list.findIndex((one) => one.kind === 'story' && one.number === target.number)
  const link = list[at]
  if (link?.pinned) return { verdict: 'pinned', sentence: 'It is in the list: it was pinned by hand.' }
  const { exchange } = choice
  const made = exchange?.in.contender.candidate
  const room = made?.explainer && made.number === target.number ? ' A list holds one explainer where one is related well enough.' : ''
  if (link) return { verdict: 'listed', sentence: `It is in the list, as number ${at + 1}. ${link.reason}.${room}` }
  if (apart === 'here')
    return { verdict: 'excluded', sentence: 'It is left out of this list by hand. Take it back in and it can be listed.' }
  if (apart === 'there')
    return { verdict: 'excluded', sentence: 'Its own editor left this story out, and that holds both ways. Change it in that story.' }
  if (!target.live || !candidate) return { verdict: 'not-live', sentence: 'Readers cannot see it: only live stories are listed.' }
  return (
    waitingPin(candidate, choice) ?? gaveWay(candidate, choice) ?? unfit(candidate, drawn, choice) ?? outrun(contender(candidate), choice)
  )
}

/** Pinned, and three others come before it: by its merit alone it was not chosen either. */
function waitingPin(candidate: RelatedCandidate, { pinned }: Choice): Finding | null {
  if (candidate.pin === null) return null
  const shown = pinned.length === 1 ? 'one link' : `${pinned.length} links`
  return {
    verdict: 'pin-waits',
    sentence: `You pinned it, and ${shown} come before it: at most ${PINS_SHOWN_MAX} pins are shown. Move it up, or unpin another.`,
  }
}

/** It was chosen, and made room for an explainer. */
function gaveWay(candidate: RelatedCandidate, { exchange, limit, settings }: Choice): Finding | null {
  if (exchange?.out.contender.candidate.number !== candidate.number || limit < settings.listLength) return null
  return {
    verdict: 'gave-way',
    sentence: `It comes to ${pointsOf(candidate.score)}, and as the weakest link that could go made room for the explainer ${quoted(exchange.in.contender)}: a list holds one where one is related well enough.`,
  }
}

const THIN = { place: ' that shares only a place or a body', theme: ' that shares only a theme, between two places,' }

/** What keeps a story out of any list under this one. */
function unfit(candidate: RelatedCandidate, { story }: Drawn, { pinned, steps, exchange, settings }: Choice): Finding | null {
  if (candidate.reasons.length === 0)
    return {
      verdict: 'shares-nothing',
      sentence: 'The two share no area, body, person, theme or storyline of their own, and nothing else relates two stories.',
    }
  if (candidate.score < settings.minimumPoints * 1_000)
    return {
      verdict: 'too-weak',
      sentence: `It comes to ${pointsOf(candidate.score)}; a link needs ${settings.minimumPoints}.`,
      slotNeeded: settings.minimumPoints * 1_000,
    }
  const least = leastScore(steps, settings, candidate.thin)
  if (candidate.score < least)
    return {
      verdict: 'too-weak',
      sentence: `It comes to ${pointsOf(candidate.score)}; beside the best of the list, a further link${candidate.thin ? THIN[candidate.thin] : ''} needs ${pointsOf(least)}.`,
      slotNeeded: Math.ceil(least),
    }
  const one = contender(candidate)
  if (isNearDuplicate(one.telling, tellingOf(story.headline, story.areaIds), settings.nearDuplicateShare))
    return { verdict: 'near-duplicate', sentence: 'Its headline says the same as this story’s, about the same areas.' }
  const listed = [...pinned.filter(isContender), ...listedSteps({ steps, exchange }).map((step) => step.contender)]
  const twin = listed.find((other) => isNearDuplicate(one.telling, other.telling, settings.nearDuplicateShare))
  return twin ? { verdict: 'near-duplicate', sentence: `It tells the same news as ${quoted(twin)}, which is in the list.` } : null
}

/** What kept a story out that could have been listed: the first time it was worth more than what was chosen, or never. */
function outrun(one: Contender, choice: Choice): Finding {
  const { pinned, steps, limit, settings } = choice
  const shown = pinned.filter(isContender)
  const before = (index: number) => [...shown, ...steps.slice(0, index).map((step) => step.contender)]
  for (const [index, step] of steps.entries()) {
    if (worthBeside(one, before(index), settings) <= step.worth) continue
    const cap = brokenCap(one, before(index), step.caps)
    if (cap) return capped(one, before(index), cap, choice)
    return notCompared
  }
  if (pinned.length + steps.length < limit) {
    const cap = brokenCap(one, before(steps.length), { ...choice.caps, day: Number.POSITIVE_INFINITY, area: Number.POSITIVE_INFINITY })
    return cap ? capped(one, before(steps.length), cap, choice) : notCompared
  }
  if (steps.length === 0) return { verdict: 'full-of-pins', sentence: `All ${limit} places of the list are taken by links chosen by hand.` }
  return outscored(one, choice, before(steps.length))
}

const notCompared: Finding = {
  verdict: 'not-compared',
  sentence: 'Very many stories share these tags, and only the newest of each combination are compared: this one is not among them.',
}

/** It lost to each link that was chosen: told of the last, which is worth least. */
function outscored(one: Contender, { steps, exchange, settings }: Choice, chosen: readonly Contender[]): Finding {
  const last = steps.filter((step) => step !== exchange?.out).reduce((least, step) => (step.worth < least.worth ? step : least))
  const beside = chosen.filter((other) => other !== last.contender)
  const worth = worthBeside(one, beside, settings)
  const less = worth < one.candidate.score ? `, ${pointsOf(worth)} beside links it is like` : ''
  return {
    verdict: 'outscored',
    slotNeeded: Math.floor(last.worth),
    sentence: `It comes to ${pointsOf(one.candidate.score)}${less}. The last place went to ${quoted(last.contender)} with ${pointsOf(last.worth)}.`,
  }
}

/** A rule of variety: so many of one kind were in the list already. */
function capped(one: Contender, chosen: readonly Contender[], cap: keyof Caps, { caps }: Choice): Finding {
  const { alike, what } = fellows(one, chosen, cap, caps)
  const many = alike.length === 1 ? 'one link above it is' : `${alike.length} links above it are`
  const rule = cap === 'storyline' ? 'and a list takes no more of one' : 'and a list takes no more of them while there are others'
  return {
    verdict: `${cap}-cap`,
    sentence: `It comes to ${pointsOf(one.candidate.score)}, but ${many} ${what}, ${rule}: ${alike.map(quoted).join(', ')}.`,
  }
}

/** The links that fill the places of its kind, and what they have in common with it. */
function fellows(one: Contender, chosen: readonly Contender[], cap: keyof Caps, caps: Caps): { alike: Contender[]; what: string } {
  if (cap === 'day') {
    const what = `of the same day, ${londonDay(one.candidate.firstPublishedAt)}`
    return { alike: chosen.filter((other) => other.day === one.day), what }
  }
  if (cap === 'storyline') {
    const isFellow = (other: Contender) => one.candidate.storylines.some((id) => other.candidate.storylines.includes(id))
    return { alike: chosen.filter(isFellow), what: 'of the same storyline' }
  }
  const about = (id: number) => chosen.filter((other) => other.areaIds.includes(id))
  const full = one.candidate.areas.find((area) => about(area.id).length >= caps.area)
  return { alike: full ? about(full.id) : [], what: `about ${full?.label ?? 'the same area'}` }
}
