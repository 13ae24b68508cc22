/** The OpenAPI description of the open data, made from the same schemas the answers are typed by. Pure. */
import { z } from 'zod'
import { articlesQuery, relatedQuery } from './parameters'
import { areaList, article, articlePage, inspectionList, problemDocument, relatedList, tagList } from './resources'

type Path = {
  path: string
  summary: string
  /** null: CSV. */
  answer: z.ZodType | null
  query?: z.ZodObject
  /** Also as text/plain, for a client that asks for it. */
  text?: boolean
  /** The path has a slug: it can be missing, withdrawn or moved. */
  slug?: boolean
  /** Without a slug in the path: what is not found, and why. */
  notFound?: string
}

const PATHS: readonly Path[] = [
  {
    path: '/api/v1/articles',
    summary: 'Live stories, newest first',
    answer: articlePage,
    query: articlesQuery,
    notFound: 'No live story carries a tag that you named, or one of two tags is a person, who is combined with nothing.',
  },
  { path: '/api/v1/articles/{slug}', summary: 'One live story', answer: article, slug: true },
  {
    path: '/api/v1/articles/{slug}/related',
    summary: 'Its related news, in the order of the page',
    answer: relatedList,
    query: relatedQuery,
    text: true,
    slug: true,
  },
  { path: '/api/v1/tags', summary: 'The vocabulary, as far as live stories use it', answer: tagList },
  { path: '/api/v1/areas', summary: 'England’s local areas', answer: areaList },
  { path: '/api/v1/inspections', summary: 'Inspections on record, the newest report first', answer: inspectionList },
  { path: '/api/v1/inspections.csv', summary: 'The same as CSV (RFC 4180)', answer: null },
]

const nameOf = (schema: z.ZodType): string => String(z.globalRegistry.get(schema)?.id)
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const problemAnswer = (description: string) => ({ description, content: { 'application/problem+json': { schema: reference('Problem') } } })

function schemasOf(): Record<string, unknown> {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { target: 'draft-2020-12', uri: (id) => `#/components/schemas/${id}`, io: 'output' })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const { $schema: _schema, $id: _id, id: _name, ...rest } = schema as Record<string, unknown>
      return [name, rest]
    }),
  )
}

function parametersOf({ query, slug }: Path) {
  const asked = query ? (z.toJSONSchema(query, { io: 'input' }).properties ?? {}) : {}
  return [
    ...(slug ? [{ name: 'slug', in: 'path', required: true, schema: { type: 'string' } }] : []),
    ...Object.entries(asked).map(([name, schema]) => ({ name, in: 'query', required: false, schema })),
  ]
}

function operationOf(path: Path) {
  const ok = path.answer
    ? {
        description: path.summary,
        content: {
          'application/json': { schema: reference(nameOf(path.answer)) },
          ...(path.text ? { 'text/plain': { schema: { type: 'string' } } } : {}),
        },
      }
    : { description: path.summary, content: { 'text/csv': { schema: { type: 'string' } } } }
  return {
    get: {
      summary: path.summary,
      parameters: parametersOf(path),
      responses: {
        200: ok,
        304: { description: 'Nothing has changed since the ETag you sent in If-None-Match.' },
        400: problemAnswer('A parameter is unknown or not usable: the answer names it.'),
        ...(path.slug
          ? {
              308: { description: 'The story has a new address.' },
              404: problemAnswer('There is no such story.'),
              410: problemAnswer('The story was withdrawn: the answer says why.'),
            }
          : {}),
        ...(path.notFound ? { 404: problemAnswer(path.notFound) } : {}),
        503: problemAnswer('The database cannot be asked: try again in a moment.'),
      },
    },
  }
}

/** The whole document. `siteUrl` has no slash at its end. */
export const openApi = (siteUrl: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Throughline open data',
    version: '1',
    description: 'Stories, tags, areas and inspection records. Read only; nothing that is not live is ever in it.',
    license: {
      name: 'Open Government Licence v3.0 (records); stories: all rights reserved',
      url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
    },
  },
  servers: [{ url: siteUrl }],
  paths: Object.fromEntries(PATHS.map((path) => [path.path, operationOf(path)])),
  components: { schemas: schemasOf() },
})

/** The resources whose schemas the document names; importing them registers them. */
export const documented = [articlePage, article, relatedList, tagList, areaList, inspectionList, problemDocument]
