/*
 * The drafting list: provisions that a reader collects, stored in the browser. Loaded by pages with provisions
 * and by the page of the list.
 */
import { startDraftButtons } from "./drafting/buttons";
import { startDraftingPage } from "./drafting/page";

startDraftButtons();
startDraftingPage();
