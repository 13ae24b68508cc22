import { describe, expect, it } from 'vitest'
import { type Cause, type CauseEvent, causesOf, readCauses } from './change-causes'
import { changeWords, type Names } from './change-words'
import { durationWords, engineStateOf, isNightMissed } from './engine-state'
import { reachOf } from './event-reach'

const names: Names = {
  stories: new Map([
    [1, 'A plan'],
    [2, 'A report'],
    [3, 'A visit'],
    [4, 'A letter'],
  ]),
  tags: new Map([[7, 'Portage']]),
}
const published: Cause = { kind: 'article.published', auditId: '5', articleNumber: 2, by: 'Sam', at: '2026-11-21T14:02:00.000Z' }
const words = (before: number[], after: number[], causes: Cause[]) => changeWords({ before, after, causes }, names)

describe('A changed list in words', () => {
  it('says what came, where, instead of what, and why', () => {
    expect(words([1, 3], [1, 2], [published])).toEqual({
      what: 'now lists “A report” (2nd) instead of “A visit”',
      because: ['“A report” was published by Sam, 21 November 2026, 2.02pm'],
    })
  })

  it.each([
    [[1], [1, 2, 3], 'now lists “A report” (2nd) and “A visit” (3rd)'],
    [[1, 2, 3], [1], 'no longer lists “A report” and “A visit”'],
    [[1, 2], [], 'lists no story any more; it listed “A plan” and “A report”'],
    [[1, 2, 3], [3, 1, 2], 'lists the same stories in another order: “A visit”, “A plan” and “A report”'],
    [[1], [9], 'now lists a story that is gone (1st) instead of “A plan”'],
  ])('%j → %j', (before, after, what) => expect(words(before, after, [published]).what).toBe(what))

  it.each<[Cause, string[]]>([
    [{ kind: 'age' }, ['the day turned: how old a story is counts in days']],
    [{ kind: 'expired' }, ['a link chosen by hand had its last day']],
    [{ kind: 'first' }, []],
    [{ kind: 'tag.changed', tagId: 7, by: 'Kim' }, ['the tag “Portage” was changed by Kim']],
    [{ kind: 'related.recounted', by: 'Throughline' }, ['the points of the tags were counted again by Throughline']],
    [{ kind: 'article.withdrawn', articleNumber: 9 }, ['a story that is gone was withdrawn']],
  ])('because of %j', (cause, because) => expect(words([1], [2], [cause]).because).toEqual(because))

  it('says a cause once, however many events stand for it', () => {
    const loaded: Cause = { kind: 'data.seeded', by: 'Throughline', at: '2026-11-21T14:02:00Z' }
    expect(words([1], [2], [loaded, { kind: 'age' }, { ...loaded, at: '2026-11-21T14:02:30Z' }]).because).toEqual([
      'stories were loaded by Throughline, 21 November 2026, 2.02pm',
      'the day turned: how old a story is counts in days',
    ])
  })

  it('says what became of links to other sites, by themselves or beside the stories', () => {
    const [council, board] = [
      { url: 'https://www.council.example/plan', headline: 'The plan' },
      { url: 'https://board.example/', headline: 'The answer' },
    ]
    const elsewhere = (before: (typeof council)[], after: (typeof council)[], stories: [number[], number[]] = [[1], [1]]) =>
      changeWords({ before: stories[0], after: stories[1], outsideBefore: before, outsideAfter: after, causes: [published] }, names).what
    expect(elsewhere([], [council])).toBe('now links to “The plan” on council.example')
    expect(elsewhere([council], [board])).toBe('now links to “The answer” on board.example instead of “The plan” on council.example')
    expect(elsewhere([council, board], [board])).toBe('no longer links to “The plan” on council.example')
    expect(elsewhere([council, board], [board, council])).toBe(
      'links to other sites in another order: “The answer” on board.example and “The plan” on council.example',
    )
    expect(elsewhere([], [council], [[1], [2]])).toBe(
      'now lists “A report” (1st) instead of “A plan”, and now links to “The plan” on council.example',
    )
    const first = { before: [], after: [1], outsideAfter: [council], causes: [{ kind: 'first' }] }
    expect(changeWords(first, names).what).toBe('listed “A plan” and “The plan” on council.example when its list was first written down')
  })

  it('says what was listed at first', () => {
    expect(words([], [1, 2], [{ kind: 'first' }]).what).toBe('listed “A plan” and “A report” when its list was first written down')
    expect(words([], [], [{ kind: 'first' }]).what).toBe('listed no story when its list was first written down')
  })
})

