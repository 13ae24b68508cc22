import { PartsNav } from '../../_parts/parts-nav'

const PARTS = [
  { key: 'overview', href: '/admin/related', label: 'Overview' },
  { key: 'map', href: '/admin/related/map', label: 'Map' },
  { key: 'log', href: '/admin/related/log', label: 'Log' },
  { key: 'measures', href: '/admin/related/measures', label: 'Measures' },
  { key: 'weights', href: '/admin/related/weights', label: 'Weights' },
  { key: 'tests', href: '/admin/related/tests', label: 'Fair tests' },
  { key: 'reports', href: '/admin/related/reports', label: 'Reports' },
  { key: 'storylines', href: '/admin/storylines', label: 'Storylines' },
  { key: 'links', href: '/admin/links', label: 'Links' },
] as const

export type RelatedPart = (typeof PARTS)[number]['key']

/** The parts of the newsroom's pages on related news. */
export const RelatedNav = ({ here }: { here: RelatedPart }) => <PartsNav label="Related news" parts={PARTS} here={here} />
