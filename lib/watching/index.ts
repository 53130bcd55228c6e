export { forgetSearch, saveSearch, seeSearch, setSearchLevel } from "@/lib/notices/searches/commands";
export { listSavedSearches, type SavedSearchLine } from "@/lib/notices/searches/queries";
export { tellSearchers } from "@/lib/notices/searches/tell-searchers";
export { tellPageWatchers } from "@/lib/notices/tell-page-watchers";
export { changeNoticeSettings, switchMails } from "./commands/change-notice-settings";
export { markAllSeen, markNoticeSeen, markSeen, markSeenHere, settleGone } from "./commands/mark-seen";
export { putWatch, setWatch, stopWatch } from "./commands/set-watch";
export { GATHER_BATCH, gatherNotices } from "./gather-notices";
export { mailMisses } from "./mail-misses";
export { mailNotices } from "./mail-notices";
export { countUnseenNotices, listNotices, type NoticeLine } from "./queries/notice-queries";
export { findSeenNumber } from "./queries/seen-number";
export {
  findWatch,
  listLevels,
  listWatches,
  type WatchLine,
  type WatchState,
} from "./queries/watch-queries";
export { applyNoticeRetention } from "./retention";
export { findUnsubscribe, readOwnSettings } from "./settings";
export { tellSubjectWatchers } from "./subjects/tell-subject-watchers";
export { tellWatchers } from "./tell-watchers";
export { noticeWords } from "./words";
