// Prints the SQL that builds prisma/schema.prisma from nothing, to author a migration from.
// The WASM build of Prisma's schema engine is an internal package, so it is pinned and used only here.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'

const folder = dirname(fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm')))
const bg = await import(join(folder, 'schema_engine_bg.js'))
const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, 'schema_engine_bg.wasm')), {
  './schema_engine_bg.js': bg,
})
bg.__wbg_set_wasm(instance.exports)
instance.exports.__wbindgen_start?.()

const files = [{ path: 'prisma/schema.prisma', content: readFileSync('prisma/schema.prisma', 'utf8') }]
// The engine connects once, but a diff from empty reads nothing there: any empty database will do.
const factory = new PrismaPg({ connectionString: process.env.DATABASE_URL })
const { bindMigrationAwareSqlAdapterFactory } = await import('@prisma/driver-adapter-utils')
const engine = await bg.SchemaEngine.new(
  { datamodels: files.map((f) => [f.path, f.content]) },
  () => {},
  bindMigrationAwareSqlAdapterFactory(factory),
)
const result = await engine.diff({
  from: { tag: 'empty' },
  to: { tag: 'schemaDatamodel', files, configDir: process.cwd() },
  script: true,
  shadowDatabaseUrl: null,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
})
process.stdout.write(result.stdout ?? '')
