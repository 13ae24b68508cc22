/**
 * The pictures of the demo newsroom: charts drawn from the record, as SVG without a letter in it, because a server may have
 * no font. What a chart shows stands in its text and its caption, which are worked out from the same rows.
 */
import { areas, daysBetween, type InspectionRow, type Outcome, reportedBy } from './record'

/** The last day of the record the demo stories rest on. */
const END = '2026-06-26'
const WIDTH = 1600
const HEIGHT = 900
const MARGIN = 60

const COLOURS: Record<Outcome, string> = {
  'Typically positive': '#0b6e6e',
  Inconsistent: '#e0a526',
  'Widespread and/or systemic failings': '#8a1c3b',
}
const OUTCOMES = Object.keys(COLOURS) as Outcome[]

/** `slug`: the story it stands at the head of. */
export type Chart = { slug: string; fileName: string; svg: string; alt: string; caption: string }

export const demoCharts = (): Chart[] => [everyArea(), byRegion(), waits()]

const latest = (): InspectionRow[] => [...new Map(reportedBy(END).map((one) => [one.area, one])).values()]
const having = (rows: readonly InspectionRow[], outcome: Outcome): InspectionRow[] => rows.filter((row) => row.outcome === outcome)

const square = (x: number, y: number, size: number, colour: string | null): string =>
  colour
    ? `<rect x="${x}" y="${y}" width="${size}" height="${size}" fill="${colour}"/>`
    : `<rect x="${x + 2}" y="${y + 2}" width="${size - 4}" height="${size - 4}" fill="none" stroke="#8a8a8a" stroke-width="4"/>`

const drawing = (shapes: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><rect width="100%" height="100%" fill="#fff"/>${shapes.join('')}</svg>`

/** A square for each area: how its latest report came out, and those without one. */
function everyArea(): Chart {
  const reports = latest()
  const counts = OUTCOMES.map((outcome) => having(reports, outcome).length)
  const colours = [...OUTCOMES.flatMap((outcome, at) => Array<string>(counts[at] ?? 0).fill(COLOURS[outcome]))]
  const [columns, step, size] = [17, 86, 72]
  const left = (WIDTH - columns * step + (step - size)) / 2
  const shapes = areas.map((_, at) =>
    square(left + (at % columns) * step, MARGIN + Math.floor(at / columns) * step, size, colours[at] ?? null),
  )
  const [positive, middle, failings] = counts
  const rest = areas.length - reports.length
  return {
    slug: 'fifty-seven-areas-to-go',
    fileName: 'every-area.png',
    svg: drawing(shapes),
    alt: `${areas.length} squares, one for each area: ${positive} green, ${middle} yellow, ${failings} red and ${rest} empty.`,
    caption: `Each square is an area, by its latest report to 26 June 2026: typically positive (${positive}, green), inconsistent (${middle}, yellow), widespread and/or systemic failings (${failings}, red), no report yet (${rest}, empty).`,
  }
}

/** A row of squares for each region, in the order of the story's table. */
function byRegion(): Chart {
  const reports = latest()
  const regions = [...new Set(areas.map((area) => area.region ?? ''))].sort()
  const [step, size] = [(HEIGHT - 2 * MARGIN) / regions.length, 64]
  const shapes = regions.flatMap((region, row) =>
    OUTCOMES.flatMap((outcome) => having(reports, outcome).filter((one) => one.region === region)).map((one, at) =>
      square(MARGIN + at * 74, MARGIN + row * step, size, one.outcome && COLOURS[one.outcome]),
    ),
  )
  const most = regions.map((region) => ({ region, count: reports.filter((one) => one.region === region).length }))
  const longest = most.reduce((a, b) => (b.count > a.count ? b : a))
  return {
    slug: 'inspections-by-region',
    fileName: 'by-region.png',
    svg: drawing(shapes),
    alt: `${regions.length} rows of squares, one for each region. The longest is ${longest.region} with ${longest.count}.`,
    caption: `The latest report of each area, a row for each region: ${regions.join(', ')}. Green is typically positive, yellow inconsistent, red widespread and/or systemic failings.`,
  }
}

/** A column for each report, the shortest wait first. */
function waits(): Chart {
  const days = reportedBy(END)
    .filter((one) => one.onsiteEnd !== '')
    .map((one) => ({ outcome: one.outcome, days: daysBetween(one.onsiteEnd, one.published) }))
    .sort((a, b) => a.days - b.days)
  const [shortest, longest] = [days[0]?.days ?? 0, days.at(-1)?.days ?? 1]
  const step = (WIDTH - 2 * MARGIN) / days.length
  const shapes = days.map(({ outcome, days: waited }, at) => {
    const height = ((HEIGHT - 2 * MARGIN) * waited) / longest
    return `<rect x="${(MARGIN + at * step).toFixed(1)}" y="${(HEIGHT - MARGIN - height).toFixed(1)}" width="${(step * 0.75).toFixed(1)}" height="${height.toFixed(1)}" fill="${outcome ? COLOURS[outcome] : '#8a8a8a'}"/>`
  })
  return {
    slug: 'how-long-areas-wait-for-reports',
    fileName: 'days-of-waiting.png',
    svg: drawing(shapes),
    alt: `${days.length} columns that rise from ${shortest} days on the left to ${longest} on the right.`,
    caption: `Days from the last day on site to the report, a column for each of ${days.length} reports: from ${shortest} to ${longest}. Green is typically positive, yellow inconsistent, red widespread and/or systemic failings.`,
  }
}
