// For lib/embedded-postgres.db.test.ts: a process that opens the embedded database of a folder, says where it is, and
// closes it when its input ends, saying whether it was the last.
import { openEmbeddedPostgres } from '../embedded-postgres'

const database = await openEmbeddedPostgres(process.argv[2] ?? '', { durable: false })
process.stdout.write(`${database.url}\n`)
process.stdin.resume()
process.stdin.on('end', async () => {
  process.stdout.write(`${(await database.close()) ? 'last' : 'not last'}\n`)
  process.exit(0)
})
