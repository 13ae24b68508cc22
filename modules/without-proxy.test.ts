/**
 * proxy.ts is a courtesy. These read the sources and find what would rely on it; modules/authorisation.db.test.ts
 * tries every query and command itself.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const sourcesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`)
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

const sources = [...sourcesUnder('app'), ...sourcesUnder('modules'), ...sourcesUnder('components')]
const pages = sources.filter((file) => /^app\/admin\/(?:.*\/)?page\.tsx$/.test(file))
const routes = sources.filter((file) => /\/route\.tsx?$/.test(file))
const actionFiles = sources.filter((file) => /^\s*['"]use server['"]/.test(read(file)))

/** Actions of somebody who is not in: signing in and out, and what whoever holds a link from a mail may send. */
const OPEN_ACTIONS: Record<string, string> = {
  'modules/auth/actions.ts': '\\w+',
  'modules/users/actions.ts': 'acceptInvitation|askForPassword|setNewPassword',
  'modules/sharing/actions.ts': 'sayByLink',
}
/** What strangers may send, through postRoute: counts, and "not related?". */
const POST_ROUTES = ['app/api/count/route.ts', 'app/api/not-related/route.ts']
/** What the newsroom's pages ask while somebody writes: actions that only read, several at once. */
const QUESTIONS = 'modules/editor/questions.ts'
const QUESTION_ROUTE = 'app/admin/articles/questions/[question]/route.ts'
/** What an open page of the editor says by itself while somebody writes, and in the moment it is left: wrapped actions. */
const SITTING_ROUTE = 'app/admin/articles/sittings/[question]/route.ts'
/** Files from somebody signed in: uploadRoute asks who they are before it reads. */
const UPLOAD_ROUTES = [
  'app/admin/articles/documents/route.ts',
  'app/admin/import/stories/route.ts',
  'app/admin/media/[id]/replace/route.ts',
  'app/admin/media/upload/route.ts',
]
/** The newsroom's view of a picture's files. */
const FILE_ROUTE = 'app/admin/media/[id]/file/route.ts'
/** The audit as CSV: asks who is acting, and its query what they may read. */
const EXPORT_ROUTE = 'app/admin/audit/events.csv/route.ts'
/** The only other address outside actions that changes anything: next-auth's own, with its own token against forgery. */
const CHANGING_ROUTE = 'app/api/auth/[...nextauth]/route.ts'

describe('without proxy.ts', () => {
  it.each(pages)('%s asks who is acting', (file) => {
    expect(read(file)).toMatch(/\bawait requireActor\(\)/)
  })

  it('has pages to ask', () => expect(pages.length).toBeGreaterThan(10))

  it.each(actionFiles)('%s exports wrapped actions and nothing else', (file) => {
    const source = read(file)
    const exported = [...source.matchAll(/^export (?!type\b)(.*)$/gm)].map((match) => match[1] ?? '')
    const open = OPEN_ACTIONS[file] ?? '(?!)'
    const wrapped = new RegExp(`^const (?:\\w+Action = (?:formAction|callAction)|(?:${open})Action = openFormAction)\\(`)
    expect(exported.length).toBeGreaterThan(0)
    expect(exported.filter((line) => !wrapped.test(line))).toEqual([])
    expect(source).toMatch(/from '(?:@\/modules\/auth|\.)\/form-action'/)
  })

  it('has no action hidden inside another file', () => {
    expect(actionFiles.length).toBeGreaterThan(3)
    expect(sources.filter((file) => !actionFiles.includes(file) && /['"]use server['"]/.test(read(file)))).toEqual([])
  })

  it.each(routes)('%s only reads, or is next-auth’s own or a stranger’s narrow one', (file) => {
    const methods = [...read(file).matchAll(/^export (?:async function|function|const) ([A-Z]+)\b/gm)].map((match) => match[1])
    const isOpen = POST_ROUTES.includes(file)
    expect(methods.filter((method) => method !== 'GET' && method !== 'HEAD')).toEqual(
      isOpen || file === CHANGING_ROUTE || file === QUESTION_ROUTE || file === SITTING_ROUTE || UPLOAD_ROUTES.includes(file)
        ? ['POST']
        : [],
    )
    if (isOpen) expect(read(file)).toMatch(/export const POST = postRoute\(/)
    if (UPLOAD_ROUTES.includes(file)) expect(read(file)).toMatch(/export const POST = uploadRoute\(/)
    if (file === FILE_ROUTE) expect(read(file)).toMatch(/\bawait currentActor\(\)/)
    if (file.startsWith('app/api/v1/')) expect(read(file)).toMatch(/export const GET = apiRoute\(/)
  })

  it('has no route in the newsroom but these; what answers questions are wrapped actions that read', () => {
    const known = [QUESTION_ROUTE, SITTING_ROUTE, FILE_ROUTE, ...UPLOAD_ROUTES, EXPORT_ROUTE]
    expect(routes.filter((file) => file.startsWith('app/admin/')).sort()).toEqual(known.sort())
    expect(read(SITTING_ROUTE)).toMatch(/export const POST = questionRoute\(/)
    expect(read(QUESTION_ROUTE)).toMatch(/export const POST = questionRoute\(questions, /)
    const asked = [...(/export const questions = \{[^}]*\}/.exec(read(QUESTIONS))?.[0] ?? '').matchAll(/\b(\w+Action)\b/g)].map(
      (match) => match[1],
    )
    expect([...new Set(asked)].sort()).toEqual([
      'checkWordsAction',
      'commentsOfAction',
      'correctionsOfAction',
      'factPicksAction',
      'findPicturesAction',
      'forecastAction',
      'forecastWithdrawalAction',
      'linkedFromAction',
      'linksOfAction',
      'previewRelatedAction',
      'suggestTagsAction',
      'whyNotAction',
      'workflowOfAction',
    ])
  })

  it('nothing else reads what proxy.ts says about who is asking', () => {
    const readers = sources.filter((file) => /x-throughline|PATH_HEADER/.test(read(file)))
    expect(readers).toEqual(['modules/auth/session.ts'])
  })
})
