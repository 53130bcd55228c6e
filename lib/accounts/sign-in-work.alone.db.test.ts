import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { transact } from "@/lib/transact";
import { BROWSER, OTHER_PASSWORD, VISITOR, withPassword } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { makeMember } from "@/tests/support/members";
import { checkSignIn, signIn } from "./index";

/*
 * That no clock tells a known address from an unknown one is a matter of the work done, which is counted here: the
 * statements that reach the database, in their order, and the hashes that are made and compared, with their settings.
 * How long both take is measured by `node bench/sign-in.mjs` (docs/security.md).
 */
const { hashed } = vi.hoisted(() => ({ hashed: [] as string[] }));
// The package itself, which notes what it was asked.
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

/** What one piece of work asked of the database and of the processor. */
async function workOf(work: () => Promise<unknown>) {
  // Whatever is made once for all is made.
  await work();
  statements.length = 0;
  hashed.length = 0;
  const answer = await work().catch((error: unknown) => String(error));
  return { answer, statements: [...statements], hashed: [...hashed] };
}

const SETTINGS = "$argon2id$v=19$m=19456,t=2,p=1";

describe("a refused sign-in", () => {
  const refuse = (email: string) =>
    workOf(async () => {
      const checked = await checkSignIn({ email, password: OTHER_PASSWORD, next: "" }, BROWSER);
      return transact(VISITOR, (ctx) => signIn(ctx, checked), { evenReadOnly: true });
    });

  it("does the same for an address that nobody has as for one with an account", async () => {
    const { email } = await withPassword();
    const known = await refuse(email);
    expect(known.answer).toEqual({ is: "refused" });
    expect(known.hashed).toEqual([`verify ${SETTINGS}`]);
    expect(known.statements.length).toBeGreaterThan(5);
    expect(await refuse("nobody@example.org")).toEqual(known);
    expect(await refuse("no address at all")).toEqual(known);
  });

  it.each(["unverified", "applied", "refused", "suspended"] as const)(
    "does the same for an account that is %s",
    async (state) => {
      const { email } = await withPassword({ state });
      expect(await refuse(email)).toEqual(await refuse("nobody@example.org"));
    },
  );

  it("does the same for an account without a password", async () => {
    const { email } = await makeMember();
    expect(await refuse(email)).toEqual(await refuse("nobody@example.org"));
  });
});
