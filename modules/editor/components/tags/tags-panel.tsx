'use client'
import { type KeyboardEvent, useRef } from 'react'
import { type ChosenTag, TagField } from '@/modules/tags/components/tag-field'
import type { PickerTag } from '@/modules/tags/match'
import { ProposeTag } from '@/modules/vocabulary/components/propose-tag'
import type { Proposal } from '../../propose'
import { ProposalList } from '../propose/proposal-list'
import type { Proposals } from '../propose/use-proposals'
import { useKeptFocus } from '../related/use-kept-focus'
import type { Story } from '../writing/use-story'
import { PossibleTags, Suggestions } from './suggestions'
import type { TagSuggestions } from './use-suggestions'

type TagsPanelProps = {
  tags: readonly PickerTag[]
  story: Story
  suggestions: TagSuggestions
  proposals: Proposals
  announce: (message: string) => void
  /** Given to those who may create tags. */
  onMade: ((tag: PickerTag) => void) | undefined
  /** The story as it is stored; null before its first save. */
  articleId: string | null
  readOnly: boolean
  problem: string | undefined
}

/** What the story is about: found by typing, or suggested by its own words. */
export function TagsPanel({ tags, story, suggestions, proposals, announce, onMade, articleId, readOnly, problem }: TagsPanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  const noteFocus = useKeptFocus(panel)
  const accept = (proposal: Proposal) => {
    const done = proposals.accept([proposal])
    if (done) suggestions.note(done)
    else announce('These words are not in the text any more.')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement
    if (typing || readOnly || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return
    if (suggestions.last === '') return
    event.preventDefault()
    suggestions.undo()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: undo from anywhere in the panel; it is a button, too
    <div ref={panel} data-suggestions="" onKeyDown={onKeyDown} onFocus={noteFocus}>
      <TagField
        tags={tags}
        chosen={story.form.tags}
        onChange={(chosen: ChosenTag[]) => story.change({ tags: chosen })}
        announce={announce}
        onMade={onMade}
        propose={(label, use, leave) => (
          <ProposeTag key={label} label={label} tags={tags} articleId={articleId} announce={announce} onUse={use} onLeave={leave} />
        )}
        readOnly={readOnly}
        problem={problem}
        further={readOnly ? null : <PossibleTags suggestions={suggestions} story={story} announce={announce} />}
        suggested={
          readOnly ? null : (
            <>
              <Suggestions suggestions={suggestions} proposals={proposals} story={story} announce={announce} />
              <ProposalList
                open={proposals.open}
                pins={story.form.pins}
                onAccept={(one) => accept(one)}
                onRefuse={(one) => suggestions.note(proposals.refuse(one))}
                onClose={proposals.close}
              />
            </>
          )
        }
      />
    </div>
  )
}
