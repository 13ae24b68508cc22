/**
 * The map of the house, as a test (docs/architecture.md). A failure names the file, the rule, and where the code should go.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** A module may import those before it, never one after it. */
const ORDER = [
  'workflow',
  'access',
  'audit',
  'newsroom',
  'auth',
  'users',
  'areas',
  'tags',
  'glossary',
  'style',
  'inspections',
  'media',
  'articles',
  'comments',
  'sharing',
  'corrections',
  'storylines',
  'related',
  'links',
  'measures',
  'search',
  'pages',
  'feeds',
  'open-data',
  'vocabulary',
  'editor',
]
/** Files of auth that are neither pure nor one of the seven names: the ones that know next-auth and Next. A longer list needs a decision record. */
const AUTH_EXCEPTIONS = ['modules/auth/options.ts', 'modules/auth/session.ts', 'modules/auth/form-action.ts']
/** Exports that may stand outside the wrappers, each with its reason. This list may only shrink. */
const UNWRAPPED: Record<string, string> = {
  'app/api/auth/[...nextauth]/route.ts': 'next-auth’s own address, narrowed to what it needs',
  'app/api/health/live/route.ts': 'answers without reading anything',
  'app/api/health/ready/route.ts': 'answers a word; must not depend on what it asks about',
}
/** The one place that writes HTML by hand: JSON-LD, escaped there. */
const JSON_LD = 'components/json-ld.tsx'
const BANNED_NAMES = /(^|[-/])(utils?|helpers?|misc|manager|service|common|data|info|v2)\.tsx?$/i
const LINES_MAX = 300
/** A list, not a text to read. */
const LISTS = ['modules/auth/common-passwords.ts']

const ROOT = resolve(import.meta.dirname, '..')

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith('lib/generated/'))
}

const isTest = (path: string): boolean => /\.test\.tsx?$|^lib\/testing\//.test(path)
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
/** Without comments, so that prose about an import is none. */
const code = (path: string): string => text(path).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

type Import = { from: string; to: string; typeOnly: boolean }

/** Every import of a file; ours as paths from the root without their ending. */
function importsOf(path: string): Import[] {
  const found: Import[] = []
  const pattern = /(?:^|\n)\s*(import|export)\s+(type\s+)?([^'";]*?from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g
  for (const [, , type, names = '', plain, dynamic] of code(path).matchAll(pattern)) {
    const raw = plain ?? dynamic ?? ''
    const to = raw.startsWith('@/') ? raw.slice(2) : raw.startsWith('.') ? relative(ROOT, resolve(ROOT, path, '..', raw)) : raw
    const list = /\{([^}]*)\}/
      .exec(names)?.[1]
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean)
    const onlyTypes = Boolean(list?.length) && !/^\w/.test(names.trim()) && (list ?? []).every((name) => name.startsWith('type '))
    found.push({ from: path, to: to.replace(/\.(tsx?|mjs)$/, ''), typeOnly: Boolean(type) || onlyTypes })
  }
  return found
}

const product = ['app', 'components', 'lib', 'modules'].flatMap(filesIn)
const shipped = product.filter((path) => !isTest(path))
const imports = shipped.flatMap(importsOf)
const moduleOf = (path: string): string | null => /^modules\/([^/]+)\//.exec(`${path}/`)?.[1] ?? null

/** What breaks a rule, as lines to read; a rule holds when there is none. */
const broken = (which: (one: Import) => boolean): string[] => imports.filter(which).map(({ from, to }) => `${from} imports ${to}`)

