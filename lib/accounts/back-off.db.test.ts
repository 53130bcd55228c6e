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

describe("limits on guessing", () => {
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

  it("slow down a stranger, but not the owner on a known device or another network", async () => {
    const { email } = await withPassword();
    const { deviceToken } = await enterAs(email);
    expect(await guess(email, 8, "198.51.100.1")).toBe(3);
    // The stranger's network must wait even with the right password; others need not.
    await expect(enter(email, PASSWORD, from("198.51.100.1"))).rejects.toMatchObject({
      code: "rate_limited",
    });
    expect((await enter(email, PASSWORD, from("203.0.113.5"))).is).toBe("in");
    expect((await enter(email, PASSWORD, from("198.51.100.1", deviceToken))).is).toBe("in");
  });

  it("apply in the same way to an address without an account", async () => {
    expect(await guess("nobody@example.org", 8, "198.51.100.2")).toBe(3);
  });

  it("count simultaneous guesses like successive ones", async () => {
    const { email } = await withPassword();
    const all = await Promise.allSettled(
      Array.from({ length: 12 }, () => enter(email, OTHER_PASSWORD, from("198.51.100.3"))),
    );
    expect(all.filter((one) => one.status === "fulfilled")).toHaveLength(5);
  });

  it("stop guesses from many networks, but not the known device or a reset", async () => {
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

  it("start again after a right password", async () => {
    const { email } = await withPassword();
    await guess(email, 4, "198.51.100.4");
    expect((await enter(email, PASSWORD, from("198.51.100.4"))).is).toBe("in");
    expect(await guess(email, 5, "198.51.100.4")).toBe(0);
  });
});
