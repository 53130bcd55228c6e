import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import * as nowhere from "@/app/api/[...rest]/route";
import * as live from "@/app/api/health/live/route";
import * as seen from "@/app/api/me/seen/route";
import * as draft from "@/app/api/v1/countries/[slug]/sections/[section]/draft/route";
import * as section from "@/app/api/v1/countries/[slug]/sections/[section]/route";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose } from "@/tests/support/sections";
import { runInRequest } from "../request-context";
import type { RouteContext } from "../view";
import { endpoint } from "./endpoint";

useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";

type Handler = (request: Request, route: RouteContext) => Promise<Response>;

let member: Actor;
beforeAll(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  member = await makeActor("trusted");
});

const SENEGAL = { slug: "senegal", section: "legislation" };

/** Calls a handler of the API as the framework does. */
async function ask(
  handler: Handler,
  parts: Record<string, string | string[]>,
  {
    as = member,
    body,
    key,
  }: { as?: Actor | Promise<Actor | null> | null; body?: unknown; key?: string } = {},
) {
  const init =
    body === undefined
      ? {}
      : {
          method: "PUT",
          body: JSON.stringify(body),
          headers: {
            "content-type": "application/json",
            ...(key === undefined ? {} : { "idempotency-key": key }),
          },
        };
  const request = new Request("http://localhost:3000/api/x", init);
  const origin = { via: "web" as const, ip: "192.0.2.7", device: null };
  const answer = await runInRequest(
    { pathname: "/api/x", search: "", origin, actor: Promise.resolve(as) },
    () => handler(request, { params: Promise.resolve(parts) }),
  );
  const type = answer.headers.get("content-type");
  return { status: answer.status, type, problem: (await answer.json()) as Record<string, unknown> };
}

const NOT_FOUND = {
  status: 404,
  type: "application/problem+json; charset=utf-8",
  problem: {
    type: "http://localhost:3000/help/api#problem-not_found",
    title: "Not found",
    detail: "There is nothing at this address.",
    status: 404,
    code: "not_found",
    reason: "generic",
  },
};

/** JSON nested to this depth. */
const nested = (levels: number): unknown => (levels === 0 ? 1 : { in: nested(levels - 1) });

describe("API endpoint", () => {
  it("reports an invalid part of the address before other errors", async () => {
    for (const parts of [
      { slug: "senegal", section: "no-such-section" },
      { slug: "Not A Slug", section: "legislation" },
      { slug: "sen\0egal", section: "legislation" },
    ]) {
      expect(await ask(section.GET, parts)).toEqual(NOT_FOUND);
      expect(await ask(section.PUT, parts, { body: {} })).toEqual(NOT_FOUND);
      expect(await ask(section.PUT, parts)).toEqual(NOT_FOUND);
      expect(await ask(draft.GET, parts)).toEqual(NOT_FOUND);
    }
    const wrong = await ask(section.PUT, SENEGAL, { body: {} });
    expect([wrong.status, wrong.problem.code]).toEqual([400, "invalid"]);
  });

  it("answers a token used for another body with 422, and the same body as before", async () => {
    const content = prose({ aaaaaa: "One." });
    const body = { base: null, clientToken: "a-token-of-a-test", summary: "One", content };
    const first = await ask(section.PUT, SENEGAL, { body });
    expect(first.status).toBe(200);
    expect(await ask(section.PUT, SENEGAL, { body })).toEqual(first);
    const other = await ask(section.PUT, SENEGAL, { body: { ...body, content: prose({ aaaaaa: "Two." }) } });
    expect(other).toMatchObject({ status: 422, problem: { code: "invalid", reason: "token_used" } });
  });

  it("answers every unknown address of the API with a problem document", async () => {
    for (const handler of [nowhere.GET, nowhere.POST, nowhere.PUT, nowhere.PATCH, nowhere.DELETE]) {
      expect(await ask(handler, { rest: ["nope"] }, { as: null })).toEqual(NOT_FOUND);
      expect(await ask(handler, { rest: ["v1", "nope"] }, { body: {} })).toEqual(NOT_FOUND);
    }
  });

  it("accepts JSON up to the depth its purpose needs", async () => {
    const reasonOf = async (handler: Handler, parts: Record<string, string>, levels: number) =>
      (await ask(handler, parts, { body: { extra: nested(levels) } })).problem.reason;
    expect(await reasonOf(seen.PUT, {}, 31)).not.toBe("json_depth");
    expect(await reasonOf(seen.PUT, {}, 32)).toBe("json_depth");
    expect(await reasonOf(section.PUT, SENEGAL, 63)).not.toBe("json_depth");
    expect(await reasonOf(section.PUT, SENEGAL, 64)).toBe("json_depth");
  });
});