describe('Directions', () => {
  it('a module imports only those to its left', () => {
    const wrong = broken(({ from, to }) => {
      const [here, there] = [moduleOf(from), moduleOf(to)]
      return here !== null && there !== null && here !== there && ORDER.indexOf(there) > ORDER.indexOf(here)
    })
    expect(wrong).toEqual([])
  })

  it('every module has its place in the order', () => {
    const there = readdirSync(join(ROOT, 'modules'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
    expect(there.filter((name) => !ORDER.includes(name))).toEqual([])
  })

  it('lib imports no module, components import no module, and nobody imports app', () => {
    expect(broken(({ from, to }) => from.startsWith('lib/') && /^(modules|app|components)\//.test(to))).toEqual([])
    expect(broken(({ from, to }) => from.startsWith('components/') && /^(modules|app)\//.test(to))).toEqual([])
    expect(broken(({ from, to }) => !from.startsWith('app/') && to.startsWith('app/'))).toEqual([])
  })

  it('the product imports nothing that is only for tests', () => {
    expect(broken(({ to }) => /^(lib\/testing|prisma\/factories|e2e|bench)(\/|$)/.test(to))).toEqual([])
  })
})

describe('Drafts', () => {
  const isPublic = (path: string): boolean => /^app\/(\(site\)|feeds|api\/(v1|count|not-related)|sitemap|news-sitemap|robots)/.test(path)

  it('cannot be reached from a public address: it imports published.ts, components and pure files', () => {
    const wrong = broken(
      ({ from, to }) =>
        isPublic(from) &&
        /^modules\/[^/]+\/(queries|commands(\/.*)?|([a-z]+-)?actions)$|^lib\/(db|published-db)$|^modules\/(auth|users|editor)\//.test(to),
    )
    expect(wrong).toEqual([])
  })

  it('cannot be reached by way of published.ts either', () => {
    const wrong = broken(
      ({ from, to, typeOnly }) =>
        !typeOnly &&
        /^modules\/[^/]+\/published\.ts$/.test(from) &&
        (to === 'lib/db' || /^modules\/[^/]+\/(queries|commands(\/.*)?|([a-z]+-)?actions)$/.test(to)),
    )
    expect(wrong).toEqual([])
  })

  it('are read by queries.ts and written by commands: only those import the newsroom’s database', () => {
    const may =
      /^modules\/[^/]+\/(queries|commands)\.ts$|^modules\/[^/]+\/(queries|commands)\/[^/]+\.ts$|^lib\/(page-cache|db|readiness)\.ts$/
    expect(broken(({ from, to, typeOnly }) => to === 'lib/db' && !typeOnly && !may.test(from))).toEqual([])
  })

  it('go out past the second reader and an embargo only in a forecast, which is taken back', () => {
    const past = /\b(publishForForecast|makeLiveForForecast)\b/
    const users = shipped.filter((path) => past.test(code(path)))
    expect(users.sort()).toEqual([
      'modules/articles/commands/make-live-again.ts',
      'modules/articles/commands/publish-article.ts',
      'modules/related/commands/forecast-publication.ts',
    ])
  })

  it('only published.ts imports the reader’s database', () => {
    const may = /^modules\/[^/]+\/published\.ts$|^lib\/(published-db|readiness)\.ts$/
    expect(broken(({ from, to, typeOnly }) => to === 'lib/published-db' && !typeOnly && !may.test(from))).toEqual([])
  })

  it('only counting.ts of measures writes for strangers: it imports their database, and no other', () => {
    const may = ['modules/measures/counting.ts']
    expect(broken(({ from, to, typeOnly }) => to === 'lib/counter-db' && !typeOnly && !may.includes(from))).toEqual([])
    expect(broken(({ from, to }) => may.includes(from) && /^lib\/(db|published-db)$|\/(queries|commands)/.test(to))).toEqual([])
  })

  it('no page imports a command: it submits through actions.ts', () => {
    expect(broken(({ from, to }) => from.startsWith('app/') && /^modules\/[^/]+\/commands(\/.*)?$/.test(to))).toEqual([])
  })
})

describe('Files', () => {
  const own = shipped.filter((path) => path.startsWith('modules/'))

  it('that read or write are server-only, and say so first', () => {
    const must = own.filter((path) =>
      /^modules\/[^/]+\/((published|queries|commands)\.ts|(commands|queries)\/)|^modules\/measures\/counting\.ts$/.test(path),
    )
    const wrong = must.filter((path) => !code(path).trimStart().startsWith("import 'server-only'"))
    expect(wrong).toEqual([])
  })

  it('outside the seven names are pure: no database, no Next, no request', () => {
    const named =
      /^modules\/[^/]+\/((schema|published|queries|commands|([a-z]+-)?actions)\.ts|(commands|queries|components)\/)|^modules\/measures\/counting\.ts$/
    const impure = /^(lib\/(db|published-db)|server-only|next(\/.*)?|next-auth(\/.*)?|react-dom(\/.*)?)$/
    const wrong = own.filter((path) => !named.test(path) && !AUTH_EXCEPTIONS.includes(path))
    expect(
      wrong
        .flatMap(importsOf)
        .filter(({ to, typeOnly }) => !typeOnly && impure.test(to))
        .map(({ from, to }) => `${from} imports ${to}`),
    ).toEqual([])
  })

  it('of schemas and components know no database', () => {
    const wrong = broken(
      ({ from, to, typeOnly }) =>
        /^modules\/[^/]+\/(schema\.ts|components\/)/.test(from) &&
        !typeOnly &&
        /^lib\/(db|published-db)$|^modules\/[^/]+\/(queries|commands(\/.*)?|published)$/.test(to),
    )
    expect(wrong).toEqual([])
  })

  it('have kebab-case names that say what is in them', () => {
    const names = product.map((path) => path.split('/').at(-1) ?? '')
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.db)?(\.test)?(\.module)?(\.d)?\.tsx?$/.test(name))).toEqual([])
    expect(product.filter((path) => BANNED_NAMES.test(path) || /\/index\.tsx?$/.test(path))).toEqual([])
  })

  it(`stay under ${LINES_MAX} lines`, () => {
    const long = shipped
      .map((path) => ({ path, lines: text(path).split('\n').length }))
      .filter(({ path, lines }) => lines > LINES_MAX && !LISTS.includes(path))
    expect(long).toEqual([])
  })
})

/** `actions.ts`, or where a module has many, one file for each kind of act: `workflow-actions.ts`. */
const ACTIONS = /^modules\/[^/]+\/([a-z]+-)?actions\.ts$/

describe('Doors', () => {
  /** The open wrapper does all but ask who it is: for signing in, where nobody is yet, and for whoever holds a link, by name. */
  const OPEN: Record<string, string> = {
    'modules/auth/actions.ts': '\\w+',
    'modules/users/actions.ts': 'acceptInvitation|askForPassword|setNewPassword',
    'modules/sharing/actions.ts': 'sayByLink',
  }
  const wrapped = (path: string): RegExp =>
    new RegExp(`^const (?:\\w+Action = (?:formAction|callAction)|(?:${OPEN[path] ?? '(?!)'})Action = openFormAction)\\(`)

  it('every export of a “use server” file is wrapped: origin, who, parsed input, command', () => {
    const files = shipped.filter((path) => /^\s*['"]use server['"]/.test(code(path)))
    expect(files.filter((path) => !ACTIONS.test(path))).toEqual([])
    const open = files
      .filter((path) => !UNWRAPPED[path])
      .flatMap((path) =>
        [...code(path).matchAll(/^export\s+(?!type)(.*)$/gm)]
          .map(([, rest = '']) => rest)
          .filter((rest) => !wrapped(path).test(rest))
          .map((rest) => `${path}: ${rest}`),
      )
    expect(open).toEqual([])
  })

  it('no function outside actions.ts becomes an address by “use server”', () => {
    expect(shipped.filter((path) => !ACTIONS.test(path) && /['"]use server['"]/.test(code(path)))).toEqual([])
  })

  it('every route.ts answers through apiRoute, and takes something in through postRoute or, of people signed in, questionRoute and uploadRoute; files through fileRoute and downloadRoute', () => {
    const verbs = /^export\s+(?:const|(?:async\s+)?function)\s+(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b(.*)$/gm
    const open = shipped
      .filter((path) => path.endsWith('/route.ts') && !UNWRAPPED[path])
      .flatMap((path) =>
        [...code(path).matchAll(verbs)]
          .filter(([, , rest = '']) => !/^ = (apiRoute|downloadRoute|fileRoute|postRoute|questionRoute|uploadRoute)\(/.test(rest))
          .map(([line]) => `${path}: ${line}`),
      )
    expect(open).toEqual([])
  })

  it('the exceptions are still there', () => {
    expect(Object.keys(UNWRAPPED).filter((path) => !shipped.includes(path))).toEqual([])
  })

  it('no SQL is put together from text, nothing is evaluated, no HTML is written by hand', () => {
    const forbidden: [RegExp, string[]][] = [
      [/\$(queryRaw|executeRaw)Unsafe|Prisma\.raw\(/, []],
      [/\beval\(|new Function\(/, []],
      [/dangerouslySetInnerHTML/, [JSON_LD]],
      [/process\.env\.(PORT|HOST|PUBLIC_URL|SEED|MAIL_TRANSPORT|SECOND_FACTOR|DATA_DIR)\b/, []],
    ]
    const found = forbidden.flatMap(([pattern, except]) =>
      shipped.filter((path) => !except.includes(path) && pattern.test(code(path))).map((path) => `${path}: ${pattern.source}`),
    )
    expect(found).toEqual([])
  })
})
