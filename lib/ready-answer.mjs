/**
 * Answers for pages that are already rendered, before Next is asked: Next would look in the same store, and spend most
 * of a millisecond on the way. The page is checked in the database for every reader, like any other.
 */
import { codingFor, readable } from './stored-page.mjs'

/**
 * Answers and returns true when a page for exactly this address is stored and right at this moment.
 * @param {import('node:http').IncomingMessage} req a request for a public address
 * @param {import('node:http').ServerResponse} res
 * @param {import('./page-cache-store.mjs').PageStore} store
 * @param {[string, string][]} everyAnswer headers of every answer
 * @returns {Promise<boolean>}
 */
export async function answerReady(req, res, store, everyAnswer) {
  if (req.method !== 'GET' && req.method !== 'HEAD') return false
  const key = store.keyOf(req.url ?? '')
  if (!key) return false
  const { found } = await store.look(key)
  if (!found) return false
  const answer = readable(() => found.answer(codingFor(req.headers['accept-encoding'])))
  if (!answer) return false
  const { status, headers, etag, body } = answer
  const same = status === 200 && isSame(req.headers['if-none-match'], etag)
  const all = [...everyAnswer, ...headers]
  if (same) {
    res.writeHead(304, flat(all.filter(([name]) => name !== 'content-encoding' && name !== 'content-type')))
    res.end()
    return true
  }
  res.writeHead(status, flat([...all, ['content-length', String(body.length)]]))
  res.end(req.method === 'HEAD' ? undefined : body)
  return true
}

const flat = (pairs) => pairs.flat()

/** @param {string | undefined} header If-None-Match @param {string} etag weak */
export function isSame(header, etag) {
  if (!header) return false
  return header.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === etag.slice(2))
}
