export {
  changeWebhook,
  registerWebhook,
  removeWebhook,
  rotateWebhookSecret,
  switchWebhook,
} from "./commands/manage";
export { replayEvents, resendDelivery, testWebhook } from "./commands/send-again";
export { composeWebhooks, type EventKind, type PublicThing } from "./kinds";
export { logEvent } from "./log-event";
export { type Delivery, findWebhook, listDeliveries, listWebhooks, type Webhook } from "./queries";
export { sendWebhook } from "./send";
export { spreadEvent } from "./spread";
