import { z } from "zod";
import { noteWriting } from "@/lib/discussions";
import { TopicParams } from "@/lib/discussions/model";
import { endpoint } from "@/lib/web/api/endpoint";

/** Reports that the member writes a reply in a topic, for those who have it open. */
export const POST = endpoint({
  input: TopicParams.extend({ area: z.enum(["discussions", "rooms"]).default("discussions") }),
  limit: "presence",
  run: noteWriting,
});
