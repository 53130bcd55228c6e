export { confirmSection, verifySection } from "./check";
export { listBoard, listChecks, listFreshness, listToVerify, type ToVerify } from "./queries";
export {
  confirmByLink,
  type DueSection,
  findCheckLink,
  findDueSection,
  makeCheckLink,
  refreshFreshness,
  TEND_BATCH,
} from "./remind";
