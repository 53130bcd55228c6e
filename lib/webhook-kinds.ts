import { POST_EVENT } from "@/lib/blog/webhooks";
import { TOPIC_EVENT } from "@/lib/discussions/webhooks";
import { PROFILE_EVENTS } from "@/lib/profiles/webhooks";
import { TRAINING_EVENT } from "@/lib/training/webhooks";
import { composeWebhooks } from "@/lib/webhooks";

/** Kinds of public events that organisations can be told of, provided by the domains, in the order of the form. */
composeWebhooks([...PROFILE_EVENTS, POST_EVENT, TRAINING_EVENT, TOPIC_EVENT]);
