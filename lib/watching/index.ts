export {
  changeNoticeSettings,
  deleteSavedSearch,
  findUnsubscribe,
  GATHER_BATCH,
  gatherNotices,
  listSavedSearches,
  notifyPageWatchers,
  notifySearchers,
  notifySubjectWatchers,
  readOwnSettings,
  type SavedSearchLine,
  saveSearch,
  seeSearch,
  setSearchLevel,
  switchMails,
} from "@/lib/notices";
export { clearGone, markAllSeen, markNoticeSeen, markSeen, markSeenHere } from "./commands/mark-seen";
export { muteMember } from "./commands/mute-member";
export { setLevelByLink } from "./commands/set-level-by-link";
export { changeWatch, setWatch, stopWatch, watchAll } from "./commands/set-watch";
export { mailNotices } from "./mail-notices";
export { pushNotices } from "./push-notices";
export { findLinkedLevel } from "./queries/level-by-link";
export { findWatch, listLevels, type WatchState } from "./queries/level-queries";
export { isMemberMuted, listMutedMembers } from "./queries/muted";
export { countUnseenNotices, listNotices, type NoticeLine } from "./queries/notice-queries";
export { findPrivateFeed } from "./queries/private-feed";
export { countChangedWatches, listWatches, type WatchLine } from "./queries/watch-queries";
export { findTarget, findThing, listThings } from "./things";
export { noticeWords, personalWhy } from "./words";
