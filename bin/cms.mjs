// npm run --silent cms -- <verb> …: makes sure the packages are there, then runs bin/cms.ts as server code.
import { spawn } from 'node:child_process'
import { ensureInstalled, requireNode, root } from './installed.mjs'
import { command, progress } from './say.mjs'

await command(async () => {
  requireNode(() => undefined)
  await ensureInstalled(progress(process.stderr))
  // Relative file names are the caller's: npm run changes into the project, and says where it was called from.
  const cwd = process.env.INIT_CWD ?? process.cwd()
  const args = ['--conditions=react-server', '--import', import.meta.resolve('tsx'), `${root}/bin/cms.ts`, ...process.argv.slice(2)]
  const child = spawn(process.execPath, args, { stdio: 'inherit', cwd: root, env: { ...process.env, INIT_CWD: cwd } })
  // A terminal tells the whole group; the child ends in its own order.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const code = await new Promise((resolve) => child.on('exit', (exit, signal) => resolve(exit ?? (signal ? 130 : 1))))
  process.exit(code)
})
