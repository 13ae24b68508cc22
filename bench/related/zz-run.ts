import { inProcess, openServer, withDatabase } from './database'

const server = await openServer()
try {
  await withDatabase(server, 'review', (env) => inProcess(new URL('./zz-review.ts', import.meta.url), env))
} finally {
  await server.close()
}
