// npm start and npm run dev: from a fresh clone to a served newsroom. Only this file runs before the packages are there.
import { ensureInstalled, requireNode, root } from './installed.mjs'
import { command, progress } from './say.mjs'

await command(async () => {
  process.chdir(root)
  const say = progress()
  requireNode(say)
  await ensureInstalled(say)
  const { register } = await import('tsx/esm/api')
  register()
  const { start } = await import('./start-newsroom.ts')
  await start({ dev: process.argv.includes('--dev'), say })
})
