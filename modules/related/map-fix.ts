/** What one press on the map of related news does, in words and as an act. Pure. */
import type { CurateAct } from '@/modules/articles/schema'

export type MapFix = {
  /** The story whose list it changes. */
  articleId: string
  act: CurateAct
  /** What takes it back; null where nothing can. */
  undo: CurateAct | null
  label: string
  /** What the press changes, or why it is offered; '' where the label says it all. */
  effect: string
  /** Said once it is done. */
  done: string
}

export type MapStory = { id: string; number: number; headline: string }

const named = ({ headline }: { headline: string }): string => `“${headline}”`

/** Puts `target` first among the links of `story`. */
export function pinFix(story: MapStory, target: MapStory, about: 'story' | 'target', reason: string): MapFix {
  return {
    articleId: story.id,
    act: { kind: 'pin', targetId: target.id },
    undo: { kind: 'unpin', targetId: target.id },
    label: about === 'story' ? `Pin it under ${named(story)}` : `Pin ${named(target)} here`,
    effect: reason,
    done: `Pinned: ${named(target)} stands in the list of ${named(story)}.`,
  }
}

/** Keeps the two out of each other's lists. */
export function leaveOutFix(story: MapStory, target: MapStory, label: string, reason: string): MapFix {
  return {
    articleId: story.id,
    act: { kind: 'exclude', targetId: target.id },
    undo: { kind: 'include', targetId: target.id },
    label,
    effect: reason,
    done: `Left out: ${named(story)} and ${named(target)} no longer list each other.`,
  }
}

/** Takes a pin off that readers do not see: no list changes. */
export function unpinFix(story: MapStory, targetId: string, headline: string): MapFix {
  return {
    articleId: story.id,
    act: { kind: 'unpin', targetId },
    undo: null,
    label: 'Take the pin off',
    effect: '',
    done: `Taken off: ${named(story)} has no pin to ${named({ headline })} any more.`,
  }
}

/** Takes a link to another site off that readers do not see. */
export function dropLinkFix(story: MapStory, url: string, label: string): MapFix {
  return {
    articleId: story.id,
    act: { kind: 'drop-external', url },
    undo: null,
    label,
    effect: '',
    done: `Removed: the list of ${named(story)} has no link to ${url} any more.`,
  }
}
