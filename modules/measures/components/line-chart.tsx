import { londonDay } from '@/lib/dates'
import { axisEnd, LINE_HEIGHT, LINE_WIDTH, linesOf } from '../chart'
import styles from './charts.module.css'

const DAY_MS = 86_400_000

type LineChartProps = {
  title: string
  /** Oldest first. */
  points: readonly { day: Date; value: number | null }[]
  /** A value in words, as the table has it. */
  words: (value: number) => string
  /** Where the axis ends; without it, above the greatest value. */
  max?: number
}

/** One measure over time, drawn. The table beside it says the same in numbers; here its first and last value are said. */
export function LineChart({ title, points, words, max }: LineChartProps) {
  const known = points.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]))
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) return null
  const start = points[0]?.day.getTime() ?? 0
  const end = max ?? axisEnd(known.map(({ value }) => value))
  const pieces = linesOf(
    points.map(({ day, value }) => ({ day: (day.getTime() - start) / DAY_MS, value })),
    end,
  )
  const said = ({ day, value }: { day: Date; value: number }) => `${words(value)} on ${londonDay(day)}`
  const told = last === first ? said(first) : `${said(first)}, ${said(last)}`
  return (
    <figure className={styles.line}>
      <figcaption>{title}</figcaption>
      <svg viewBox={`-6 -6 ${LINE_WIDTH + 12} ${LINE_HEIGHT + 12}`} role="img" aria-label={`${title}: ${told}.`}>
        <path className={styles.frame} d={`M0 0H${LINE_WIDTH}M0 ${LINE_HEIGHT}H${LINE_WIDTH}`} />
        {pieces.map((piece) => (
          <polyline key={piece} className={styles.stroke} points={piece} />
        ))}
        {pieces.map((piece) => (
          <circle key={piece} className={styles.dot} r="4" {...lastPoint(piece)} />
        ))}
      </svg>
      <p className={styles.ends}>
        <span>
          {londonDay(first.day)}: {words(first.value)}
        </span>
        {last === first ? null : (
          <span>
            {londonDay(last.day)}: {words(last.value)}
          </span>
        )}
        <span>The top line is {words(end)}.</span>
      </p>
    </figure>
  )
}

function lastPoint(piece: string): { cx: string; cy: string } {
  const [cx = '0', cy = '0'] = piece.split(' ').at(-1)?.split(',') ?? []
  return { cx, cy }
}
