import { NotAllowed } from '@/lib/errors'
import type { Actor, Role } from './actor'

/** Everything a person can be allowed to do. */
export type Permission =
  | 'newsroom.enter'
  | 'article.read'
  | 'article.create'
  | 'article.edit-own'
  | 'article.edit-any'
  | 'article.publish'
  | 'article.withdraw'
  | 'article.change-slug'
  | 'article.delete-own'
  | 'article.delete-any'
  | 'tag.read'
  | 'tag.create'
  | 'tag.edit'
  | 'page.edit'
  | 'user.read'
  | 'user.create'
  | 'user.change'
  | 'audit.read'
  | 'import.run'
  | 'settings.change'

const viewer: readonly Permission[] = ['newsroom.enter', 'article.read', 'tag.read']
const author: readonly Permission[] = [...viewer, 'article.create', 'article.edit-own', 'article.delete-own']
const editor: readonly Permission[] = [
  ...author,
  'article.edit-any',
  'article.publish',
  'article.withdraw',
  'article.change-slug',
  'article.delete-any',
  'tag.create',
  'tag.edit',
  'audit.read',
  'import.run',
]
const admin: readonly Permission[] = [...editor, 'page.edit', 'user.read', 'user.create', 'user.change', 'settings.change']

/** The whole policy. Anything not in a role's row is refused. */
export const permissionTable: Record<Role, readonly Permission[]> = { viewer, author, editor, admin }

/** What each permission is called in a refusal: "You may not …". */
export const deeds: Record<Permission, string> = {
  'newsroom.enter': 'enter the newsroom',
  'article.read': 'read stories in the newsroom',
  'article.create': 'create stories',
  'article.edit-own': 'edit stories',
  'article.edit-any': 'edit other people’s stories',
  'article.publish': 'publish stories',
  'article.withdraw': 'withdraw stories',
  'article.change-slug': 'change the address of a story',
  'article.delete-own': 'delete drafts',
  'article.delete-any': 'delete other people’s drafts',
  'tag.read': 'read the vocabulary',
  'tag.create': 'create tags',
  'tag.edit': 'change tags',
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
  // A role that is not in the table, left by an older or newer version, may nothing.
  return actor.kind === 'system' || (Object.hasOwn(permissionTable, actor.role) && permissionTable[actor.role].includes(permission))
}

/** Returns if `actor` may; throws NotAllowed with a sentence for the person otherwise. */
export function permit(actor: Actor, permission: Permission): void {
  if (can(actor, permission)) return
  throw new NotAllowed(`You may not ${deeds[permission]}. Ask an editor or an admin.`)
}

/** The permission needed to edit this story: authors edit their own, editors any. */
export function permitEdit(actor: Actor, article: { createdById: string | null }): void {
  const own = actor.kind === 'person' && article.createdById === actor.id
  permit(actor, own ? 'article.edit-own' : 'article.edit-any')
}
