import { describe, expect, it } from "vitest";
import { transact } from "@/lib/transact";
import {
  BROWSER,
  enter,
  enterAs,
  linkFor,
  OTHER_PASSWORD,
  PASSWORD,
  VISITOR,
  withPassword,
} from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { prepareReset, resetPassword } from "./index";

useDatabase();

describe("back-off", () => {
  const from = (network: string, deviceToken: string | null = null) => ({ network, deviceToken });

  async function guess(email: string, times: number, network: string): Promise<number> {
    let refused = 0;
    for (let n = 0; n < times; n += 1) {
      await enter(email, OTHER_PASSWORD, from(network)).catch(
        (error: { code?: string; details?: { retryAfter?: number } }) => {
          expect(error.code).toBe("rate_limited");
          expect(error.details?.retryAfter).toBeGreaterThan(0);
          refused += 1;
        },
      );
    }
    return refused;
  }

  it("lets a stranger wait, never the owner on a known device or elsewhere", async () => {
    const { email } = await withPassword();
    const { deviceToken } = await enterAs(email);
    expect(await guess(email, 8, "198.51.100.1")).toBe(3);
    // The stranger's network waits, even with the right password; others do not.
    await expect(enter(email, PASSWORD, from("198.51.100.1"))).rejects.toMatchObject({
      code: "rate_limited",
    });
    expect((await enter(email, PASSWORD, from("203.0.113.5"))).is).toBe("in");
    expect((await enter(email, PASSWORD, from("198.51.100.1", deviceToken))).is).toBe("in");
  });

  it("holds for an address that nobody has, just the same", async () => {
    expect(await guess("nobody@example.org", 8, "198.51.100.2")).toBe(3);
  });

  it("counts guesses that come at once as if in turn", async () => {
    const { email } = await withPassword();
    const all = await Promise.allSettled(
      Array.from({ length: 12 }, () => enter(email, OTHER_PASSWORD, from("198.51.100.3"))),
    );
    expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(5);
  });

  it("stops guesses from everywhere, and neither the known device nor a reset", async () => {
    const { email, id } = await withPassword();
    const { deviceToken } = await enterAs(email);
    let taken = 0;
    for (let n = 0; n < 60; n += 1) {
      await enter(email, OTHER_PASSWORD, from(`198.51.100.${n}`)).then(
        () => {
          taken += 1;
        },
        () => undefined,
      );
    }
    expect(taken).toBe(40);
    await expect(enter(email, PASSWORD, from("203.0.113.9"))).rejects.toMatchObject({ code: "rate_limited" });
    expect((await enter(email, PASSWORD, from("203.0.113.9", deviceToken))).is).toBe("in");

    for (let n = 0; n < 60; n += 1)
      await enter(email, OTHER_PASSWORD, from(`198.51.101.${n}`)).catch(() => undefined);
    const link = await linkFor(id, "reset");
    const prepared = await prepareReset({ token: link, password: OTHER_PASSWORD }, BROWSER);
    const done = await transact(VISITOR, (ctx) => resetPassword(ctx, prepared));
    expect((await enter(email, OTHER_PASSWORD, from("203.0.113.9", done.deviceToken))).is).toBe("in");
  }, 30_000);

  it("forgets the count after a right password", async () => {
    const { email } = await withPassword();
    await guess(email, 4, "198.51.100.4");
    expect((await enter(email, PASSWORD, from("198.51.100.4"))).is).toBe("in");
    expect(await guess(email, 5, "198.51.100.4")).toBe(0);
  });
});
