// Prisma's command line, offline. Prisma 7 needs no engine to generate or to query, but its command line
// downloads one before doing anything; pointing the variable at any existing file skips the download.
// Only `generate` and `validate` work this way: migrations are applied by lib/migrations.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default { schema: 'prisma/schema.prisma' }
