import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { heldForm, session } from "@/db/schema/sign-in";
import { DRAWN_FOR, sealMember } from "@/lib/web/held/drawn-for";
import { HELD_BYTES, isGivenBack } from "@/lib/web/held/held-form";
import { LIMITS } from "@/lib/web/limits";
import { Browser } from "@/tests/support/browser";
import { useDatabase } from "@/tests/support/database";
import { giveRole, makeActor, makeMember } from "@/tests/support/members";
import { publishedPost } from "@/tests/support/posts";
import { browserOf, ROUTES } from "./form-cases";

/* What a stranger can make the server store by sending forms without a session, and who can be made to see it. */
useDatabase();
process.env.RATE_LIMITS = "on";

const held = () => db().select().from(heldForm);

/** An administrator with a browser, and a member whom they may manage. */
async function administrator() {
  const { id } = await makeMember({ handle: "chief" });
  await giveRole(id, "administrator");
  await makeMember({ handle: "somebody" });
  return browserOf(id);
}

const ROLE = {
  form: "role",
  handle: "somebody",
  role: "administrator",
  change: "give",
  roleReason: "Trust me fully",
};
const STRANGERS_FORMS: [string, Record<string, string>, string][] = [
  ["/admin/members/somebody", ROLE, "Trust me fully"],
  ["/me/security", { form: "email", email: "stranger@evil.example" }, "stranger@evil.example"],
  ["/admin", { form: "read-only", isOn: "on", banner: "Call this number" }, "Call this number"],
  ["/me", { form: "profile", displayName: "Stranger was here" }, "Stranger was here"],
];

describe("a stranger's form sent to a member's page", () => {
  it.each(STRANGERS_FORMS)("%s is stored nowhere", async (path, fields, typed) => {
    const chief = await administrator();
    const stranger = new Browser(ROUTES, "203.0.113.9");
    const forged = ["", chief.memberId ?? "", `${chief.memberId}.${"A".repeat(43)}`];
    for (const name of forged) {
      const answer = await stranger.ask(path, { ...fields, [DRAWN_FOR]: name });
      expect(answer.to).toBe(`/signin?next=${encodeURIComponent(path)}&problem=form_not_kept`);
    }
    expect(await held()).toEqual([]);
    expect((await chief.browser.get(path)).body).not.toContain(typed);
  });

  it("is shown to nobody who opens the stranger's link, even if the stranger is a member", async () => {
    const chief = await administrator();
    const stranger = new Browser(ROUTES, "203.0.113.9");
    const { id } = await makeMember({ handle: "stranger" });
    const own = { form: "profile", displayName: "Stranger was here", [DRAWN_FOR]: sealMember(id) };
    const next = new URLSearchParams((await stranger.ask("/me", own)).to?.split("?")[1]).get("next") ?? "";
    expect(next).toMatch(/^\/me\?held=/);
    expect((await chief.browser.get(next)).body).not.toContain("Stranger was here");
    // Not even with the stranger's cookies beside one's own: the form is for the member for whom its page was
    // drawn.
    for (const [name, value] of stranger.cookies) chief.browser.cookies.set(name, value);
    expect((await chief.browser.get(next)).body).not.toContain("Stranger was here");
  });
});

