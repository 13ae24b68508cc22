/** One of England's 153 local area partnerships, as pages and feeds show it. */
export type AreaView = {
  /** "rotherham"; the area's tag is `tagSlug`. */
  slug: string
  name: string
  officialName: string
  /** Name of the region: "Yorkshire and the Humber". */
  region: string
  /** Slug of the region's tag: "region-yorkshire-and-the-humber". */
  regionSlug: string
  tagSlug: `area-${string}`
  aliases: string[]
  /** NHS boards, "Frimley ICB (part)" where a board covers a part of the area only. */
  boards: string[]
  /** The parent carer forum, where its name is known. */
  forum: string | null
  /** Place on the tile map, odd-r layout; null off the map. */
  hex: { q: number; r: number } | null
}
