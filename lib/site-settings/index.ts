export { changeAccess } from "./commands/change-access";
export { changeIdentity } from "./commands/change-identity";
export {
  currentSite,
  findPart,
  findRegistration,
  freshSite,
  recentSite,
  type Site,
  type StoredPart,
} from "./current";
export type { Registration } from "./model";
export { saveSetting } from "./setting";
