/** What a search of the list of stories finds, in words. Pure. */
import { stageLabel } from '@/modules/workflow/stages'
import type { StoryFilter } from './story-filter'

/** "stories that are live, with “kent” in the headline" */
export function foundWords({ stage, show, q }: StoryFilter): string {
  const parts = [
    stage ? `that are ${stageLabel[stage].toLowerCase()}` : '',
    show ? `of the desk’s list “${show}”` : '',
    q ? `with “${q}” in the headline` : '',
  ]
  const said = parts.filter(Boolean)
  return said.length === 0 ? 'all stories' : `stories ${said.join(', ')}`
}
