import { describe, expect, it } from "vitest";
import { dedupeSubmit } from "./once";

const sent = (cookie: string, fields: Record<string, string> = { text: "a" }) => ({
  request: new Request("http://localhost:3000/me", { method: "POST", headers: { cookie } }),
  actor: null,
  fields,
});

/** Answers when released, and counts calls. */
function slow() {
  const waiting: (() => void)[] = [];
  let count = 0;
  const answer = async () => {
    count += 1;
    const own = String(count);
    await new Promise<void>((go) => waiting.push(go));
    return new Response(own, { status: 303, headers: { location: "/me", "set-cookie": `n=${own}` } });
  };
  return { answer, go: () => waiting.splice(0).forEach((one) => void one()), asked: () => count };
}

describe("form submitted twice", () => {
  it("is processed once while running, with the full answer to both", async () => {
    const { answer, go, asked } = slow();
    const both = [dedupeSubmit(sent("a=1"), answer), dedupeSubmit(sent("a=1"), answer)];
    go();
    const texts = await Promise.all((await Promise.all(both)).map((one) => one.text()));
    expect([texts, asked()]).toEqual([["1", "1"], 1]);
    expect((await both[1])?.headers.getSetCookie()).toEqual(["n=1"]);
  });

  it("is processed again afterwards, also after a failure", async () => {
    const failing = dedupeSubmit(sent("a=1"), () => Promise.reject(new Error("no")));
    await expect(failing).rejects.toThrow("no");
    const { answer, go, asked } = slow();
    for (let n = 1; n <= 2; n += 1) {
      const one = dedupeSubmit(sent("a=1"), answer);
      go();
      expect(await (await one).text()).toBe(String(n));
    }
    expect(asked()).toBe(2);
  });

  it("counts as different if a cookie, a field or the member differs", async () => {
    const { answer, go, asked } = slow();
    const all = [sent("a=1"), sent("a=2"), sent("a=1", { text: "b" }), sent("a=1", { text: "a", b: "" })];
    const answers = all.map((one) => dedupeSubmit(one, answer));
    const member = { id: "01890a5d-ac96-774b-bcce-b302099a8057", sessionId: "s" } as never;
    answers.push(dedupeSubmit({ ...sent("a=1"), actor: member }, answer));
    go();
    await Promise.all(answers);
    expect(asked()).toBe(5);
  });
});
