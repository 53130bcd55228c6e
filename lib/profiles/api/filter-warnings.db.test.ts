import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import * as sectionRoute from "@/app/api/v1/countries/[slug]/sections/[section]/route";
import { db } from "@/db/client";
import { filterHit } from "@/db/schema/filters";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { runInRequest } from "@/lib/web/request-context";
import { useDatabase } from "@/tests/support/database";
import { madeFilter } from "@/tests/support/filters";
import { makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose } from "@/tests/support/sections";
import { ConflictAnswer } from "./model";

useDatabase();
process.env.RATE_LIMITS = "off";

const PLACE = { slug: "senegal", section: "legislation" };

/** Saves a section as the editor does, or a program with a token. */
async function put(actor: Actor, body: object, headers: Record<string, string> = {}) {
  const request = new Request("http://localhost:3000/api/v1/x", {
    method: "PUT",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const origin = { via: "web", ip: "192.0.2.7", device: null } as const;
  const at = { pathname: "/api/v1/x", search: "", origin, actor: Promise.resolve(actor) };
  const answer = await runInRequest(at, () => sectionRoute.PUT(request, { params: Promise.resolve(PLACE) }));
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

it.each([
  ["the editor", null, "published", 200],
  ["a program with a token", ["profiles:write"], "pending", 202],
] as const)(
  "%s is asked before a text is saved that a filter warns about",
  async (_, scopes, state, status) => {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    const writer = { ...(await makeActor("trusted")), ...(scopes ? { scopes: [...scopes] } : {}) } as Actor;
    await madeFilter({}, "warn");
    const key = randomUUID();
    const body = {
      base: null,
      clientToken: randomUUID(),
      summary: "An edit",
      content: prose({ aaaaaa: "The casino act." }),
    };
    const warned = await put(writer, body, { "idempotency-key": key });
    expect(warned).toMatchObject({
      status: 409,
      json: {
        code: "conflict",
        reason: "filter_warned",
        filter: {
          explanation: "No advertising, please.",
          confirm: { header: "octopus-warning", value: "read" },
        },
      },
    });
    expect(ConflictAnswer.safeParse(warned.json).error?.issues ?? []).toEqual([]);
    expect(JSON.stringify(warned.json)).not.toContain("casino");
    expect(await db().$count(revision)).toBe(0);
    // The same request with the header, also with the same key: nothing was saved under it.
    const read = { "octopus-warning": "read", "idempotency-key": key };
    expect(await put(writer, body, read)).toMatchObject({ status, json: { state } });
    const outcomes = await db().select({ outcome: filterHit.outcome }).from(filterHit).orderBy(filterHit.at);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["warned", "sent"]);
  },
);

it("a text that a filter refuses is refused with its explanation, whatever header it has", async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  await madeFilter({}, "refuse");
  const content = prose({ aaaaaa: "The casino act." });
  const body = { base: null, clientToken: randomUUID(), summary: "An edit", content };
  const refused = await put(await makeActor("trusted"), body, { "octopus-warning": "read" });
  expect(refused).toMatchObject({ status: 409, json: { reason: "filter_refused" } });
  expect(refused.json.filter).toEqual({ explanation: "No advertising, please." });
});
