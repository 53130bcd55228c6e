import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { transact } from "@/lib/transact";
import { BROWSER, OTHER_PASSWORD, VISITOR, withPassword } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { makeMember } from "@/tests/support/members";
import { checkSignIn, signIn } from "./index";

/*
 * A known address cannot be told from an unknown one by timing if both cause the same work. Counted here: the
 * statements sent to the database, in order, and the hashes made and compared, with their settings. `node
 * bench/sign-in.mjs` measures the time (docs/security.md).
 */
const { hashed } = vi.hoisted(() => ({ hashed: [] as string[] }));
// The real package, which records its calls.
vi.mock("@node-rs/argon2", async (load) => {
  const real = await load<typeof import("@node-rs/argon2")>();
  const settingsOf = (hash: string) => hash.split("$").slice(0, 4).join("$");
  return {
    ...real,
    verify: async (...asked: Parameters<typeof real.verify>) => {
      hashed.push(`verify ${settingsOf(String(asked[0]))}`);
      return real.verify(...asked);
    },
    hash: async (...asked: Parameters<typeof real.hash>) => {
      const made = await real.hash(...asked);
      hashed.push(`hash ${settingsOf(made)}`);
      return made;
    },
  };
});

useDatabase();

let statements: string[] = [];
beforeEach(() => {
  statements = [];
  hashed.length = 0;
  const query = Client.prototype.query as (...asked: unknown[]) => unknown;
  vi.spyOn(Client.prototype, "query").mockImplementation(function (this: Client, ...asked: unknown[]) {
    const [first] = asked as [string | { text: string }];
    statements.push(typeof first === "string" ? first : first.text);
    return query.apply(this, asked) as never;
  });
});
afterEach(() => vi.restoreAllMocks());

/** Records what some work asks of database and processor. */
async function workOf(work: () => Promise<unknown>) {
  // Run once before, so that everything cached is there.
  await work();
  statements.length = 0;
  hashed.length = 0;
  const answer = await work().catch((error: unknown) => String(error));
  return { answer, statements: [...statements], hashed: [...hashed] };
}

const SETTINGS = "$argon2id$v=19$m=19456,t=2,p=1";

describe("refused sign-in", () => {
  const refuse = (email: string) =>
    workOf(async () => {
      const checked = await checkSignIn({ email, password: OTHER_PASSWORD, next: "" }, BROWSER);
      return transact(VISITOR, (ctx) => signIn(ctx, checked), { evenReadOnly: true });
    });

  it("does the same work for an unknown address as for an account", async () => {
    const { email } = await withPassword();
    const known = await refuse(email);
    expect(known.answer).toEqual({ is: "refused" });
    expect(known.hashed).toEqual([`verify ${SETTINGS}`]);
    expect(known.statements.length).toBeGreaterThan(5);
    expect(await refuse("nobody@example.org")).toEqual(known);
    expect(await refuse("no address at all")).toEqual(known);
  });

  it.each(["unverified", "applied", "refused", "suspended"] as const)(
    "does the same work for an account that is %s",
    async (state) => {
      const { email } = await withPassword({ state });
      expect(await refuse(email)).toEqual(await refuse("nobody@example.org"));
    },
  );

  it("does the same work for an account without a password", async () => {
    const { email } = await makeMember();
    expect(await refuse(email)).toEqual(await refuse("nobody@example.org"));
  });
});
