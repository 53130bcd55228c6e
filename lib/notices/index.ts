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
  newestOf,
  pageKinds,
  watchAs,
} from "./events";
export { followMoved, watchAlso, watchInstead } from "./follow-moved";
export { GATHER_BATCH, gatherNotices } from "./gather-notices";
export { type AppearingKind, composeNotices, type EventKind, noticeKinds, type WatchedPages } from "./kinds";
export { isStillMember, requireLinked } from "./link-member";
export { makeLinkToken, readLinkToken } from "./link-token";
export { MISSES_REPORT } from "./mail-misses";
export {
  mailReport,
  queueReport,
  type ReportTools,
  type ReportWords,
  type WeeklyReport,
} from "./mail-report";
export { findWaitingMail, recordMailed } from "./mails";
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
export { notifyPurged, purgeNews } from "./purge-news";
export { deleteSavedSearch, saveSearch, seeSearch, setSearchLevel } from "./searches/commands";
export { notifySearchers } from "./searches/notify-searchers";
export { describeSearch, listSavedSearches, type SavedSearchLine } from "./searches/queries";
export { findUnsubscribe, readOwnSettings, readSettings } from "./settings";
export { freshId, moment } from "./sql";
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
