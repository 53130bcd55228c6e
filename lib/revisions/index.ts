export { type AmendedText, type Amendment, compareAmended, findAmendment } from "./engine/amended";
export { claim, claimFor, claimsSince, findOtherClaim, refuseClaimed, release } from "./engine/claims";
export { findCompanion, sourcesToCarry } from "./engine/companions";
export {
  contentOf,
  contentUnless,
  countStandingSince,
  findAppearance,
  isStanding,
  type Kinds,
  readBase,
  readRevision,
  readRevisionByNumber,
  readWhole,
  type StoredRevision,
  withKnown,
} from "./engine/contents";
export type { Decided } from "./engine/decision";
export { type Draft, type DraftLine, findDraftOf, listDraftsOf } from "./engine/draft";
export { findEarlier } from "./engine/earlier";
export { eraseTexts } from "./engine/erase";
export { readFormText, readTyped } from "./engine/form-text";
export {
  findHiding,
  isAuthorHidden,
  isTextHidden,
  PURGED_FOR,
  SHOWN_SUMMARY,
  shownSummary,
} from "./engine/hidden";
export { hide, moveDrafts, unhide } from "./engine/hiding";
export { describeContent, insertRevisions } from "./engine/insert";
export { insertContentRow } from "./engine/insert-content";
export { type Marks, newest } from "./engine/marks";
export { discardOwnDrafts, saveOwnDraft, saveRefused } from "./engine/own-draft";
export {
  deleteFormDraft,
  findFormDraft,
  findPageDraft,
  listPageDraftsOf,
  type PageDraft,
} from "./engine/page-drafts";
export { ensurePage, makePage, movePage, removePage } from "./engine/pages";
export { listContributions, WRITING_DATA } from "./engine/personal-data";
export type { Plan, Publishing, Saved } from "./engine/plan";
export { leave, listOthers, PRESENCE_SECONDS, type Present, touch } from "./engine/presence";
export { type Preview, previewContent } from "./engine/preview";
export { eraseDrafts, type Purged, type PurgedRevision, purge, purgeWhole } from "./engine/purge";
export { type BackInput, findRun, revertTo, rollBack, undoOne } from "./engine/revert";
export { accept, acceptAmended, type Resolution, reject, withdraw } from "./engine/review";
export { publishedBase, type SaveInput, saveContent } from "./engine/save";
export {
  ensureSectionRow,
  findSectionRow,
  lockSections,
  PROTECTION,
  SECTION_ROW,
  type SectionRow,
  SOURCES,
  writeLanguage,
  writeProtection,
} from "./engine/sections";
export { sendAgain } from "./engine/send-again";
