import 'server-only'
import { londonDay, londonIsoDay } from '@/lib/dates'
import { db, Prisma } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStoriesSql } from '@/modules/access/queries/open-stories'
import { foldName, type PickerTag } from './match'
import { resolveSlugs } from './queries/resolve-slugs'
import { isTagType, TAG_TYPES, type TagType } from './tag-types'
import type { TagDetail, TagListItem } from './views'

const STORIES_SHOWN = 50

type VocabularyRow = Omit<TagListItem, 'type'> & {
  type: string
  endsOn: Date | null
  followedBy: string[]
  description: string
  companions: { slug: string; kind: string }[]
}

/** The whole vocabulary with its uses, as far as this person may know them: some hundreds of rows, by label. */
async function vocabulary(actor: Actor): Promise<(VocabularyRow & { type: TagType })[]> {
  const rows = await db.$queryRaw<VocabularyRow[]>(Prisma.sql`
    with uses as (
      select r.tag_id, count(*) filter (where a.state <> 'live')::int as not_live
      from article a join revision_tag r on r.revision_id = a.head_revision_id where ${openStoriesSql(actor)} group by 1),
    live as (select tag_id, count(*)::int as live from published_article_tag where own group by 1)
    select t.id, t.slug, t.label, t.type, t.description, t.do_not_relate as "doNotRelate", t.retired_at is not null as retired, t.ends_on as "endsOn", b.label as "broaderLabel", t.points,
      coalesce(live.live, 0) as live, coalesce(uses.not_live, 0) as "notLive",
      coalesce((select array_agg(x.alias order by x.alias) from tag_alias x where x.tag_id = t.id), '{}') as aliases,
      array(select n.label from tag_successor s join tag n on n.id = s.successor_id where s.tag_id = t.id order by n.label) as "followedBy",
      coalesce((select json_agg(json_build_object('slug', o.slug, 'kind', c.kind) order by c.kind, o.slug)
        from tag_companion c join tag o on o.id = c.offered_id where c.tag_id = t.id), '[]') as companions
    from tag t left join tag b on b.id = t.broader_id left join uses on uses.tag_id = t.id left join live on live.tag_id = t.id
    where t.merged_into_id is null order by t.label, t.id`)
  return rows.map((row) => ({ ...row, type: known(row.type, row.slug) }))
}

function known(type: string, slug: string): TagType {
  if (isTagType(type)) return type
  throw new Error(`The tag ${slug} has a type nobody knows: ${type}`)
}

/** Every tag as the tag field wants it, by label; without those that were retired. */
export async function listTagsForPicker(actor: Actor): Promise<PickerTag[]> {
  permit(actor, 'tag.read')
  const rows = (await vocabulary(actor)).filter((row) => !row.retired)
  return rows.map(({ id, slug, label, type, aliases, description, doNotRelate, companions, live, notLive, ...days }) => {
    const ended = endedWords(days)
    return { id, slug, label, type, aliases, description, doNotRelate, companions, uses: live + notLive, ...(ended && { ended }) }
  })
}

/** "ended 31 March 2027 → Vale ICB", from the day after its last one. */
function endedWords({ endsOn, followedBy }: Pick<VocabularyRow, 'endsOn' | 'followedBy'>): string | null {
  if (!endsOn || endsOn.toISOString().slice(0, 10) >= londonIsoDay(new Date())) return null
  return `ended ${londonDay(endsOn)}${followedBy.length > 0 ? ` → ${followedBy.join(', ')}` : ''}`
}

/** The newsroom's list of tags: those whose label or alias contains `q`, of one type where given; by type, then label. */
export async function listTags(actor: Actor, filter: { q?: string; type?: TagType } = {}): Promise<TagListItem[]> {
  permit(actor, 'tag.read')
  const wanted = foldName(filter.q ?? '')
  const rows = await vocabulary(actor)
  return rows
    .filter((row) => filter.type === undefined || row.type === filter.type)
    .filter((row) => wanted === '' || [row.label, ...row.aliases].some((name) => foldName(name).includes(wanted)))
    .sort((a, b) => TAG_TYPES.indexOf(a.type) - TAG_TYPES.indexOf(b.type) || a.label.localeCompare(b.label, 'en-GB'))
    .map(({ description: _, companions: __, endsOn: ___, followedBy: ____, ...row }) => row)
}

/** Where a tag stands in the newsroom now, by a slug it has or had, or that of a tag merged into it; null where there is none. */
export async function findTagSlug(actor: Actor, slug: string): Promise<string | null> {
  permit(actor, 'tag.read')
  return (await resolveSlugs(db, [slug])).get(slug)?.slug ?? null
}

/** One tag with its use. Throws NotFound. */
export async function getTag(actor: Actor, slug: string): Promise<TagDetail> {
  permit(actor, 'tag.read')
  const tag = await db.tag.findUnique({
    where: { slug },
    select: {
      version: true,
      inheritedPoints: true,
      aspect: true,
      broader: { select: { slug: true, label: true } },
      narrower: { select: { slug: true, label: true }, orderBy: { label: 'asc' } },
      companions: { select: { kind: true, offered: { select: { slug: true, label: true } } } },
      intro: true,
      pinnedId: true,
      startsOn: true,
      endsOn: true,
      successors: { select: { successor: { select: { slug: true, label: true } } } },
      predecessors: { select: { tag: { select: { slug: true, label: true } } } },
      _count: { select: { revisions: true } },
    },
  })
  const row = (await vocabulary(actor)).find((one) => one.slug === slug)
  if (!tag || !row) throw new NotFound('There is no such tag.')
  const stories = await db.$queryRaw<TagDetail['stories']>(Prisma.sql`
    select a.id, h.headline, a.state from article a join revision h on h.id = a.head_revision_id
    join revision_tag r on r.revision_id = h.id and r.tag_id = ${row.id} and ${openStoriesSql(actor)} order by a.updated_at desc, a.number desc limit ${STORIES_SHOWN}`)
  const [pinned] = await db.$queryRaw<{ headline: string }[]>(
    Prisma.sql`select a.headline from article a where a.id = ${tag.pinnedId}::uuid and ${openStoriesSql(actor)}`,
  )
  const { companions, endsOn: _, followedBy: __, ...shown } = row
  return {
    ...shown,
    version: tag.version,
    broader: tag.broader,
    narrower: tag.narrower,
    companions: tag.companions.map(({ kind, offered }) => ({ ...offered, kind })),
    inheritedPoints: tag.inheritedPoints,
    aspect: tag.aspect,
    intro: tag.intro,
    pinned: tag.pinnedId === null ? null : { id: tag.pinnedId, headline: pinned?.headline ?? '' },
    startsOn: tag.startsOn?.toISOString().slice(0, 10) ?? null,
    endsOn: tag.endsOn?.toISOString().slice(0, 10) ?? null,
    successors: tag.successors.map(({ successor }) => successor),
    predecessors: tag.predecessors.map((one) => one.tag),
    typeIsFixed: tag._count.revisions > 0 || row.type === 'area' || row.type === 'region',
    stories,
  }
}
