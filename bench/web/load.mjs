/** A small load generator: keep-alive connections, one request at a time on each, so that the server is what is measured. */

import { readFileSync } from 'node:fs'
import { connect } from 'node:net'

/**
 * @param {{ port: number, paths: string[], connections?: number, seconds?: number, requests?: number, headers?: string }} options
 *   `paths` are asked for in turn; ends after `seconds`, or after `requests`.
 * @returns {Promise<{ requests: number, perSecond: number, p50: number, p99: number, bytes: number, statuses: Record<string, number> }>} times in milliseconds
 */
export async function load({ port, paths, connections = 32, seconds, requests = Number.POSITIVE_INFINITY, headers = '' }) {
  const times = []
  const statuses = {}
  let bytes = 0
  let asked = 0
  const began = performance.now()
  const until = seconds ? began + seconds * 1000 : Number.POSITIVE_INFINITY
  const goesOn = () => performance.now() < until && asked < requests
  const one = () =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      let sentAt = 0
      let parts = []
      let size = 0
      const ask = () => {
        if (!goesOn()) {
          socket.end()
          return resolve()
        }
        parts = []
        size = 0
        sentAt = performance.now()
        socket.write(`GET ${paths[asked++ % paths.length]} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${headers}\r\n`)
      }
      socket.setNoDelay(true)
      socket.on('connect', ask)
      socket.on('error', reject)
      socket.on('data', (part) => {
        parts.push(part)
        size += part.length
        if (!isWhole(parts, size)) return
        times.push(performance.now() - sentAt)
        bytes += size
        const status = parts[0].toString('latin1', 9, 12)
        statuses[status] = (statuses[status] ?? 0) + 1
        ask()
      })
    })
  await Promise.all(Array.from({ length: connections }, one))
  const spent = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { requests: times.length, perSecond: times.length / spent, p50: at(0.5), p99: at(0.99), bytes: bytes / times.length, statuses }
}

function isWhole(parts, size) {
  const head = (parts[0].includes('\r\n\r\n') ? parts[0] : Buffer.concat(parts)).toString('latin1')
  const end = head.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(head.slice(0, end + 2))?.[1]
  if (length !== undefined) return size >= end + 4 + Number(length)
  if (/^HTTP\/1\.1 (?:304|204)/.test(head)) return true
  const last = parts.at(-1)
  const tail = last.length >= 5 ? last.subarray(-5) : Buffer.concat(parts).subarray(-5)
  return tail.equals(Buffer.from('0\r\n\r\n'))
}

/**
 * CPU time of a process so far.
 * @param {number} pid
 * @returns {number} milliseconds
 */
export function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/**
 * Resident memory of a process.
 * @param {number} pid
 * @returns {number} MB
 */
export function memoryOf(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
}
