/** JSON lines on standard error. Client text is a value, never concatenated; secrets and bodies are never logged. */
type Level = 'debug' | 'info' | 'warn' | 'error'
const order: Record<string, number> = { debug: 10, info: 20, warn: 30, error: 40, silent: 90 }
const REDACTED = /password|secret|token|cookie|authorization/i

function write(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  if ((order[level] ?? 20) < (order[process.env.LOG_LEVEL ?? 'info'] ?? 20)) return
  const safe = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, REDACTED.test(key) ? '[redacted]' : value]))
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...safe })}\n`)
}

export const log = {
  debug: (message: string, fields?: Record<string, unknown>) => write('debug', message, fields),
  info: (message: string, fields?: Record<string, unknown>) => write('info', message, fields),
  warn: (message: string, fields?: Record<string, unknown>) => write('warn', message, fields),
  error: (message: string, fields?: Record<string, unknown>) => write('error', message, fields),
}
