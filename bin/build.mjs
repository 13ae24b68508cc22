// npm run build: the production build, if it is missing or older than the sources (--force: in any case).
import { rmSync } from 'node:fs'
import { ensureInstalled, requireNode, root } from './installed.mjs'
import { command, progress } from './say.mjs'

await command(async () => {
  process.chdir(root)
  const say = progress()
  requireNode(say)
  await ensureInstalled(say)
  if (process.argv.includes('--force')) rmSync('.next/throughline-build.json', { force: true })
  const { register } = await import('tsx/esm/api')
  register()
  const { ensureBuild } = await import('../lib/built.ts')
  await ensureBuild(say)
  say('The build is up to date.')
})
