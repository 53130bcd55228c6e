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
import { startLiveReplies } from "./live-replies";
import { startMentions } from "./mentions";
import { startFolds, startMenus } from "./menus";
import { startMoved } from "./moved";
import { startOwnPending } from "./own-pending";
import { startUnfolding } from "./paper";
import { startPicks } from "./picks";
import { startReactions } from "./reactions";
import { startReading } from "./reading";
import { startRights } from "./rights";
import { startShortcuts } from "./shortcuts";
import { startSimilar } from "./similar";
import { startSorting } from "./sort-tables";
import { startSuggestions } from "./suggest";
import { startTargets } from "./targets";
import { startThemeMenu } from "./theme";
import { startTimes } from "./times";
import { startUploads } from "./uploads";
import { startVerifying } from "./verify";
import { startSectionVerifying } from "./verifying";
import { startReviews, startWaiting } from "./waiting";
import { startWatching } from "./watch";

for (const start of [
  startMoved,
  startTimes,
  startAnnouncements,
  startMenus,
  startThemeMenu,
  startFields,
  startReactions,
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
  startLiveReplies,
  startSuggestions,
  startPicks,
  startUploads,
  startSorting,
  startMentions,
  startSimilar,
  startShortcuts,
  startRights,
  startOwnPending,
  startSectionVerifying,
  startWatching,
  startReading,
  startWaiting,
  startReviews,
  startLawNews,
  startLanguage,
  startAccountCorner,
]) {
  try {
    void start();
  } catch (error) {
    // One part that fails in an old browser must not break the others.
    console.error(error);
  }
}
