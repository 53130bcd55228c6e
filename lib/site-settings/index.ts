export { changeAccess } from "./commands/change-access";
export { changeFeatured } from "./commands/change-featured";
export { changeIdentity } from "./commands/change-identity";
export { changeLook } from "./commands/change-look";
export { changeMenu } from "./commands/change-menu";
export { changeNotices, turnAnnouncements } from "./commands/change-notices";
export {
  currentSite,
  findPart,
  findRegistration,
  freshSite,
  recentSite,
  type Site,
  type StoredPart,
} from "./current";
export { siteLook } from "./look";
export type { Registration } from "./model";
export { saveSetting } from "./setting";
