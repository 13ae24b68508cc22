/** The kinds of tag, in the order in which they are offered and shown. Pure; runs in both worlds. */
export const TAG_TYPES = ['area', 'organisation', 'person', 'theme', 'storyline', 'outcome', 'stage', 'person-role', 'region'] as const
export type TagType = (typeof TAG_TYPES)[number]

/** Heading of a group of tags, and the word for one. */
export const tagTypeLabel: Record<TagType, { one: string; many: string }> = {
  area: { one: 'Area', many: 'Areas' },
  organisation: { one: 'Organisation', many: 'Organisations' },
  person: { one: 'Person', many: 'People' },
  theme: { one: 'Theme', many: 'Themes' },
  storyline: { one: 'Storyline', many: 'Storylines' },
  outcome: { one: 'Outcome', many: 'Outcomes' },
  stage: { one: 'Stage', many: 'Stages' },
  'person-role': { one: 'Role', many: 'Roles' },
  region: { one: 'Region', many: 'Regions' },
}

/** Only these can relate two stories; the other types add points to a link that one of these has made. */
export const RELATING_TYPES = ['storyline', 'area', 'organisation', 'person', 'theme'] as const satisfies readonly TagType[]

export const isTagType = (value: string): value is TagType => (TAG_TYPES as readonly string[]).includes(value)
export const isRelatingType = (type: string): boolean => (RELATING_TYPES as readonly string[]).includes(type)
