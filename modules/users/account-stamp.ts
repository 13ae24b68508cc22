/** What a page shows of an account that can be changed there, as one line: a later change of any of it makes another. Pure. */
type Shown = { name: string; role: string; active: boolean; duties: readonly string[] | null }

export const accountStamp = ({ name, role, active, duties }: Shown): string =>
  JSON.stringify([name, role, active, [...(duties ?? [])].sort()])
