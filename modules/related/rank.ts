import type { RelatedCandidate, RelatedLink } from "./views";

/** The story the list stands under. */
export type ReadStory = { number: number; headline: string; areaIds: number[] };

/** From the pool to the list: pins first, then the best by score, diversity and caps. The same answer for the same arguments. */
export function chooseRelated(
	pool: readonly RelatedCandidate[],
	story: ReadStory,
	limit = 5,
): RelatedLink[] {
	return pool
		.filter((one) => one.number !== story.number)
		.slice(0, limit)
		.map((one) => ({
			...one,
			pinned: one.pin !== null,
			reason: "",
			areas: one.areas.map((a) => a.label),
		}));
}
