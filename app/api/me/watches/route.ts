import { changeWatch } from "@/lib/watching";
import { ChangeWatch } from "@/lib/watching/forms/model";
import { endpoint } from "@/lib/web/api/endpoint";

/** Sets the watch level of a thing: for the button of a document, with scripts. */
export const PUT = endpoint({
  input: ChangeWatch,
  limit: "watch",
  run: async (ctx, input) => ({ level: (await changeWatch(ctx, input)).level }),
});
