export { findSetup, type Setup } from "./find-setup";
export { mailTest } from "./mail-test";
export { askTestMail, markStep, recordStorageTry, tryStorage } from "./mark-step";
