import { POST_EVENT, POST_RETRACTED } from "@/lib/blog/webhooks";
import { TOPIC_EVENT, TOPIC_HIDDEN } from "@/lib/discussions/webhooks";
import { PROFILE_EVENTS } from "@/lib/profiles/webhooks";
import { TRAINING_EVENT, TRAINING_RETRACTED } from "@/lib/training/webhooks";
import { composeWebhooks } from "@/lib/webhooks";

/** Kinds of public events that organisations can be told of, provided by the domains, in the order of the form. */
composeWebhooks([
  ...PROFILE_EVENTS,
  POST_EVENT,
  POST_RETRACTED,
  TRAINING_EVENT,
  TRAINING_RETRACTED,
  TOPIC_EVENT,
  TOPIC_HIDDEN,
]);
