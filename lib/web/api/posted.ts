import type { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { NO_FORM } from "@/lib/core/form-state";
import { formatter, translator } from "@/lib/i18n/translator";
import { addressOf } from "../address";
import { fieldErrors, readFields } from "../fields";
import { type LimitName, spend } from "../limits";
import type { Handler } from "../pages/document";
import { errorResponse } from "../pages/draw";
import { requestOrigin } from "../request-context";
import type { DrawnText, PageTools } from "../view";

/** A request by form because it is too long, or too private, for an address. */
export interface PostedSpec<In extends z.ZodType> {
  input: In;
  limit: LimitName;
  render: (input: z.infer<In>, tools: PageTools) => Promise<DrawnText>;
}

/**
 * Creates a POST handler that reads and writes nothing: form fields in, a text or file out, for anyone. It
 * gets no actor, runs no command and stores nothing.
 */
export function posted<In extends z.ZodType>(one: PostedSpec<In>): Handler {
  const handler = async (request: Request): Promise<Response> => {
    const address = addressOf(request);
    const { locale, path, search } = address;
    try {
      await spend(one.limit, { ip: requestOrigin().ip });
      const given = await readFields(request);
      const parsed = one.input.safeParse(given);
      if (!parsed.success)
        throw new DomainError("invalid", "fields", { fields: fieldErrors(parsed.error, given) });
      const tools = { locale, t: translator(locale), f: formatter(locale), path, search, form: NO_FORM };
      const drawn = await one.render(parsed.data, tools);
      return new Response(drawn.text as BodyInit, {
        headers: { "content-type": drawn.type, ...drawn.headers, "cache-control": "private, no-store" },
      });
    } catch (error) {
      return errorResponse(error, locale, path);
    }
  };
  return Object.assign(handler, { octopus: { kind: "posted", spec: one } as const });
}
