// npm run check: format, lint, types, unit tests and the architecture, in under a minute. Run it before a commit.
import { spawnSync } from 'node:child_process'
import { ensureInstalled, requireNode, root } from './installed.mjs'
import { command, progress } from './say.mjs'

await command(async () => {
  process.chdir(root)
  const say = progress()
  requireNode(() => undefined)
  await ensureInstalled(say)
  const { register } = await import('tsx/esm/api')
  register()
  const { ensureClients } = await import('../lib/built.ts')
  await ensureClients()
  const bin = (name) => `node_modules/${name}`
  const steps = [
    ['Format and lint', bin('@biomejs/biome/bin/biome'), ['check', '.']],
    ['Types', bin('typescript/bin/tsc'), ['--noEmit']],
    ['Unit tests and architecture', bin('vitest/vitest.mjs'), ['run', '--project', 'unit*']],
  ]
  let failed = false
  for (const [name, program, args] of steps) {
    say(`${name} …`)
    const { status } = spawnSync(process.execPath, [program, ...args], { stdio: 'inherit' })
    if (status !== 0) failed = true
  }
  say(failed ? 'Something is wrong: see above.' : 'All is well.')
  process.exit(failed ? 1 : 0)
})
