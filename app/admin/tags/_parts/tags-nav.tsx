import { PartsNav } from '../../_parts/parts-nav'

const PARTS = [
  { key: 'tags', href: '/admin/tags', label: 'All tags' },
  { key: 'bulk', href: '/admin/tags/bulk', label: 'Many stories' },
  { key: 'health', href: '/admin/tags/health', label: 'Health' },
  { key: 'coverage', href: '/admin/tags/coverage', label: 'Coverage' },
  { key: 'operations', href: '/admin/tags/operations', label: 'Changes' },
] as const

/** The pages about the vocabulary as a whole. */
export const TagsNav = ({ here }: { here: (typeof PARTS)[number]['key'] }) => <PartsNav label="The vocabulary" parts={PARTS} here={here} />
