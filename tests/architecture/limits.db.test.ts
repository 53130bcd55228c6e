import { describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { LIMITS, type LimitName, spend } from "@/lib/web/limits";
import { runInRequest } from "@/lib/web/request-context";
import type { RouteContext } from "@/lib/web/view";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { slugFor } from "@/tests/support/slugs";

useDatabase({ keep: true });
process.env.RATE_LIMITS = "on";
process.env.SOURCE_LOOKUP = "on";
process.env.DATABASE_URL ??= "postgres://placeholder";

interface Wrapped {
  (request: Request, route: RouteContext): Promise<Response>;
  octopus: {
    kind: string;
    forms?: Record<string, { limit: LimitName; schema: unknown }>;
    spec?: { limit: LimitName; input?: unknown; isUnlimited?: boolean };
  };
}

const FOREIGN = new Set(["app/api/auth/[...nextauth]/route.ts"]);
const modules = import.meta.glob<Record<string, Wrapped>>("../../app/**/route.{ts,tsx}");

/** Lists every write of the product: its route, method, form and limit. */
async function listWrites() {
  const writes: {
    name: string;
    file: string;
    handler: Wrapped;
    method: string;
    form: string | null;
    limit: LimitName;
    isMembers: boolean;
    schema: unknown;
  }[] = [];
  for (const [path, load] of Object.entries(modules)) {
    const file = path.replace("../../", "");
    if (FOREIGN.has(file)) continue;
    const module = await load();
    for (const [method, handler] of Object.entries(module)) {
      const { kind, forms, spec } = handler.octopus;
      for (const [form, one] of Object.entries(forms ?? {})) {
        const name = `${method} ${file} ${form}`;
        writes.push({
          name,
          file,
          handler,
          method,
          form,
          limit: one.limit,
          isMembers: kind === "screen-form",
          schema: one.schema,
        });
      }
      if ((kind === "endpoint" || kind === "posted") && spec) {
        writes.push({
          name: `${method} ${file}`,
          file,
          handler,
          method,
          form: kind === "posted" ? "" : null,
          limit: spec.limit,
          isMembers: kind === "endpoint",
          schema: spec.input,
        });
      }
    }
  }
  return writes;
}

/** Values for the parts of any address; the limit is checked before whether they exist. */
const PLACE = {
  locale: "en",
  slug: "senegal",
  section: "legislation",
  number: "1",
  handle: "someone",
  id: "01890a5d-ac96-774b-bcce-b302099a8057",
  rest: "x",
  kind: "comment",
};

const writes = await listWrites();

describe("limits", () => {
  it("cover every write", () => {
    expect(writes.length).toBeGreaterThan(10);
    expect(writes.filter((write) => !Object.hasOwn(LIMITS, write.limit)).map((write) => write.name)).toEqual(
      [],
    );
    expect(writes.filter((write) => !write.schema).map((write) => write.name)).toEqual([]);
  });

  it.each(writes.map((write) => [write.name, write] as const))(
    "%s refuses one request more than its limit",
    async (_, write) => {
      expect(env().RATE_LIMITS).toBe("on");
      const actor = await makeActor("administrator");
      const ip = `198.51.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`;
      const member = write.isMembers ? actor : null;
      for (let spent = 0; spent < LIMITS[write.limit].points; spent += 1) {
        await spend(write.limit, { ip, memberId: member?.id ?? null });
      }
      const body = write.form === null ? "{}" : new URLSearchParams({ form: write.form }).toString();
      const type = write.form === null ? "application/json" : "application/x-www-form-urlencoded";
      const request = new Request("http://localhost:3000/x", {
        method: write.method,
        headers: { "content-type": type, "content-length": String(body.length) },
        body,
      });
      const origin = { via: "web", ip, device: null } as const;
      const answer = await runInRequest(
        // Some pages are identified by their query.
        { pathname: "/x", search: "?of=profile:senegal", origin, actor: Promise.resolve(member) },
        () =>
          write.handler(request, {
            params: Promise.resolve({ ...PLACE, slug: slugFor(write.file, PLACE.slug) }),
          }),
      );
      expect([write.name, answer.status]).toEqual([write.name, 429]);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    },
  );
});
