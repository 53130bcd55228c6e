import { messageReport } from "@/db/schema/messages";
import { reportsOf } from "@/lib/queues";

/** Reports of messages, by the engine of reports. */
export const messageReports = reportsOf(messageReport);
