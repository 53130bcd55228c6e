export { keepStanding, revertStanding, useProductText } from "./commands/choose-text";
export {
  discardStandingDraft,
  previewStanding,
  previewStandingTyped,
  saveRefusedStanding,
  saveStanding,
  saveStandingDraft,
  saveStandingTyped,
} from "./commands/edit-text";
export { standingPages } from "./page-kind";
export { findStandingPage } from "./pages";
export {
  diffStanding,
  findOverseenStanding,
  findStandingHead,
  hideStanding,
  purgeStanding,
  readStandingAfter,
  showStanding,
} from "./past";
export {
  type BesideProduct,
  compareWithNow,
  compareWithProduct,
  type Editable,
  findStandingDraft,
  findToEdit,
  findWritten,
  listStates,
  type PageState,
  type Written,
} from "./queries";
export { indexStandingPages, listPageOwners, standingSamples } from "./search-entries";
