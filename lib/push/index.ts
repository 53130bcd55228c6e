export { allowPush, removePush } from "./commands/browsers";
export { listBrowsers, type PushBrowser, wantsPush } from "./queries";
export { sendToBrowsers } from "./send";
export { pushKey } from "./vapid";
