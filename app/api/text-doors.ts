import type { z } from "zod";
import type { Ctx } from "@/lib/core/ctx";
import type { Saved } from "@/lib/revisions";
import { endpoint } from "@/lib/web/api/endpoint";

/*
 * The doors by which the editor saves pages that are one text, each given the schema and the commands of its sort.
 */

type Run<In extends z.ZodType, Out> = (ctx: Ctx, input: z.infer<In>) => Promise<Out>;

/** Saves a text: 200, 202 when it waits, 409 with base, theirs and mine when they collide. */
export const textSave = <In extends z.ZodType>(
  input: In,
  run: Run<In, Saved>,
  refused: (ctx: Ctx, input: z.infer<In>, error: unknown) => Promise<unknown>,
) =>
  endpoint({
    input,
    takesContent: true,
    limit: "save",
    run,
    refused,
    status: ({ state }) => (state === "pending" ? 202 : 200),
  });

/** Compares a text with what stands, without saving it. */
export const textPreview = <In extends z.ZodType, Out>(input: In, run: Run<In, Out>) =>
  endpoint({ input, takesContent: true, limit: "draft", run, evenReadOnly: true });

/** Keeps the own draft of a text; its sequence must rise. */
export const textDraft = <In extends z.ZodType, Out>(input: In, run: Run<In, Out>) =>
  endpoint({ input, takesContent: true, limit: "draft", run });

/** Keeps the own draft of a form, or discards a draft: with a sequence only while it is the draft of that number. */
export const ownDraft = <In extends z.ZodType, Out>(input: In, run: Run<In, Out>) =>
  endpoint({ input, limit: "draft", run });
