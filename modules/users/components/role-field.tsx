import { LabelledField } from '@/components/labelled-field'
import { ROLES, type Role } from '@/modules/access/actor'

/** What each role is for, in one line. */
export const ROLE_WORDS: Record<Role, string> = {
  viewer: 'Viewer: reads the newsroom',
  author: 'Author: writes their own stories',
  editor: 'Editor: edits, tags, publishes and withdraws',
  admin: 'Admin: also invites people and edits the site’s pages',
}

type RoleFieldProps = { value: string; problem?: string | undefined; roles?: readonly Role[] }

/** `roles`: those that may be given; all of them unless said. */
export function RoleField({ value, problem, roles = ROLES }: RoleFieldProps) {
  return (
    <LabelledField name="role" label="Role" problem={problem}>
      {(control) => (
        // The key makes React begin anew with what was chosen: a form is reset after it was sent.
        <select {...control} key={value} defaultValue={value}>
          {roles.map((role) => (
            <option key={role} value={role}>
              {ROLE_WORDS[role]}
            </option>
          ))}
        </select>
      )}
    </LabelledField>
  )
}
