/** Who is named in a comment with @. Pure; runs in the browser too. */

export type Mentionable = { id: string; name: string }

/** What follows a name that ends: anything but a letter, a digit or a sign inside a name. */
const goesOn = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}_]/u.test(sign)

/**
 * The people named in `text`, each once, in the order of their first mention. Where one name begins another, the longer
 * is meant. Two people of one name are told apart by `chosen`, the ids picked from the list; unpicked, both are meant.
 */
export function mentionedIn<P extends Mentionable>(text: string, people: readonly P[], chosen: readonly string[] = []): P[] {
  const longest = [...people].sort((a, b) => b.name.length - a.name.length)
  const low = text.toLowerCase()
  const found = new Map<string, P>()
  for (let at = low.indexOf('@'); at !== -1; at = low.indexOf('@', at + 1)) {
    // An address such as sam@example.org names nobody.
    if (goesOn(low[at - 1])) continue
    const name = longest.find((one) => isNamedAt(low, at + 1, one.name))?.name.toLowerCase()
    if (name === undefined) continue
    const namesakes = people.filter((one) => one.name.toLowerCase() === name)
    const picked = namesakes.filter((one) => chosen.includes(one.id))
    for (const one of picked.length > 0 ? picked : namesakes) found.set(one.id, one)
  }
  return [...found.values()]
}

function isNamedAt(low: string, at: number, name: string): boolean {
  const wanted = name.toLowerCase()
  return wanted !== '' && low.startsWith(wanted, at) && !goesOn(low[at + wanted.length])
}

/** A name being typed: where its @ is, and what follows it so far. */
export type Naming = { at: number; typed: string }

const NAME_MAX_CHARACTERS = 60

/** The name that is being typed where the caret stands; null when none is. */
export function namingAt(text: string, caret: number): Naming | null {
  const before = text.slice(Math.max(0, caret - NAME_MAX_CHARACTERS), caret)
  const typed = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}'’. -]*)$/u.exec(before)?.[1]
  return typed === undefined || /^ | {2}/.test(typed) ? null : { at: caret - typed.length - 1, typed }
}

/** The people whose name, or a part of it, begins as typed; in the order given. */
export function matchPeople<P extends Mentionable>(people: readonly P[], typed: string): P[] {
  const wanted = typed.trim().toLowerCase()
  return people.filter(({ name }) => {
    const low = name.toLowerCase()
    return low.startsWith(wanted) || low.split(/[\s-]+/).some((part) => part.startsWith(wanted))
  })
}
