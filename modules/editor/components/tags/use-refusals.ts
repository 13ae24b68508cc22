'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { listed, type TagName } from '../../suggested-tags'
import { send } from '../saving/send'
import { keepWishes, keptWishes, type Wish, type WishesOf } from './kept-wishes'

/** A newsroom that did not answer is told again. */
const AGAIN_MILLISECONDS = 15_000

export type Refusals = {
  /** Refused on this page, or earlier and not told to the newsroom yet. */
  here: readonly TagName[]
  /** May be suggested again. */
  again: ReadonlySet<string>
  /** Tags whose decision the newsroom could not be told, in words; '' when it knows all. */
  untold: string
  flush: () => Promise<void>
  add: (tag: TagName) => void
  remove: (tag: TagName) => void
}

/** Refused on this page: kept here, also when it is loaded again, and told to the newsroom as soon as it knows the story. */
export function useRefusals({ personId, articleId }: WishesOf): Refusals {
  const [here, setHere] = useState<TagName[]>([])
  const [again, setAgain] = useState<ReadonlySet<string>>(new Set())
  const [untold, setUntold] = useState('')
  const unsent = useRef(new Map<string, Wish>())
  const keep = useCallback(() => keepWishes({ personId, articleId }, [...unsent.current.values()]), [personId, articleId])
  const flush = useCallback(async () => {
    if (articleId === null) return
    for (const refused of [true, false]) {
      const wishes = [...unsent.current.values()].filter((one) => one.refused === refused)
      if (wishes.length === 0) continue
      const answer = await send('refuse-tags', { id: articleId, slugs: wishes.map(({ slug }) => slug), refused })
      // What was decided otherwise meanwhile is still to be told.
      if (answer?.ok) for (const one of wishes) if (unsent.current.get(one.slug) === one) unsent.current.delete(one.slug)
      if (!answer?.ok) setUntold(listed([...unsent.current.values()].map(({ label }) => label)))
    }
    keep()
    if (unsent.current.size === 0) setUntold('')
  }, [articleId, keep])
  const show = useCallback(({ slug, label, refused }: Wish) => {
    setHere((before) => [...before.filter((one) => one.slug !== slug), ...(refused ? [{ slug, label }] : [])])
    setAgain((before) => new Set(refused ? [...before].filter((one) => one !== slug) : [...before, slug]))
  }, [])
  useEffect(() => {
    for (const wish of keptWishes({ personId, articleId })) {
      if (unsent.current.has(wish.slug)) continue
      unsent.current.set(wish.slug, wish)
      show(wish)
    }
    void flush()
  }, [personId, articleId, flush, show])
  useEffect(() => {
    if (untold === '') return
    const timer = setInterval(() => void flush(), AGAIN_MILLISECONDS)
    return () => clearInterval(timer)
  }, [untold, flush])
  const wish = ({ slug, label }: TagName, refused: boolean) => {
    const one = { slug, label, refused }
    unsent.current.set(slug, one)
    show(one)
    keep()
    void flush()
  }
  return { here, again, untold, flush, add: (tag) => wish(tag, true), remove: (tag) => wish(tag, false) }
}
