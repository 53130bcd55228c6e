export {
  countAppeared,
  isBy,
  isReadBy,
  listAppeared,
  listNews,
  logAppeared,
  logPage,
  type News,
  subjectsOf,
  titledUnder,
} from "./appeared";
export { changeNoticeSettings, switchMails } from "./change-notice-settings";
export { choicesFor, levelFor } from "./choices";
export { type Decision, describeDecision, notifyAuthor } from "./decision";
export {
  CHANGE,
  canBeShown,
  eventOfPage,
  hasHappened,
  logChange,
  logOnce,
  mayBeTold,
  newestOf,
  pageKinds,
  watchAs,
} from "./events";
export { followMoved, watchAlso, watchInstead } from "./follow-moved";
export { findReaderOf, GATHER_BATCH, gatherNotices, recordMailed } from "./gather-notices";
export { type AppearingKind, composeNotices, type EventKind, noticeKinds, type WatchedPages } from "./kinds";
export { isStillMember, requireLinked } from "./link-member";
export { makeLinkToken, readLinkToken } from "./link-token";
export { mailMisses } from "./mail-misses";
export { mailReport, type ReportTools, type ReportWords } from "./mail-report";
export { makeNotices, type RankedThing } from "./make-notices";
export { findMuted, hasMuted } from "./muted";
export { isFirstNotified, listWatchedWithin, showAgain, watchOwnEdit } from "./notified-revisions";
export { clearClosed, clearNews, clearNotices, notify, removeNews } from "./notify";
export { notifyPageWatchers } from "./notify-page-watchers";
export { notifySubjectWatchers } from "./notify-subject-watchers";
export { requireOwn } from "./own";
export { countPageActivity, listPageActivity } from "./page-activity";
export { NOTICE_DATA } from "./personal-data";
export type { Describe, NewsKinds, NoticeWords, PersonalNotice, Worded } from "./personal-notice";
export { deleteSavedSearch, saveSearch, seeSearch, setSearchLevel } from "./searches/commands";
export { notifySearchers } from "./searches/notify-searchers";
export { describeSearch, listSavedSearches, type SavedSearchLine } from "./searches/queries";
export { findUnsubscribe, readOwnSettings } from "./settings";
export { moment } from "./sql";
export {
  type Key,
  keyOf,
  type NamedThings,
  type TargetShown,
  type ThingChange,
  type ThingShown,
  type ThingSource,
  thingId,
  type WideThing,
} from "./things";
export { makeUnsubscribeToken } from "./unsubscribe-token";
export { authorOf, changesText, excerptOf, NO_WORDS, namesText, newsOf, summariesOf } from "./words";
