import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { NotAllowed } from '@/lib/errors'
import { type Person, ROLES, type Role, systemActor } from './actor'
import { can, type Permission, permissionTable, permit, permitEdit } from './permissions'
import { permissionsDocument } from './permissions-document'

/**
 * The policy written a second time, by hand and cell by cell: v a e m for viewer, author, editor, admin. A change of
 * the table needs a change here, so that nobody gives a right away by accident.
 */
const EXPECTED: Record<Permission, string> = {
  'newsroom.enter': 'v a e m',
  'article.read': 'v a e m',
  'article.create': '. a e m',
  'article.edit-own': '. a e m',
  'article.edit-any': '. . e m',
  'article.comment': 'v a e m',
  'article.share-own': '. a e m',
  'article.share-any': '. . e m',
  'article.review': '. . e m',
  'article.publish': '. . e m',
  'article.withdraw': '. . e m',
  'article.correct': '. . e m',
  'article.close': '. . e m',
  'article.change-slug': '. . e m',
  'article.delete-own': '. a e m',
  'article.delete-any': '. . e m',
  'media.add': '. a e m',
  'media.edit': '. . e m',
  'tag.read': 'v a e m',
  'tag.propose': '. a e m',
  'tag.create': '. . e m',
  'tag.edit': '. . e m',
  'record.edit': '. . e m',
  'style.edit': '. . e m',
  'page.edit': '. . . m',
  'user.read': '. . . m',
  'user.create': '. . . m',
  'user.change': '. . . m',
  'audit.read': '. . e m',
  'import.run': '. . e m',
  'settings.change': '. . . m',
}

const person = (role: Role): Person => ({ kind: 'person', id: `id of ${role}`, name: role, role })
const cells = (Object.entries(EXPECTED) as [Permission, string][]).flatMap(([permission, row]) =>
  ROLES.map((role, column) => [role, permission, row.split(' ')[column] !== '.'] as const),
)

describe('who may do what', () => {
  it.each(cells)('%s, %s: %s', (role, permission, expected) => {
    expect(can(person(role), permission)).toBe(expected)
    if (expected) expect(permit(person(role), permission)).toBeUndefined()
    else expect(() => permit(person(role), permission)).toThrow(NotAllowed)
  })

  it('has no cell that is not written above', () => {
    expect(cells).toHaveLength(Object.keys(EXPECTED).length * ROLES.length)
    const inTable = new Set(ROLES.flatMap((role) => [...permissionTable[role]]))
    expect([...inTable].sort()).toEqual(Object.keys(EXPECTED).sort())
  })

  it.each([
    ['sub', ['article.edit-any', 'article.review', 'style.edit']],
    ['tag-editor', ['tag.create', 'tag.edit']],
    ['data-editor', ['record.edit']],
  ] as const)('adds to an author with the duty %s just this: %j', (duty, added) => {
    const author = { ...person('author'), duties: [duty] }
    const gained = (Object.keys(EXPECTED) as Permission[]).filter((one) => can(author, one) && !can(person('author'), one))
    expect(gained.sort()).toEqual([...added].sort())
  })

  it('refuses what is in no row', () => expect(can(person('admin'), 'everything' as Permission)).toBe(false))

  it('says in the refusal what it was about', () =>
    expect(() => permit(person('author'), 'article.publish')).toThrow('You may not publish stories. Ask an editor or an admin.'))

  it('lets an author edit their own story only', () => {
    const author = person('author')
    expect(permitEdit(author, { createdById: author.id })).toBeUndefined()
    expect(() => permitEdit(author, { createdById: 'somebody else' })).toThrow(NotAllowed)
    expect(() => permitEdit(author, { createdById: null })).toThrow(NotAllowed)
    expect(permitEdit(person('editor'), { createdById: author.id })).toBeUndefined()
    expect(() => permitEdit(person('viewer'), { createdById: 'id of viewer' })).toThrow(NotAllowed)
  })

  it('lets the product itself do anything, under its name', () => {
    const actor = systemActor('Import', 'cms import')
    expect(can(actor, 'article.publish')).toBe(true)
    expect(permitEdit(actor, { createdById: null })).toBeUndefined()
  })
})

describe('docs/permissions.md', () => {
  it('is printed from the table (npx tsx modules/access/permissions-document.ts > docs/permissions.md)', async () => {
    expect(await readFile('docs/permissions.md', 'utf8')).toBe(permissionsDocument())
  })
})
