/**
 * The public pages' own PostgreSQL login: the grants of throughline_reader (given in the migrations), reading only.
 * docs/decisions: published snapshots and their reader.
 */
import { askAs, ensureLogin, type LoginKind, loginRole, loginUrl } from './limited-login'
import { StartProblem } from './start-problem.mjs'

export const READER: LoginKind = {
  name: 'reader',
  group: 'throughline_reader',
  connections: 40,
  settings: [
    ['default_transaction_read_only', 'on'],
    ['statement_timeout', '3s'],
  ],
  variable: 'READER_DATABASE_URL',
  use: 'that public pages read with',
}

/** The name of a database's reader role, at most 63 characters. */
export const readerRole = (database: string): string => loginRole(READER, database)

/** The reader's address: the newsroom's, with this role and its password. */
export const readerUrl = (databaseUrl: string, database: string, secret: string): string => loginUrl(READER, databaseUrl, database, secret)

/** The address public pages read with; see `ensureLogin`. */
export const ensureReaderLogin = (databaseUrl: string, secret: string): Promise<string> => ensureLogin(READER, databaseUrl, secret)

/** A READER_DATABASE_URL of the operator's own is used as it is, if it works and cannot see a draft. Throws StartProblem. */
export async function requireReader(url: string): Promise<void> {
  const { drafts, published } = await askAs<{ drafts: boolean; published: boolean }>(
    READER,
    url,
    `select has_table_privilege('public.article', 'select') as drafts, has_table_privilege('public.published_article', 'select') as published`,
  )
  if (drafts)
    throw new StartProblem('The login of READER_DATABASE_URL can read drafts: give it the role throughline_reader and nothing else.')
  if (!published) throw new StartProblem('The login of READER_DATABASE_URL cannot read what is published: grant throughline_reader to it.')
}
