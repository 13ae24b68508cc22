import { NotAllowed } from '@/lib/errors'
import type { Actor, Duty, Role } from './actor'

/** Everything a person can be allowed to do. */
export type Permission =
  | 'newsroom.enter'
  | 'article.read'
  | 'article.create'
  | 'article.edit-own'
  | 'article.edit-any'
  | 'article.comment'
  | 'article.share-own'
  | 'article.share-any'
  | 'article.review'
  | 'article.publish'
  | 'article.withdraw'
  | 'article.correct'
  | 'article.close'
  | 'article.change-slug'
  | 'article.delete-own'
  | 'article.delete-any'
  | 'media.add'
  | 'media.edit'
  | 'tag.read'
  | 'tag.propose'
  | 'tag.create'
  | 'tag.edit'
  | 'record.edit'
  | 'style.edit'
  | 'page.edit'
  | 'user.read'
  | 'user.create'
  | 'user.change'
  | 'audit.read'
  | 'import.run'
  | 'settings.change'

const viewer: readonly Permission[] = ['newsroom.enter', 'article.read', 'article.comment', 'tag.read']
const author: readonly Permission[] = [
  ...viewer,
  'article.create',
  'article.edit-own',
  'article.delete-own',
  'article.share-own',
  'media.add',
  'tag.propose',
]
const editor: readonly Permission[] = [
  ...author,
  'article.edit-any',
  'article.review',
  'article.publish',
  'article.withdraw',
  'article.correct',
  'article.close',
  'article.share-any',
  'article.change-slug',
  'article.delete-any',
  'media.edit',
  'tag.create',
  'tag.edit',
  'style.edit',
  'record.edit',
  'audit.read',
  'import.run',
]
const admin: readonly Permission[] = [...editor, 'page.edit', 'user.read', 'user.create', 'user.change', 'settings.change']

/** The whole policy. Anything not in a role's row is refused. */
export const permissionTable: Record<Role, readonly Permission[]> = { viewer, author, editor, admin }

/** What a duty adds to a person's role. */
export const dutyTable: Record<Duty, readonly Permission[]> = {
  sub: ['article.edit-any', 'article.review', 'style.edit'],
  'tag-editor': ['tag.create', 'tag.edit'],
  'data-editor': ['record.edit'],
}

/** What each permission is called in a refusal: "You may not …". */
export const deeds: Record<Permission, string> = {
  'newsroom.enter': 'enter the newsroom',
  'article.read': 'read stories in the newsroom',
  'article.create': 'create stories',
  'article.edit-own': 'edit stories',
  'article.edit-any': 'edit other people’s stories',
  'article.comment': 'comment on stories',
  'article.share-own': 'share a story by a preview link',
  'article.share-any': 'share other people’s stories by a preview link',
  'article.review': 'approve stories or send them back',
  'article.publish': 'publish stories',
  'article.withdraw': 'withdraw stories',
  'article.correct': 'correct published stories',
  'article.close': 'say who may open a story',
  'article.change-slug': 'change the address of a story',
  'article.delete-own': 'delete drafts',
  'article.delete-any': 'delete other people’s drafts',
  'media.add': 'add pictures',
  'media.edit': 'change and replace pictures',
  'tag.read': 'read the vocabulary',
  'tag.propose': 'propose tags',
  'tag.create': 'create tags',
  'tag.edit': 'change tags',
  'record.edit': 'change inspection records and facts',
  'style.edit': 'change the house style',
  'page.edit': 'edit the site’s pages',
  'user.read': 'see who has an account',
  'user.create': 'create accounts',
  'user.change': 'change accounts',
  'audit.read': 'read the audit',
  'import.run': 'import stories',
  'settings.change': 'change settings',
}

/** Whether `actor` may. The system may do everything: whoever makes a system actor answers for it. */
export function can(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'system') return true
  return inTable(permissionTable, actor.role, permission) || (actor.duties ?? []).some((duty) => inTable(dutyTable, duty, permission))
}

/** A role or duty that is not in the table, left by an older or newer version, may nothing. */
const inTable = (table: Record<string, readonly Permission[]>, key: string, permission: Permission): boolean =>
  Object.hasOwn(table, key) && table[key]?.includes(permission) === true

/** Returns if `actor` may; throws NotAllowed with a sentence for the person otherwise. */
export function permit(actor: Actor, permission: Permission): void {
  if (can(actor, permission)) return
  throw new NotAllowed(`You may not ${deeds[permission]}. Ask an editor or an admin.`)
}

/** The permission needed to edit this story: authors edit their own, editors any. */
export function permitEdit(actor: Actor, article: { createdById: string | null }): void {
  permit(actor, editOf(actor, article))
}

/** Whether `actor` may edit this story. */
export const canEdit = (actor: Actor, article: { createdById: string | null }): boolean => can(actor, editOf(actor, article))

const editOf = (actor: Actor, { createdById }: { createdById: string | null }): Permission =>
  actor.kind === 'person' && createdById === actor.id ? 'article.edit-own' : 'article.edit-any'
