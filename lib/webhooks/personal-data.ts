import { webhookEndpoint } from "@/db/schema/webhooks";
import type { PersonalData } from "@/lib/core/personal-data";
import { sweep } from "@/lib/core/sweep";
import { DAY, KEPT_DAYS } from "./model";
import { deleteEvents } from "./send";

/** Who registered an endpoint stays with it. Events are kept for thirty days. */
export const WEBHOOK_DATA: PersonalData = {
  besides: [webhookEndpoint.createdBy],
  expire: async ({ tx, now }) => ({
    webhookEvents: await sweep(tx, deleteEvents(new Date(now.getTime() - KEPT_DAYS * DAY))),
  }),
};
