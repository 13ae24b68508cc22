/** The form that the boxes of a list belong to, wherever they stand on the page, and their name. */
export const MANY_FORM = 'many-stories'
export const MANY_BOX = 'story'
