/** A server's loops without its pages, as a process to be killed: what lib/testing/time-keepers.ts starts. */
import { startWorker } from '../../instrumentation-worker'

startWorker()
// The loops let a process end; this one is to be ended.
setInterval(() => undefined, 60_000)
process.send?.('ready')
