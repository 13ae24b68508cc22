/** The storylines of the demo newsroom. What they say stands in their stories. */

export type DemoStoryline = {
  label: string
  summary: string
  open: boolean
  /** By hand: the stories stand as they are listed here; else by date. */
  byHand: boolean
  /** Addresses of demo stories. */
  stories: readonly string[]
}

export const DEMO_STORYLINES: readonly DemoStoryline[] = [
  {
    label: 'Hertfordshire after its 2023 inspection',
    summary:
      'In 2023 inspectors found widespread and/or systemic failings in Hertfordshire. Two years later they came back and found that effective action had been taken. A full inspection comes next.',
    open: true,
    byHand: false,
    stories: ['hertfordshire-systemic-failings', 'hertfordshire-monitoring-announced', 'hertfordshire-effective-action'],
  },
  {
    label: 'Nottinghamshire: urgent action and what came of it',
    summary:
      'Nottinghamshire was the first area to be told of widespread and/or systemic failings, in 2023. In 2025 inspectors found that it had taken effective action. The last story here explains why they came no earlier.',
    open: false,
    byHand: true,
    stories: ['nottinghamshire-systemic-failings', 'nottinghamshire-effective-action', 'monitoring-inspections-paused'],
  },
]
