export { allowPush, removePush } from "./commands/browsers";
export { listBrowsers, type PushBrowser, wantsPush } from "./queries";
export { type PushOptions, sendToBrowsers } from "./send";
export { pushKey } from "./vapid";
