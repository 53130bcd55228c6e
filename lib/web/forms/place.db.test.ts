import { expect, it } from "vitest";
import { z } from "zod";
import type { DocumentView } from "@/lib/web/view";
import { useDatabase } from "@/tests/support/database";
import { runInRequest } from "../request-context";
import { form, spec } from "./form";

useDatabase();

const Params = z.object({ slug: z.string().max(20) });
const Query = z.object({ role: z.string().max(20).default("member") });

const view: DocumentView<typeof Params, typeof Query> = {
  params: Params,
  query: Query,
  render: async () => ({ title: "x", body: "x" }),
};

/** Sends a form to a page, and returns what its command was given. */
async function send(search: string, fields: Record<string, string>): Promise<unknown> {
  let given: unknown;
  const post = form(view, {
    form: spec({
      schema: z.object({ slug: z.string(), role: z.string() }),
      limit: "save",
      async command(ctx, input) {
        ctx.asSystem("a test of forms");
        ctx.skipAudit("a test of forms");
        given = input;
      },
      done: () => "/",
    }),
  });
  const pathname = "/things/evidence";
  const origin = { via: "web", ip: "198.51.100.1", device: null } as const;
  const request = new Request(`https://octopus.example${pathname}${search}`, {
    method: "POST",
    body: new URLSearchParams(fields),
  });
  const params = Promise.resolve({ locale: "en", slug: "evidence" });
  await runInRequest({ pathname, search, origin, actor: Promise.resolve(null) }, () =>
    post(request, { params }),
  );
  return given;
}

it("a sent field comes before a parameter of the same name, or its default", async () => {
  expect(await send("", { role: "focal-point" })).toEqual({ slug: "evidence", role: "focal-point" });
  expect(await send("?role=moderator", { role: "trusted" })).toEqual({ slug: "evidence", role: "trusted" });
  expect(await send("?role=moderator", {})).toEqual({ slug: "evidence", role: "moderator" });
});

it("the parts of the address come before a field of the same name", async () => {
  expect(await send("", { slug: "other" })).toEqual({ slug: "evidence", role: "member" });
});
