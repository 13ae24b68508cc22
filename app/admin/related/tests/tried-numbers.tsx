import type { TriedNumber } from '@/modules/measures/views'

/** What is tried in place of what. */
export function TriedNumbers({ tried }: { tried: readonly TriedNumber[] }) {
  return (
    <ul>
      {tried.map(({ label, from, to }) => (
        <li key={label}>
          {label}: {to} instead of {from}
        </li>
      ))}
    </ul>
  )
}
