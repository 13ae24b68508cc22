/** Which role has more than which. */
import { ROLES, type Role } from '@/modules/access/actor'

/** Whether somebody with the role `giver` may give `role`: their own or a lesser one. */
export const mayGiveRole = (giver: Role, role: Role): boolean => ROLES.indexOf(role) <= ROLES.indexOf(giver)
