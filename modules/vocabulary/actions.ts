'use server'
import { callAction } from '@/modules/auth/form-action'
import { mergeAsSeen, splitAsSeen } from './commands/change-as-seen'
import { previewMerge, previewRename, previewRetire, previewSplit } from './commands/preview-change'
import { decideProposal, proposeTag, seeProposal } from './commands/propose-tag'
import { renameTag } from './commands/rename-tag'
import { retireTag } from './commands/retire-tag'
import { undoOperation } from './commands/undo-operation'
import { decideProposalSchema, proposeTagSchema, seeProposalSchema } from './proposals'
import { mergeSchema, mergeSeenSchema, renameSchema, retireSchema, splitSchema, splitSeenSchema, undoSchema } from './schema'

export const mergeAction = callAction(mergeSeenSchema, mergeAsSeen)
export const renameAction = callAction(renameSchema, renameTag)
export const retireAction = callAction(retireSchema, retireTag)
export const splitAction = callAction(splitSeenSchema, splitAsSeen)
/** These write nothing: what they try out is taken back. */
export const previewMergeAction = callAction(mergeSchema, previewMerge)
export const previewRenameAction = callAction(renameSchema, previewRename)
export const previewRetireAction = callAction(retireSchema, previewRetire)
export const previewSplitAction = callAction(splitSchema, previewSplit)
export const undoAction = callAction(undoSchema, undoOperation)
export const proposeTagAction = callAction(proposeTagSchema, proposeTag)
export const decideProposalAction = callAction(decideProposalSchema, decideProposal)
export const seeProposalAction = callAction(seeProposalSchema, seeProposal)
