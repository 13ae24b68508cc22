/** What kind of story it is: templates, the freshness of related links and coverage ask for it. Pure. */

export const STORY_FORMS = ['news', 'result', 'monitoring', 'reaction', 'explainer'] as const
export type FormOfStory = (typeof STORY_FORMS)[number]

/** As the newsroom reads them. */
export const FORM_LABELS: Record<FormOfStory, string> = {
  news: 'News',
  result: 'Inspection result',
  monitoring: 'Monitoring visit',
  reaction: 'Reaction',
  explainer: 'Explainer',
}

/** The form that is stored; the database holds no other words. */
export const storedForm = (value: string): FormOfStory => STORY_FORMS.find((form) => form === value) ?? 'news'
