/** Numbers out of repeated timings. Milliseconds. */
export type Timing = { p50: number; p95: number; p99: number }

export function summary(samples: readonly number[]): Timing {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** Runs `act` once for each item, one after the other, and times each. */
export async function timeEach<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<number[]> {
  const samples: number[] = []
  for (const item of items) {
    const start = performance.now()
    await act(item)
    samples.push(performance.now() - start)
  }
  return samples
}

/** Rows under heads, right-aligned but the first column. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')
  return [line(heads), ...rows.map(line)].join('\n')
}
