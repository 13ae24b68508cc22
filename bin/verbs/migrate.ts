/** cms migrate: applies what is pending. Opening the newsroom has done so; this says what it was. */
export async function run(_args: string[], migrated: string[]): Promise<{ output: { applied: string[] } }> {
  process.stderr.write(migrated.length === 0 ? 'The database is up to date.\n' : `Applied ${migrated.join(', ')}.\n`)
  return { output: { applied: migrated } }
}
