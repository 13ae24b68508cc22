/**
 * How many random cases a test tries. Each run of npm test tries few, always the same ones or others as the test says;
 * TEST_ROUNDS=full tries all. docs/testing.md.
 */
export const rounds = (few: number, full: number): number => (process.env.TEST_ROUNDS === 'full' ? full : few)
