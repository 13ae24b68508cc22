'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { listed, type TagName } from '../../suggested-tags'
import { send } from '../saving/send'
import { keepWishes, keptWishes, type Wish, type WishesOf } from './kept-wishes'
import { tellWishes } from './tell-wishes'

/** A newsroom that did not answer is told again; one that said no is not. */
const AGAIN_MILLISECONDS = 15_000

export type Refusals = {
  /** Refused on this page, or earlier and not told to the newsroom yet. */
  here: readonly TagName[]
  /** May be suggested again. */
  again: ReadonlySet<string>
  /** Tags whose decision the newsroom could not be told, in words; '' when it knows all. */
  untold: string
  /** What the newsroom will never take, and why, in words; '' where there is nothing of the kind. It is not sent again. */
  lost: string
  flush: () => Promise<void>
  add: (tag: TagName) => void
  remove: (tag: TagName) => void
}

/** Refused on this page: kept here, also when it is loaded again, and told to the newsroom as soon as it knows the story. */
export function useRefusals({ personId, articleId }: WishesOf): Refusals {
  const [here, setHere] = useState<TagName[]>([])
  const [again, setAgain] = useState<ReadonlySet<string>>(new Set())
  const [untold, setUntold] = useState('')
  const [lost, setLost] = useState('')
  const unsent = useRef(new Map<string, Wish>())
  const keep = useCallback(() => keepWishes({ personId, articleId }, [...unsent.current.values()]), [personId, articleId])
  const flush = useCallback(async () => {
    if (articleId === null) return
    const tell = (slugs: string[], refused: boolean) => send('refuse-tags', { id: articleId, slugs, refused })
    const refusal = await tellWishes(unsent.current, tell)
    if (refusal) setLost(`What you decided on ${listed(refusal.labels)} could not be kept. ${refusal.why}`)
    keep()
    setUntold(listed([...unsent.current.values()].map(({ label }) => label)))
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
  return { here, again, untold, lost, flush, add: (tag) => wish(tag, true), remove: (tag) => wish(tag, false) }
}
