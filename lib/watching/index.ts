export { changeNoticeSettings, switchMails } from "@/lib/notices/change-notice-settings";
export { GATHER_BATCH, gatherNotices } from "@/lib/notices/gather-notices";
export { mailMisses } from "@/lib/notices/mail-misses";
export { applyNoticeRetention } from "@/lib/notices/retention";
export { deleteSavedSearch, saveSearch, seeSearch, setSearchLevel } from "@/lib/notices/searches/commands";
export { listSavedSearches, type SavedSearchLine } from "@/lib/notices/searches/queries";
export { notifySearchers } from "@/lib/notices/searches/tell-searchers";
export { findUnsubscribe, readOwnSettings } from "@/lib/notices/settings";
export { notifyPageWatchers } from "@/lib/notices/tell-page-watchers";
export { notifySubjectWatchers } from "@/lib/notices/tell-subject-watchers";
export { clearGone, markAllSeen, markNoticeSeen, markSeen, markSeenHere } from "./commands/mark-seen";
export { putWatch, setWatch, stopWatch } from "./commands/set-watch";
export { mailNotices } from "./mail-notices";
export { countUnseenNotices, listNotices, type NoticeLine } from "./queries/notice-queries";
export {
  findWatch,
  listLevels,
  listWatches,
  type WatchLine,
  type WatchState,
} from "./queries/watch-queries";
export { noticeWords } from "./words";
