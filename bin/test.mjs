// npm test: on the same fresh clone, every check there is; ends with the line “N passed, N failed”.
// --only lint|types|unit|database|e2e runs one part.
import { ensureInstalled, requireNode, root } from './installed.mjs'
import { command, progress } from './say.mjs'

await command(async () => {
  process.chdir(root)
  const say = progress()
  requireNode(say)
  await ensureInstalled(say)
  const { register } = await import('tsx/esm/api')
  register()
  const { runTests } = await import('./run-tests.ts')
  const at = process.argv.indexOf('--only')
  process.exit((await runTests({ only: at === -1 ? null : (process.argv[at + 1] ?? ''), say })) ? 0 : 1)
})
