/**
 * How much memory the web server may take, and how it gives it back. In a trial of 10,000 views of 2,000 stories it had
 * 212 MB resident with these and 278 to 322 with the limit of the old heap and two arenas alone, most of the difference
 * freed and kept. docs/operations.md says what is what, bench/README.md how it is measured.
 */

/** V8 sees the whole machine and would let old rendered pages pile up (stack-verified 10.6). */
const OLD_HEAP_MAX_MB = 192
/** Each of the two halves for new objects, all of it resident once used. No clear difference in CPU to 16 MB, V8's own choice. */
const NEW_HEAP_MAX_MB = 8

/** Arguments of Node for the web server. */
export const serverArguments: readonly string[] = [`--max-old-space-size=${OLD_HEAP_MAX_MB}`, `--max-semi-space-size=${NEW_HEAP_MAX_MB}`]

/**
 * Settings of glibc's allocator, which otherwise keeps most of what is freed. Compiling (Prisma's query compiler is 3 MB
 * of WebAssembly, compiled in several threads at the first query) takes some 30 MB for a moment, in pieces among which
 * lasting ones lie. One arena instead of one for each thread; large pieces from the system and back to it; the end of the
 * arena given back as soon as it is free. Setting either threshold also stops glibc from raising both by itself.
 */
const ALLOCATOR = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '32768',
  MALLOC_TRIM_THRESHOLD_: '65536',
}

/**
 * The allocator's settings for the server's environment; what `given` says already goes before ours. Other C libraries
 * take no notice.
 */
export function allocatorSettings(given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(ALLOCATOR).map(([name, value]) => [name, given[name] ?? value]))
}
