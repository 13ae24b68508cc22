import { londonDay, londonTime } from '@/lib/dates'
import { bulkPath } from '../bulk-paths'
import type { StoryOperation } from '../queries/story-operations'

const moment = (at: Date): string => `${londonTime(at)} on ${londonDay(at)}`

/** What merges, splits and changes of many stories did to the tags of one: it stands in none of its versions. */
export function StoryOperations({ operations }: { operations: readonly StoryOperation[] }) {
  return (
    <ul>
      {operations.map(({ id, kind, sentence, given, taken, by, at, undoneBy, undoneAt }) => (
        <li key={id}>
          {kind === 'bulk' ? <a href={bulkPath(id)}>{sentence}</a> : sentence}:{' '}
          {[...given.map((tag) => `+ ${tag}`), ...taken.map((tag) => `− ${tag}`)].join(', ')}. {by}, {moment(at)}.
          {undoneAt ? ` Taken back by ${undoneBy}, ${moment(undoneAt)}.` : ''}
        </li>
      ))}
    </ul>
  )
}
