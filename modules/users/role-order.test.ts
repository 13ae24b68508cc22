import { describe, expect, it } from 'vitest'
import { ROLES } from '@/modules/access/actor'
import { permissionTable } from '@/modules/access/permissions'
import { mayGiveRole } from './role-order'

describe('A role', () => {
  it('may be given by those who have it or a higher one, and by nobody else', () => {
    const given = ROLES.map((giver) => ROLES.filter((role) => mayGiveRole(giver, role)))
    expect(given).toEqual([['viewer'], ['viewer', 'author'], ['viewer', 'author', 'editor'], ['viewer', 'author', 'editor', 'admin']])
  })

  it('that is higher may do all that a lesser one may: nobody gives more than they have', () => {
    for (const giver of ROLES)
      for (const role of ROLES.filter((one) => mayGiveRole(giver, one)))
        expect(permissionTable[giver]).toEqual(expect.arrayContaining([...permissionTable[role]]))
  })
})
