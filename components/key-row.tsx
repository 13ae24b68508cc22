import type { KeyboardEvent, ReactNode } from 'react'

type KeyRowProps = {
  /** What is read when the row has the focus. */
  label: string
  /** As aria-keyshortcuts: "Enter a r Delete". */
  keys: string | undefined
  className: string | undefined
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  children: ReactNode
}

/** A row of a list that has keys of its own, besides the buttons in it that do the same. `data-link` marks it for moving the focus on. */
export function KeyRow({ label, keys, className, onKeyDown, children }: KeyRowProps) {
  return (
    <li>
      {/* biome-ignore lint/a11y/useSemanticElements: a group inside a list item, not a set of fields */}
      <div
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys act where it is; every one is also a button in it
        tabIndex={0}
        data-link=""
        aria-label={label}
        aria-keyshortcuts={keys}
        className={className}
        onKeyDown={onKeyDown}
      >
        {children}
      </div>
    </li>
  )
}
