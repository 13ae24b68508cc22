import 'server-only'
import { db } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordOpening } from '../commands/record-opening'
import { type ComparedVersion, type Comparison, compareVersions } from '../comparison'
import { storedForm } from '../form'
import { readEditableStory } from '../queries'
import { isStoryId } from '../rules'
import { storyInputSchema } from '../schema'
import type { EditableStory } from '../views'
import { pictureNames } from './picture-uses'
import { withWords } from './working-copies'

/** A text that somebody has left behind: what it would change in the newest words. */
export type LeftText = { headline: string; personName: string; changedAt: Date; revision: number; comparison: Comparison }

/**
 * The text of somebody whose account is closed, which could not become a version because others had saved meanwhile, beside
 * the newest words: nobody else would ever see it. For those who may edit any story. Throws NotFound; what people who work
 * here are typing is theirs until it is a version.
 */
export async function readLeftText(actor: Actor, { id, personId }: { id: string; personId: string }): Promise<LeftText> {
  permit(actor, 'article.edit-any')
  const missing = new NotFound('There is no such text. It may have become a version.')
  if (!isStoryId(id) || !isStoryId(personId)) throw missing
  const story = await readEditableStory(db, actor, id)
  const [copy, account] = await Promise.all([
    db.workingCopy.findUnique({ where: { articleId_personId: { articleId: id, personId } } }),
    db.user.findUnique({ where: { id: personId }, select: { active: true } }),
  ])
  const words = storyInputSchema.safeParse(copy?.words)
  if (!copy || account?.active || !words.success) throw missing
  await recordOpening(actor, id, new Date())
  const left = await withWords(db, actor, story, words.data)
  const pictures = await pictureNames(db, actor, [story, left])
  const comparison = compareVersions(versionOf(story, pictures), versionOf(left, pictures))
  return { headline: story.headline, personName: copy.personName, changedAt: copy.changedAt, revision: story.revision, comparison }
}

function versionOf(story: EditableStory, pictures: ReadonlyMap<string, string>): ComparedVersion {
  const { tags, pins, exclusions, ...words } = story
  return {
    ...words,
    number: story.revision,
    form: storedForm(words.form),
    tags: tags.map((tag) => tag.label).sort((a, b) => a.localeCompare(b, 'en-GB')),
    links: pins.map((pin) => ({
      headline: pin.targetHeadline ?? pin.headline,
      url: pin.url,
      expiresAt: pin.expiresAt ? new Date(pin.expiresAt) : null,
      note: pin.note,
    })),
    leftOut: exclusions.map(({ targetHeadline }) => targetHeadline).sort(),
    pictures,
  }
}
