import { putWatch } from "@/lib/watching";
import { PutWatch } from "@/lib/watching/forms/model";
import { endpoint } from "@/lib/web/api/endpoint";

/** Sets the watch level of a thing: for the button of a document, with scripts. */
export const PUT = endpoint({
  input: PutWatch,
  limit: "watch",
  run: async (ctx, input) => ({ level: (await putWatch(ctx, input)).level }),
});