describe('The causes of a difference', () => {
  const event = (id: number, articleNumber: number | null, kind = 'article.published'): CauseEvent => ({
    id: BigInt(id),
    at: new Date('2026-11-21T14:02:00Z'),
    kind,
    actorName: 'Sam',
    entityType: articleNumber === null ? 'system' : 'article',
    entityId: 'x',
    articleNumber,
  })
  const difference = { number: 1, before: [2], after: [3], isFirst: false, daysTurned: false, linkExpired: false }
  const ids = (causes: Cause[]) => causes.map(({ auditId, kind }) => auditId ?? kind)
  const isAll = ({ kind }: CauseEvent) => kind === 'related.recounted'

  it('are events about the stories named, and those that reach every list; no others', () => {
    const events = [event(1, 2), event(2, 4), event(3, 3), event(4, null, 'related.recounted'), event(5, 1)]
    expect(ids(causesOf(difference, events, isAll))).toEqual(['1', '3', '5', '4'])
    expect(ids(causesOf({ ...difference, daysTurned: true, linkExpired: true }, [], isAll))).toEqual(['age', 'expired'])
  })

  it('are all events since where none is about a story named, and unknown without any', () => {
    expect(ids(causesOf(difference, [event(2, 4)], isAll))).toEqual(['2'])
    expect(ids(causesOf(difference, [], isAll))).toEqual(['unknown'])
  })

  it('that cannot be read are none', () => {
    expect(readCauses([{ auditId: 5 }])).toEqual([])
    expect(readCauses(null)).toEqual([])
  })
})

describe('What an event can change', () => {
  const reach = (kind: string, entityType: string, detail: unknown = {}) => reachOf({ kind, entityType, detail })
  it.each([
    ['article.saved', 'article', 'none'],
    ['article.slug-changed', 'article', 'none'],
    ['article.published', 'article', 'story'],
    ['article.curated', 'article', 'story'],
    ['article.of-another-day', 'article', 'story'],
    ['related.recounted', 'system', 'all'],
    ['data.seeded', 'system', 'all'],
    ['user.signed-in', 'user', 'none'],
    ['storyline.changed', 'tag', 'none'],
    ['tag.merged', 'tag', 'all'],
  ])('%s: %s → %s', (kind, entityType, expected) => expect(reach(kind, entityType)).toBe(expected))

  it('is everything for tags of many stories once they are changed or taken back, also half done, and nothing before', () => {
    expect(['started', 'ended', 'stopped', 'undoing', 'undone'].map((act) => reach('tag.bulk', 'system', { act }))).toEqual([
      'none',
      'all',
      'all',
      'none',
      'all',
    ])
  })

  it('is nothing for the words of a tag, and everything for what it is', () => {
    expect(reach('tag.changed', 'tag', { changed: ['label', 'description'] })).toBe('none')
    expect(reach('tag.changed', 'tag', { changed: ['label', 'do not relate'] })).toBe('all')
    expect(reach('tag.changed', 'tag', { changed: ['broader tag'] })).toBe('all')
  })
})

describe('The state of the engine', () => {
  const now = new Date('2026-11-21T14:00:00Z')
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000)
  const checked = { checkedAt: ago(60_000), disagreements: 0 }
  it.each([
    [{ heartbeatAt: ago(3), failures: 0, eventsWaiting: 0, oldestWaitingAt: null }, 'ok'],
    [{ heartbeatAt: ago(120), failures: 0, eventsWaiting: 0, oldestWaitingAt: null }, 'ok'],
    [{ heartbeatAt: ago(121), failures: 0, eventsWaiting: 0, oldestWaitingAt: null }, 'stopped'],
    [{ heartbeatAt: null, failures: 0, eventsWaiting: 0, oldestWaitingAt: null }, 'stopped'],
    [{ heartbeatAt: ago(3), failures: 1, eventsWaiting: 1, oldestWaitingAt: ago(2) }, 'late'],
    [{ heartbeatAt: ago(3), failures: 0, eventsWaiting: 4, oldestWaitingAt: ago(61) }, 'late'],
    [{ heartbeatAt: ago(3), failures: 0, eventsWaiting: 4, oldestWaitingAt: ago(60) }, 'ok'],
    // A clock that went back.
    [{ heartbeatAt: ago(-900), failures: 0, eventsWaiting: 0, oldestWaitingAt: null }, 'ok'],
  ])('%j is %s', (facts, state) => expect(engineStateOf({ ...checked, ...facts }, now).state).toBe(state))

  it.each([
    // The longest night, on the day clocks go back, and a server that begins with it some minutes later.
    [{ checkedAt: ago(25 * 3_600 + 400) }, { state: 'ok', alarm: false }, false],
    [{ checkedAt: ago(26 * 3_600) }, { state: 'ok', alarm: false }, true],
    [{ checkedAt: ago(29 * 3_600) }, { state: 'late', about: 'check', alarm: true }, true],
    [{ checkedAt: null }, { state: 'ok', alarm: false }, false],
    [{ disagreements: 2 }, { state: 'late', about: 'check', alarm: true }, false],
    // What is said first is what is worst.
    [{ disagreements: 2, heartbeatAt: ago(200) }, { state: 'stopped', about: 'record', alarm: true }, false],
  ])('%j of the nightly check', (facts, state, missed) => {
    const all = { heartbeatAt: ago(3), failures: 0, eventsWaiting: 0, oldestWaitingAt: null, ...checked, ...facts }
    expect(engineStateOf(all, now)).toMatchObject(state)
    expect(isNightMissed(all.checkedAt, now)).toBe(missed)
  })

  it.each([
    [1, '1 second'],
    [119, '119 seconds'],
    [150, '3 minutes'],
    [7_200, '2 hours'],
    [200_000, '2 days'],
  ])('%i seconds are %s', (seconds, said) => expect(durationWords(seconds)).toBe(said))
})
