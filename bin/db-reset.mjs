// npm run db:reset: removes the embedded database; the next start begins with an empty one. Asks for --yes.
import { ensureInstalled, requireNode, root } from './installed.mjs'
import { command, progress } from './say.mjs'

await command(async () => {
  process.chdir(root)
  requireNode(() => undefined)
  await ensureInstalled(progress())
  const { register } = await import('tsx/esm/api')
  register()
  const { resetNewsroom } = await import('./reset-newsroom.ts')
  await resetNewsroom(process.argv.includes('--yes'))
})