describe("liveness endpoint", () => {
  it("does not ask who the caller is", async () => {
    const broken: Promise<Actor | null> = Promise.reject(new Error("the database is away"));
    broken.catch(() => undefined);
    const answer = await ask(live.GET, {}, { as: broken });
    expect([answer.status, answer.problem]).toEqual([200, { status: "ok" }]);
  });
});

describe("idempotency key", () => {
  const KEY = "a-key-of-a-test";
  let done = 0;
  let gate: Promise<void> = Promise.resolve();
  const counting = endpoint({
    input: z.object({ text: z.string(), isWrong: z.boolean().default(false) }),
    limit: "save",
    status: () => 202,
    async run(ctx, { text, isWrong }) {
      ctx.asSystem("a test's command");
      ctx.skipAudit("a test's command");
      await gate;
      if (isWrong) throw new DomainError("conflict", "generic");
      done += 1;
      return { text, done };
    },
  });
  const send = (body: unknown, given: { key?: string; as?: Actor | null } = {}) =>
    ask(counting, {}, { body, key: KEY, ...given });

  it("makes a write happen once, with the same answer when repeated", async () => {
    const first = await send({ text: "one" });
    expect([first.status, first.problem]).toEqual([202, { text: "one", done: 1 }]);
    expect(await send({ text: "one" })).toEqual(first);
    expect(await send({ text: "one" }, { key: `"${KEY}"` })).toEqual(first);
    expect(done).toBe(1);
    expect((await send({ text: "one" }, { key: "another-key" })).problem).toEqual({ text: "one", done: 2 });
    expect((await send({ text: "one" }, { as: await makeActor() })).problem).toEqual({
      text: "one",
      done: 3,
    });
  });

  it("is rejected for another request, and if malformed", async () => {
    expect(await send({ text: "two" })).toMatchObject({ status: 422, problem: { reason: "key_used" } });
    for (const key of ["short", "with space", "x".repeat(129), ""])
      expect([key, (await send({ text: "one" }, { key })).problem.reason]).toEqual([key, "idempotency_key"]);
    expect(done).toBe(3);
  });

  it("can be used again after a refusal, which changed nothing", async () => {
    const key = "a-key-that-was-refused";
    expect((await send({ text: "x", isWrong: true }, { key })).status).toBe(409);
    expect((await send({ text: "x" }, { key })).status).toBe(202);
  });

  it("reports a conflict while the first is running, and returns its answer afterwards", async () => {
    const key = "a-key-under-way";
    const open: (() => void)[] = [];
    gate = new Promise((resolve) => {
      open.push(resolve);
    });
    // Either can reach the database first; the other does not wait.
    const both = [send({ text: "slow" }, { key }), send({ text: "slow" }, { key })];
    expect(await Promise.race(both)).toMatchObject({ status: 409, problem: { reason: "in_flight" } });
    for (const one of open) one();
    const answer = (await Promise.all(both)).find(({ status }) => status === 202);
    expect(await send({ text: "slow" }, { key })).toEqual(answer);
  });
});
