/** docs/permissions.md, printed from the table, so that what we say is what is so. */
import { pathToFileURL } from 'node:url'
import { DUTIES, ROLES } from './actor'
import { deeds, dutyTable, type Permission, permissionTable } from './permissions'

const title = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1)

/** The document as Markdown. */
export function permissionsDocument(): string {
  const rows = (Object.entries(deeds) as [Permission, string][]).map(
    ([permission, deed]) =>
      `| ${title(deed)} | \`${permission}\` | ${ROLES.map((role) => (permissionTable[role].includes(permission) ? 'yes' : '')).join(' | ')} |`,
  )
  return [
    '# Who may do what',
    '',
    'Printed from `modules/access/permissions.ts`; a test keeps the two in step. To print it again:',
    '`npx tsx modules/access/permissions-document.ts > docs/permissions.md`.',
    '',
    'Anything that is not in this table is refused. It is asked inside every command and every newsroom query, never only',
    'on a page: taking `proxy.ts` away opens nothing.',
    '',
    `| To | Permission | ${ROLES.map(title).join(' | ')} |`,
    `| --- | --- | ${ROLES.map(() => '---').join(' | ')} |`,
    ...rows,
    '',
    '“Own” is a story the person created. The product itself (the command line, an import) may do everything, and its',
    'name and reason stand in the history.',
    '',
    'Everybody who can sign in, viewers too, reads every story of the newsroom, drafts and withdrawn ones included, with its',
    'history, except a story that is closed: one marked sensitive, or under an embargo that has not ended, is open only to the',
    'people named on it, whatever their role (`modules/access/closed-stories.ts`). Once none of them has an open account, the',
    'admins are named on it instead, within half a minute, and its history says so (`modules/articles/commands/name-admins.ts`).',
    '',
    'A duty, given to a person beside the role, adds to it:',
    '',
    '| Duty | Adds |',
    '| --- | --- |',
    ...DUTIES.map((duty) => `| ${title(duty)} | ${dutyTable[duty].map((permission) => deeds[permission]).join(', ')} |`),
    '',
    'Two rules stand outside the table: the last open admin account can neither be closed nor become another role, and no',
    'page makes the first admin (`npm run --silent cms -- create-user` does).',
    '',
  ].join('\n')
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(permissionsDocument())
