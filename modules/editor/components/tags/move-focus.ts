/** Up and Down among the suggestions and proposals of the panel that are in sight. Answers whether the key was one of these. */
export function movesFocus(key: string, row: HTMLElement): boolean {
  const by = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0
  if (by === 0) return false
  const rows = [...(row.closest('[data-suggestions]')?.querySelectorAll<HTMLElement>('[data-link]') ?? [])]
  const shown = rows.filter((one) => one.getClientRects().length > 0)
  shown[shown.indexOf(row) + by]?.focus()
  return true
}
