/** Areas that a sentence names only in passing: where somebody worked, what this is compared with, one of many. Pure. */
import type { Mention } from './suggest-patterns'
import type { Sentence } from './suggest-words'

/** How far back in the sentence a career or a comparison reaches. */
const CAREER_REACH = 150
const COMPARED_REACH = 110

/** An area that is only where somebody once worked. A former library is no career. */
const FORMER =
  /\b(?:former(?:ly)?\b(?! (?:library|school|site|building|hospital|office|offices|factory|pub|church|care home|nursery|centre|college|mill|bank|shop|barracks|town hall|police station|pupils?))|previous(?:ly)?\b(?! (?:inspection|report|year|outcome))|ex-|joined from|joins from|(?:he|she|who) (?:comes?|came) (?:to \S+ )?from|(?:he|she|who) (?:arrived|arrives|moved|moves|returned) from|poached from|worked (?:at|for|in)|(?:he|she) (?:was|has been|had been) at|(?:earlier|other|past) (?:posts?|jobs?|roles?)|(?:has |had )?(?:also )?sat on|working (?:at|for|in) (?:\S+ ){1,4}before|left (?:his|her|their) (?:post|job|role) (?:at|in|with)|(?:his|her|their) (?:last|previous) (?:post|job|role)|career (?:at|in|with|as)|before (?:joining|moving|that)|having (?:led|worked|been|served)|until recently|(?:he|she|who) (?:\w+ )?(?:taught|qualified|trained|served|began|studied|grew up|rose|retired)|(?:he|she|who|and) (?:was|has been|had been) (?:previously |once |first )?an? (?!result|report)|(?:he|she) (?:\w+ )?(?:led|ran|managed|headed|advised|chaired|inspected)|who (?:once |had |previously |earlier |used to )?(?:led|ran|run|managed|headed|advised|chaired|lead)|(?:spent|after) (?:\w+|\d+) years (?:at|in|with|as|running|leading)|spells? (?:at|in|with|as)|stints? (?:at|in|with|as)|jobs? (?:at|in|with)|roles? (?:at|in|with)|worked for|(?:his|her|their|a) time (?:at|in|with)|finished at|(?:brought in|recruited|hired|headhunted|lured|seconded) (?:to \S+ (?:\S+ )?)?from|(?:came|comes|moved|moves|returned) to (?:\S+ ){1,3}from)/i
const FORMER_AFTER =
  /^(?:\s+(?:former|previous)\b|, where (?:he|she) (?:worked|was|led|ran|spent|taught|had)|, (?:his|her|their) (?:last|previous|former))/i

/** Where somebody goes is not where they were. */
const GOES_TO =
  /\b(?:com(?:es?|ing)|came|mov(?:es?|ed|ing)|return(?:s|ed|ing)?|goes|going|join(?:s|ed|ing)?|appointed by|hired by)(?: back)?(?: to)? (?:the )?$/i

/** Words that lead from a comparison to its name: "as far as neighbouring", "than those in", "unlike Leeds and". */
const LINK =
  "(?:(?:the|those|that|one|ones|areas?|places?|schools?|councils?|partnerships?|neighbours?|nearby|neighbouring|both|its|their|families|children|of|in|at|from|and|or|for|with|near|\\p{Lu}[\\p{L}’'-]+),? ){0,7}"
const COMPARED = new RegExp(
  `\\b(?:than|[Uu]nlike|[Aa]longside|[Bb]esides|[Aa]part from|[Ee]xcept for|as far(?: away)? as|[Cc]ompared (?:with|to)|[Ss]imilar to|modelled on|inspired by|copied from|borrowed from|based on|following in the footsteps of|[Ll]ike|such as|including|[Nn]eighbouring|[Nn]earby|[Ee]lsewhere in|second only to|worse than|better than|overtak(?:es|ing)|[Oo]ther areas,|[Oo]thers,|as (?:in|at|with)|echo(?:es|ing)|reminiscent of|follow(?:s|ed|ing) (?:a |the )?(?:similar |same )?(?:\\w+ ){0,3}(?:in|at)|(?:pioneered|tried|tested|used|piloted|developed|seen) in|(?:lesson|idea|scheme)s? from|lessons? of) ${LINK}$`,
  'u',
)
/** "The first since Rotherham’s", "the third after Kent and Essex". */
const SINCE_OTHERS = new RegExp(
  `\\b(?:first|only|last|second|third|fourth|fifth|sixth|\\w+th|next|another|latest|joins)\\b.{0,70}\\b(?:since|after|behind|to follow|alongside|besides) ${LINK}$`,
  'iu',
)
/** So many areas in one sentence are a list, and say little of each. */
const LIST_FROM = 5

const cut = (sentence: Sentence, from: number, to: number): string => sentence.text.slice(Math.max(0, from), to)
const startOf = (sentence: Sentence, { from }: Mention): number => (sentence.words[from]?.start ?? 0) - sentence.start
const endOf = (sentence: Sentence, { to }: Mention): number => (sentence.words[to - 1]?.end ?? 0) - sentence.start

/** Whether the sentence names this place only as where somebody once was. */
export function isFormer(sentence: Sentence, mention: Mention): boolean {
  const start = startOf(sentence, mention)
  const before =
    cut(sentence, start - CAREER_REACH, start)
      .split(/[;]/)
      .at(-1) ?? ''
  return (FORMER.test(before) && !GOES_TO.test(before)) || FORMER_AFTER.test(sentence.text.slice(endOf(sentence, mention)))
}

/** Whether the sentence names this place only to compare another with it. */
export function isCompared(sentence: Sentence, mention: Mention): boolean {
  const start = startOf(sentence, mention)
  const before = cut(sentence, start - COMPARED_REACH, start)
  return COMPARED.test(before) || SINCE_OTHERS.test(before)
}

/** How much a place counts among so many others in its sentence. */
export const shareOfList = (areas: number): number => (areas >= LIST_FROM ? 0.15 : areas >= 4 ? 0.5 : 1)
