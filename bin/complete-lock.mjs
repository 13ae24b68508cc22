// Adds to package-lock.json the optional packages of other platforms that the registry at hand did not have when the
// lock was written. `npm install` leaves them out, and then `npm ci` refuses the lock. Run after npm install.
import { readFileSync, writeFileSync } from 'node:fs'

/** Optional dependencies that the lock does not list, as [name, version, whether only for development]. */
export function missingOptionals(packages) {
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => path !== '' && !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`])
      .map(([name, version]) => [name, version.replace(/^[~^]/, ''), Boolean(entry.dev)]),
  )
}

/** What a platform package says of itself in its name: @biomejs/cli-linux-x64-musl. */
function platformOf(name) {
  const [, os, cpu] = /(android|darwin|linux|win32|freebsd)-(arm64|x64|arm|ia32)/.exec(name) ?? []
  return os && cpu ? { cpu: [cpu], os: [os], ...(name.endsWith('-musl') ? { libc: ['musl'] } : {}) } : null
}

if (process.argv[1]?.endsWith('complete-lock.mjs')) {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  for (const [name, version, dev] of missingOptionals(lock.packages)) {
    const platform = platformOf(name)
    if (platform) lock.packages[`node_modules/${name}`] = { version, ...platform, ...(dev ? { dev } : {}), optional: true }
  }
  const [root, ...rest] = Object.entries(lock.packages)
  lock.packages = Object.fromEntries([root, ...rest.sort(([a], [b]) => a.localeCompare(b, 'en'))])
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
}
