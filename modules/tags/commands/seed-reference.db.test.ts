import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { findArea, findAreasByName, listAreas } from '@/modules/areas/published'
import { inspectionsOfArea, listInspections } from '@/modules/inspections/published'
import { listTagsForPicker } from '../queries'
import { seedReference } from './seed-reference'

const actor = systemActor('Start', 'a test')
const now = new Date('2026-11-20T10:00:00Z')

beforeEach(async () => {
  await emptyDatabase()
  await seedReference(actor, now)
})

describe('The reference data', () => {
  it('are 153 areas, 340 tags of seven types, 99 inspections and three pages', async () => {
    expect(await db.area.count()).toBe(153)
    const types = await db.tag.groupBy({ by: ['type'], _count: true, orderBy: { type: 'asc' } })
    expect(Object.fromEntries(types.map((row) => [row.type, row._count]))).toEqual({
      area: 153,
      organisation: 100,
      outcome: 13,
      'person-role': 11,
      region: 10,
      stage: 18,
      theme: 35,
    })
    expect(await db.inspection.count()).toBe(99)
    expect((await db.sitePage.findMany({ select: { key: true }, orderBy: { key: 'asc' } })).map((page) => page.key)).toEqual([
      'about',
      'contact',
      'privacy',
    ])
    expect(await db.tag.count({ where: { slug: { startsWith: 'nhs-', endsWith: '-icb' } } })).toBe(42)
  })

  it('loaded again change nothing, least of all what an editor changed or removed', async () => {
    const tag = await db.tag.update({
      where: { slug: 'ehc-plans' },
      data: { label: 'Plans', doNotRelate: true, broaderId: null },
      select: { id: true },
    })
    await db.tagAlias.deleteMany({ where: { tagId: tag.id } })
    await db.sitePage.update({ where: { key: 'about' }, data: { title: 'Us' } })
    const events = await db.auditEvent.count()
    expect(await seedReference(actor, now)).toEqual({ areas: 0, tags: 0, inspections: 0, pages: 0 })
    expect(await db.tag.findUnique({ where: { id: tag.id }, select: { label: true, doNotRelate: true } })).toEqual({
      label: 'Plans',
      doNotRelate: true,
    })
    expect(await db.tagAlias.count({ where: { tagId: tag.id } })).toBe(0)
    expect((await db.sitePage.findUnique({ where: { key: 'about' } }))?.title).toBe('Us')
    expect(await db.area.count()).toBe(153)
    expect(await db.auditEvent.count()).toBe(events)
  })

  it('start with “do not relate” on what is on nearly every story, and on nothing else', async () => {
    const generic = await db.tag.findMany({ where: { doNotRelate: true }, select: { slug: true, type: true } })
    expect(
      generic
        .filter((tag) => tag.type !== 'person-role')
        .map((tag) => tag.slug)
        .sort(),
    ).toEqual(['cqc', 'ofsted'])
    expect(generic.filter((tag) => tag.type === 'person-role')).toHaveLength(11)
  })

  it('place every area in its region and every forum in its area', async () => {
    const areas = await db.tag.findMany({ where: { type: 'area' }, select: { broader: { select: { type: true } } } })
    expect(areas.filter((tag) => tag.broader?.type !== 'region')).toEqual([])
    const forum = await db.tag.findUnique({ where: { slug: 'pcf-rotherham' }, select: { broader: { select: { slug: true } } } })
    expect(forum?.broader?.slug).toBe('area-rotherham')
  })

  it('offer with Rotherham its board and its forum, and with every area a board', async () => {
    const tags = await listTagsForPicker(actor)
    const rotherham = tags.find((tag) => tag.slug === 'area-rotherham')
    expect(rotherham?.companions).toEqual([
      { slug: 'nhs-south-yorkshire-icb', kind: 'board' },
      { slug: 'pcf-rotherham', kind: 'forum' },
    ])
    expect(rotherham?.aliases).toContain('Rotherham Metropolitan Borough Council')
    const without = tags.filter((tag) => tag.type === 'area' && !tag.companions.some((offer) => offer.kind === 'board'))
    expect(without).toEqual([])
  })

  it('are what readers see of an area, found by any of its names', async () => {
    expect(await listAreas()).toHaveLength(153)
    const rotherham = await findArea('rotherham')
    expect(rotherham).toMatchObject({
      name: 'Rotherham',
      regionSlug: 'region-yorkshire-and-the-humber',
      tagSlug: 'area-rotherham',
      boards: ['South Yorkshire ICB'],
    })
    expect(rotherham?.forum).toBeTruthy()
    expect((await findArea('surrey'))?.boards).toContain('Frimley ICB (part)')
    expect((await findAreasByName('Telford & Wrekin'))[0]?.slug).toBe('telford-and-wrekin')
    expect(await findArea('atlantis')).toBeNull()
  })

  it('are what readers see of an inspection, newest report first', async () => {
    const all = await listInspections()
    expect(all).toHaveLength(99)
    const days = all.map((one) => one.reportPublished?.getTime() ?? Number.NEGATIVE_INFINITY)
    expect(days).toEqual([...days].sort((a, b) => b - a))
    const cornwall = await inspectionsOfArea('cornwall')
    expect(cornwall.map((one) => one.outcome)).toEqual([2, 2])
  })
})
