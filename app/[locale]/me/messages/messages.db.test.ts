import { describe, expect, it } from "vitest";
import { changeMessages } from "@/lib/members";
import { transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { by } from "@/tests/support/members";
import { block, newest, send, someone, talk, write } from "@/tests/support/messages";
import { asker } from "@/tests/support/pages";
import * as writing from "../../members/[handle]/write/route";
import * as conversation from "./[id]/route";

useDatabase();

const ask = asker([
  [/^\/me\/messages\/(?<id>[^/]+)$/, conversation],
  [/^\/members\/(?<handle>[^/]+)\/write$/, writing],
]);

const TYPED = { text: "A long answer, typed with care.", clientToken: "a-token-of-the-form" };

describe("a typed text", () => {
  it("stays when the other, or the member themselves in another tab, ended the conversation meanwhile", async () => {
    const { ana, ben, id } = await talk();
    const form = { form: "send", ...TYPED };
    await block(ben.actor, id);
    const closed = await ask(`/me/messages/${id}`, { as: ana.actor, form });
    expect(closed.status).toBe(409);
    expect(closed.body).toContain("You cannot write to this member now.");
    expect(closed.body).toContain(`${TYPED.text}</textarea>`);
    const own = await ask(`/me/messages/${id}`, { as: ben.actor, form });
    expect(own.status).toBe(409);
    expect(own.body).toContain("You have blocked this member");
    expect(own.body).toContain(`${TYPED.text}</textarea>`);
    expect((await ask(`/me/messages/${id}`, { as: ana.actor })).body).not.toContain("<textarea");
  });

  it("stays when the other takes no first messages any more", async () => {
    const [ana, ben] = [await someone(), await someone()];
    await transact(by(ben.actor), (ctx) => changeMessages(ctx, { messagesFrom: "nobody" }));
    const { status, body } = await ask(`/members/${ben.handle}/write`, {
      as: ana.actor,
      form: { form: "write", ...TYPED },
    });
    expect(status).toBe(409);
    expect(body).toContain(`${TYPED.text}</textarea>`);
  });

  it("stays when the reason of a report is refused, also for a message of long ago", async () => {
    setEnvironment({ RATE_LIMITS: "off" });
    const { ana, ben, id } = await talk();
    const messageId = await newest(ana.actor, id);
    for (let n = 0; n < 60; n += 1) await send(n % 2 ? ana.actor : ben.actor, id, `Number ${n}`);
    const page = await ask(`/me/messages/${id}?before=10&report=${messageId}`, { as: ana.actor });
    const action = /<form[^>]*action="([^"]+)"[^>]*>(?:(?!<form)[\s\S])*?name="reportReason"/.exec(
      page.body,
    )?.[1];
    expect(action).toBeDefined();
    const again = await ask(action?.replaceAll("&amp;", "&") ?? "", {
      as: ana.actor,
      form: { form: "report", messageId, reportReason: "No" },
    });
    expect(again.status).toBe(422);
    expect(again.body).toContain("No</textarea>");
  });
});

describe("a first message", () => {
  it("is announced as a request, unless the other wrote first while it was typed", async () => {
    const [ana, ben, cleo] = [await someone(), await someone(), await someone()];
    const { id } = await write(cleo.actor, ana.handle);
    const sent = async (handle: string, clientToken: string) =>
      (
        await ask(`/members/${handle}/write`, {
          as: ana.actor,
          form: { form: "write", ...TYPED, clientToken },
        })
      ).to;
    expect(await sent(ben.handle, "a-token-of-one")).toMatch(/\?done=asked$/);
    expect(await sent(cleo.handle, "a-token-of-two")).toBe(`/me/messages/${id}#newest`);
  });
});
