import { beforeEach, describe, expect, it } from "vitest";
import { translator } from "@/lib/i18n/translator";
import { deleteMails, linkOf, newBrowser, typed } from "@/tests/support/account-pages";
import { OTHER_PASSWORD, setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { readMails } from "@/tests/support/mailbox";
import { publishedMaterial, startedMaterial } from "@/tests/support/materials";
import { makeActor } from "@/tests/support/members";
import { publishedPost, startedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { madeCategory, openedTopic } from "@/tests/support/topics";
import { findDestination } from "./index";

useDatabase();

const tools = { t: translator("en"), locale: "en" } as const;
const find = (next: string) => findDestination(next, tools);
const signInAt = (next: string, prefix = "") => `${prefix}/signin?next=${encodeURIComponent(next)}`;

beforeEach(async () => {
  deleteMails();
  setEnvironment({ REGISTRATION: "open", APP_URL: undefined, RATE_LIMITS: "off" });
  await makeProfile({ slug: "ghana", iso2: "GH", nameEn: "Ghana", nameFr: "Ghana", nameAr: "غانا" });
});

describe("the destination of a sign-in", () => {
  it.each([
    ["/countries/ghana/edit/laws", "edit", "Edit “Laws and provisions” of Ghana"],
    ["/fr/countries/ghana/edit/laws?lang=fr", "edit", "Edit “Laws and provisions” of Ghana"],
    ["/countries/ghana/import", "edit", "Import into the profile of Ghana"],
    ["/countries/copy-law?from=ghana:law", "edit", "Copy the structure of a law"],
    ["/countries/ghana/pending", "edit", "Ghana"],
    ["/watchlist/watch?of=profile:ghana", "watch", "Watch Ghana"],
    ["/watchlist/watch?of=topic:cloud", "watch", /^Watch .+/],
    ["/blog/new", "publish", "Write a post"],
    ["/training/new", "publish", "Share training material"],
    ["/discussions/new?about=profile:ghana", "discuss", "Open a topic"],
    ["/flag/topic/01890a5d-ac96-774b-bcce-b302099a8057", "flag", "A report to the moderators"],
    ["/rooms", "room", "Restricted rooms"],
    ["/rooms/t/1/comment", "room", "Restricted rooms"],
    ["/me/drafts", "own", "Your drafts"],
    ["/me/uploads", "own", "Your uploads"],
    ["/me/security/two-factor", "own", "Your account"],
    ["/moderation/edits", "role", "Reviews"],
    ["/blog/review", "role", "Reviews"],
    ["/admin/members", "role", "Administration"],
  ])("has a reason and a name: %s", async (next, why, name) => {
    expect(await find(next)).toEqual({
      why,
      hasText: false,
      name: typeof name === "string" ? name : expect.stringMatching(name),
    });
  });

  it("has the reader's language", async () => {
    const fr = await findDestination("/countries/ghana/edit/laws", { t: translator("fr"), locale: "fr" });
    expect(fr?.name).toBe("Ghana\u00a0: modifier «\u00a0Lois et dispositions\u00a0»");
    const ar = await findDestination("/countries/ghana/edit/laws", { t: translator("ar"), locale: "ar" });
    expect(ar?.name).toMatch(/^غانا: تعديل «.+»$/);
  });

  it("says that a form is saved meanwhile", async () => {
    const held = "held=01890000-0000-7000-8000-000000000000";
    expect(await find(`/countries/ghana?${held}`)).toEqual({ why: "member", name: null, hasText: true });
    expect(await find("/countries/ghana")).toEqual({ why: null, name: null, hasText: false });
  });

  it("is never off the site, nor a page that would ask again", async () => {
    for (const next of [
      "",
      "/",
      "//evil.example/countries/ghana/edit/laws",
      "https://evil.example",
      "/fr//evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
      "/signin",
      "/join?next=/me",
      "/api/me",
    ])
      expect([next, await find(next)]).toEqual([next, null]);
  });

  it("names no profile, section or thing that does not exist", async () => {
    for (const next of [
      "/countries/atlantis/edit/laws",
      "/countries/ghana/edit/nothing",
      "/countries/%3Cb%3E/import",
      "/watchlist/watch?of=profile:atlantis",
      "/watchlist/watch?of=nonsense",
      "/watchlist/watch",
    ])
      expect([next, (await find(next))?.name]).toEqual([next, null]);
  });

  it("names a post or training material that is published, and no draft", async () => {
    const ana = await makeActor("trusted");
    const post = await publishedPost(ana, { title: "Malabo and Budapest" });
    const draft = await startedPost(ana, { title: "A secret draft" });
    expect((await find(`/blog/${post}/edit`))?.name).toBe("Edit “Malabo and Budapest”");
    expect((await find(`/blog/${post}/comment`))?.name).toBe("Comment on “Malabo and Budapest”");
    expect((await find(`/watchlist/watch?of=post:${post}`))?.name).toContain("Malabo and Budapest");
    expect((await find(`/blog/${draft}/edit`))?.name).toBe("Edit a post");
    for (const hidden of [`/blog/${draft}/comment`, `/watchlist/watch?of=post:${draft}`])
      expect((await find(hidden))?.name).toBeNull();
    const { slug } = await publishedMaterial(ana, { title: "First responders" });
    const begun = await startedMaterial(ana, { title: "A secret course" });
    expect((await find(`/training/${slug}/edit`))?.name).toBe("Edit “First responders”");
    expect((await find(`/training/${begun}/edit`))?.name).toBe("Edit training material");
    expect((await find(`/training/${begun}/take-part`))?.name).toBeNull();
  });
});

describe("the destination in the discussions", () => {
  it("names a topic that everybody reads, and none of a room or one that waits", async () => {
    await madeCategory();
    await madeCategory({ slug: "joint-team", audience: "members" });
    const open = await openedTopic(await makeActor("trusted"));
    const inside = await openedTopic(
      await makeActor("trusted"),
      { category: "joint-team", title: "Secret plans" },
      "rooms",
    );
    expect(inside.slug).toBe("1");
    const held = await openedTopic(await makeActor(), { title: "Waits for a moderator" });
    const TITLE = "Hash values in court: who testifies?";
    expect((await find(`/discussions/t/${open.slug}/comment`))?.name).toBe(`Reply in “${TITLE}”`);
    expect((await find(`/discussions/t/${open.slug}/edit`))?.name).toBe(TITLE);
    expect((await find(`/discussions/t/${held.slug}/comment`))?.name).toBeNull();
    expect((await find("/watchlist/watch?of=room:1"))?.name).toBeNull();
    expect((await find(`/rooms/t/${inside.slug}/${inside.address}`))?.name).toBe("Restricted rooms");
  });
});

describe("the pages for signing in and joining", () => {
  const EDIT = "/countries/ghana/edit/laws";

  it("say why, what comes next, and offer to join with the same destination", async () => {
    const page = await newBrowser().get(signInAt(EDIT));
    expect(page.body).toContain("Only members can edit. The changes of a new member are reviewed");
    expect(page.body).toContain("After signing in you continue at:");
    expect(page.body).toContain("Edit “Laws and provisions” of Ghana");
    expect(page.body).toContain(`href="/join?next=${encodeURIComponent(EDIT)}"`);
    const join = await newBrowser().get(`/join?next=${encodeURIComponent(EDIT)}`);
    expect(join.body).toContain("After you confirm your email address you continue at:");
    expect(join.body).toContain(`href="/signin?next=${encodeURIComponent(EDIT)}"`);
  });

  it("say nothing without a destination, and do not pass on one off the site", async () => {
    for (const address of ["/signin", signInAt("//evil.example")]) {
      const { body } = await newBrowser().get(address);
      expect(body).not.toContain("you continue at");
      expect(body).toContain('href="/join"');
    }
  });

  it("do not offer to join while registration is closed", async () => {
    setEnvironment({ REGISTRATION: "closed" });
    expect((await newBrowser().get(signInAt(EDIT))).body).not.toContain("/join?next=");
  });

  it("keep the reason and the destination after a wrong password", async () => {
    const wrong = await newBrowser().submit(signInAt(EDIT), "password", {
      email: "awa@justice.example",
      password: OTHER_PASSWORD,
    });
    expect([wrong.status, wrong.body.includes("Edit “Laws and provisions” of Ghana")]).toEqual([422, true]);
  });
});

describe("joining with a destination", () => {
  const EDIT = "/countries/ghana/edit/laws";
  const JOIN = `/join?next=${encodeURIComponent(EDIT)}`;

  it("continues there after the mail's button, which names the place; the mail does not show it", async () => {
    const awa = newBrowser();
    expect((await awa.submit(JOIN, "join", typed())).to).toBe("/join/verify");
    const link = await linkOf("/join/verify");
    expect((await readMails()).at(-1)?.text).not.toContain("ghana");
    expect((await awa.get(link)).body).toContain("Edit “Laws and provisions” of Ghana");
    expect((await awa.submit(link, "confirm", {})).to).toBe(EDIT);
  });

  it("continues there from a second mail, and from another browser", async () => {
    const awa = newBrowser();
    await awa.submit(JOIN, "join", typed());
    await linkOf("/join/verify");
    await awa.submit("/join/verify", "resend", {});
    const link = await linkOf("/join/verify");
    const phone = newBrowser("203.0.113.4");
    const asked = await phone.submit(link, "confirm", {});
    const done = await phone.submit(asked.to ?? "", "claim", { ...typed(), password: OTHER_PASSWORD });
    expect(done.to).toBe(EDIT);
  });

  it("keeps the destination after a mistake in the form", async () => {
    const wrong = await newBrowser().submit(JOIN, "join", typed({ sector: "" }));
    expect([wrong.status, wrong.body.includes(`value="${EDIT}"`)]).toEqual([422, true]);
  });

  it("begins with the first steps if the destination is off the site", async () => {
    const awa = newBrowser();
    await awa.submit(`/join?next=${encodeURIComponent("//evil.example/")}`, "join", typed());
    expect((await awa.submit(await linkOf("/join/verify"), "confirm", {})).to).toBe("/welcome");
  });

  it("promises nothing if an administrator decides first", async () => {
    setEnvironment({ REGISTRATION: "approval" });
    expect((await newBrowser().get(JOIN)).body).not.toContain("you continue at");
  });
});
