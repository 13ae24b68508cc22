/** Whether an error says that the database is away or overwhelmed, rather than that we asked it something wrong. */

/** Prisma: no connection, timed out, connection closed, pool timed out, too many connections. */
const PRISMA_AWAY = /^P(?:1001|1002|1008|1011|1017|2024|2037)$/
/** Node's network errors, and PostgreSQL's classes: connection (08), resources (53), intervention (57). */
const NETWORK_AWAY = /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNABORTED|EAI_AGAIN)$/
const POSTGRES_AWAY = /^(?:08|53|57)[0-9A-Z]{3}$/
/** Prisma gives a code of PostgreSQL's that it does not know in its words alone: a server that is starting up is 57P03. */
const WORDS_AWAY =
  /connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|connection timeout|can't reach database server|code: `(?:08|53|57)[0-9A-Z]{3}`/i
const CAUSES_MAX = 5

type Faulty = { code?: unknown; originalCode?: unknown; kind?: unknown; message?: unknown; cause?: unknown; name?: unknown }

function saysAway({ code, originalCode, kind, message, name }: Faulty): boolean {
  const codes = [code, originalCode].filter((value) => typeof value === 'string')
  if (codes.some((value) => PRISMA_AWAY.test(value) || NETWORK_AWAY.test(value) || POSTGRES_AWAY.test(value))) return true
  if (kind === 'DatabaseNotReachable' || kind === 'ConnectionClosed' || kind === 'SocketTimeout' || kind === 'TooManyConnections')
    return true
  return name === 'PrismaClientInitializationError' || (typeof message === 'string' && WORDS_AWAY.test(message))
}

/** Looks at the error and at what caused it. */
export function isDatabaseAway(error: unknown): boolean {
  let at: unknown = error
  for (let depth = 0; depth < CAUSES_MAX && typeof at === 'object' && at !== null; depth += 1) {
    if (saysAway(at as Faulty)) return true
    at = (at as Faulty).cause
  }
  return false
}