describe("a visitor's comment", () => {
  let slug = "";
  async function aPost() {
    slug = await publishedPost(await makeActor("moderator"));
  }

  async function comment(browser: Browser, text: string) {
    const answer = await browser.ask(`/blog/${slug}/comment`, { text, clientToken: crypto.randomUUID() });
    return new URLSearchParams(answer.to?.split("?")[1]).get("next") ?? "";
  }

  it("waits for the browser that sent it, and is shown to no other", async () => {
    await aPost();
    const visitor = new Browser(ROUTES);
    const next = await comment(visitor, "A thought of mine");
    const { id } = await makeMember({ handle: "visitor-before" });
    for (const [name, value] of (await browserOf(id)).browser.cookies) visitor.cookies.set(name, value);
    const own = await visitor.get(next);
    expect(own.body).toContain("A thought of mine");
    expect(own.body).toContain('id="held-form"');
    const { browser: other } = await browserOf(id);
    expect((await other.get(next)).body).not.toContain("A thought of mine");
    await comment(new Browser(ROUTES), "Another thought");
    expect((await other.get(next)).body).not.toContain("A thought of mine");
    const [row] = await held();
    expect(row?.browser).not.toContain(visitor.cookies.get("octopus-held"));
  });

  it("is refused above the limit of an address, before it is stored", async () => {
    await aPost();
    const stranger = new Browser(ROUTES, "203.0.113.10");
    const statuses: number[] = [];
    for (let sent = 0; sent < LIMITS["held-form"].points + 3; sent += 1)
      statuses.push((await stranger.ask(`/blog/${slug}/comment`, { text: `Number ${sent}` })).status);
    expect(statuses.slice(-3)).toEqual([429, 429, 429]);
    expect(await held()).toHaveLength(LIMITS["held-form"].points);
  });

  it("is refused when the visitors' space is full, while there is still space for a member's text", async () => {
    await aPost();
    const expiresAt = new Date(Date.now() + 60_000);
    const row = { path: "/", fields: {}, browser: "x", createdAt: new Date() };
    await db()
      .insert(heldForm)
      .values({ ...row, id: crypto.randomUUID(), bytes: HELD_BYTES.visitor.all, expiresAt });
    const visitor = await new Browser(ROUTES).ask(`/blog/${slug}/comment`, { text: "No room" });
    expect([visitor.status, visitor.headers.get("retry-after")]).toEqual([503, "600"]);
    const { browser, sessionId } = await browserOf((await makeMember({ handle: "mine" })).id);
    const { action, hidden } = await browser.open("/me", "profile");
    await db()
      .update(session)
      .set({ endedAt: new Date() })
      .where(eq(session.id, sessionId ?? ""));
    expect((await browser.ask(action, { ...hidden, displayName: "Kept" })).to).toContain("held%3D");
    // Expired space is free at once.
    await db()
      .update(heldForm)
      .set({ expiresAt: new Date(0) })
      .where(isNull(heldForm.memberId));
    expect((await new Browser(ROUTES).ask(`/blog/${slug}/comment`, { text: "Room" })).status).toBe(303);
    expect((await held()).map(({ bytes }) => bytes < HELD_BYTES.visitor.one)).toEqual([true, true]);
  });

  it("is refused if it is longer than any comment may be", async () => {
    await aPost();
    const text = "x".repeat(HELD_BYTES.visitor.one + 1);
    expect((await new Browser(ROUTES).ask(`/blog/${slug}/comment`, { text })).status).toBe(413);
    expect(await held()).toEqual([]);
  });
});

describe("a form that waits for the password", () => {
  async function interrupted() {
    const { id } = await makeMember({ handle: "owner" });
    const at = await browserOf(id);
    await db()
      .update(session)
      .set({ confirmedAt: new Date(0) })
      .where(eq(session.memberId, id));
    const answer = await at.browser.submit("/me/security", "email", { email: "new@example.org" });
    const next = new URLSearchParams(answer.to?.split("?")[1]).get("next") ?? "";
    await db().update(session).set({ confirmedAt: new Date() }).where(eq(session.memberId, id));
    return { ...at, id, next };
  }

  it("fills in nothing, and says what was not done", async () => {
    const { browser, next } = await interrupted();
    const page = await browser.get(next);
    expect(page.body).not.toContain("new@example.org");
    expect(page.body).toContain("was interrupted and nothing was changed");
  });

  it.each(["another session of the same member", "another browser with that session", "another page"])(
    "is not sent by %s",
    async (who) => {
      const { browser, id, next } = await interrupted();
      const other = await browserOf(id);
      const by = {
        "another session of the same member": [["octopus-held", browser.cookies.get("octopus-held") ?? ""]],
        "another browser with that session": [["octopus", browser.cookies.get("octopus") ?? ""]],
        "another page": [...browser.cookies],
      }[who] as [string, string][];
      for (const [name, value] of by) other.browser.cookies.set(name, value);
      const to = who === "another page" ? next.replace("/me/security", "/me") : next;
      expect((await other.browser.ask(`${to}&send=1`, {})).status).toBe(409);
      expect(await held()).toHaveLength(1);
      const [row] = await db()
        .select({ id: member.id })
        .from(member)
        .where(and(eq(member.id, id), eq(member.emailKey, "new@example.org")));
      expect(row).toBeUndefined();
    },
  );
});

it.each(["role", "roleReason", "reason", "decisionReason", "email", "banner", "password", "code", DRAWN_FOR])(
  "never fills in the field %s again",
  (field) => expect(isGivenBack(field)).toBe(false),
);
