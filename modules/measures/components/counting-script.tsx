/** Which public/count.js this is: the beginning of its SHA-256, so that a browser may keep it for ever. A test says what it has to be. */
export const COUNTER_VERSION = '31183ab3'

/**
 * The one script of a reader's page: ours, small, never inline, and nothing waits for it. Exactly this form stays when
 * scripts are taken out (lib/strip-scripts.mjs).
 */
export function CountingScript() {
  return <script src={`/count.js?v=${COUNTER_VERSION}`} defer />
}
