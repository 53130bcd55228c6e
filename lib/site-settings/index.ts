export { changeAccess } from "./commands/change-access";
export { changeFeatured } from "./commands/change-featured";
export { changeNotices, turnAnnouncements } from "./commands/change-notices";
export { changeIdentity, changeLook, changeMenu } from "./commands/change-part";
export {
  currentSite,
  findPart,
  findRegistration,
  freshSite,
  recentSite,
  type Site,
  type StoredPart,
} from "./current";
export { changeLogo, readLogo } from "./logo/change-logo";
export { findSitePicture } from "./logo/site-picture";
export { siteLook } from "./look";
export type { Registration } from "./model";
export { saveSetting, writeSetting } from "./setting";
