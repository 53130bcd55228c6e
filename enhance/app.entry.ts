/*
 * The small script of every page. Without it everything can be read and every form works; it adds personal and
 * live parts. Loaded with `defer`, after the page.
 */
import { startAccountCorner } from "./account";
import { startAnnouncements } from "./announcements";
import { startCards } from "./cards";
import { startContents } from "./contents";
import { startCopying } from "./copy";
import { startFields, startPrinting, startSingleSends } from "./fields";
import { startLanguage } from "./language";
import { startLawNews } from "./law-news";
import { startLiveLists } from "./live-list";
import { startMentions } from "./mentions";
import { startFolds, startMenus } from "./menus";
import { startOwnPending } from "./own-pending";
import { startUnfolding } from "./paper";
import { startPatrolMarks } from "./patrol";
import { startPicks } from "./picks";
import { startRights } from "./rights";
import { startShortcuts } from "./shortcuts";
import { startSorting } from "./sort-tables";
import { startSuggestions } from "./suggest";
import { startTalk } from "./talk";
import { startTargets } from "./targets";
import { startThemeMenu } from "./theme";
import { startTimes } from "./times";
import { startUploads } from "./uploads";
import { startVerifying } from "./verify";
import { startSectionVerifying } from "./verifying";
import { startReviews, startWaiting } from "./waiting";
import { startWatching } from "./watch";

for (const start of [
  startTimes,
  startAnnouncements,
  startMenus,
  startThemeMenu,
  startFields,
  startSingleSends,
  startPrinting,
  startUnfolding,
  startCopying,
  startVerifying,
  startFolds,
  startTargets,
  startContents,
  startCards,
  startLiveLists,
  startSuggestions,
  startPicks,
  startUploads,
  startSorting,
  startMentions,
  startShortcuts,
  startRights,
  startOwnPending,
  startPatrolMarks,
  startSectionVerifying,
  startWatching,
  startWaiting,
  startReviews,
  startLawNews,
  startLanguage,
  startTalk,
  startAccountCorner,
]) {
  try {
    void start();
  } catch (error) {
    // One part that fails in an old browser must not break the others.
    console.error(error);
  }
}
