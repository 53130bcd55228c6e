import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import * as me from "@/app/[locale]/me/route";
import * as welcome from "@/app/[locale]/welcome/route";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { findFirstSteps } from "@/lib/members";
import { findProfilePage, toDoOf } from "@/lib/profiles/reading";
import { findWatch } from "@/lib/watching";
import type { Place } from "@/lib/watching/model";
import { sessionCookies } from "@/lib/web/sign-in/sign-in";
import { Browser, type Routes } from "@/tests/support/browser";
import { useDatabase } from "@/tests/support/database";
import { danglingIds } from "@/tests/support/markup";
import { actorOf, makeActor, makeMember, makeSession } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save } from "@/tests/support/sections";

useDatabase();

const ROUTES: Routes = [
  [/^\/welcome$/, welcome],
  [/^\/me$/, me],
];

async function newcomer(values: Parameters<typeof makeMember>[0] = {}) {
  const { id } = await makeMember(values);
  const browser = new Browser(ROUTES);
  const sessionId = await makeSession(id);
  browser.keep(
    await sessionCookies({ sessionId, deviceToken: "d".repeat(43), locale: "en", owesCharter: false }),
  );
  return { id, browser, actor: await actorOf(id) };
}

describe("the first steps", () => {
  it("show what is missing in the profile of the member's country, and one easy edit", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
    const { browser } = await newcomer({ country: "SN" });
    // Published at once: a pending edit is not in the profile yet.
    await save(await makeActor("trusted"), { content: prose({ aaaaaa: "The law of 2008." }) });
    const page = await findProfilePage("senegal");
    const toDo = toDoOf(page as NonNullable<typeof page>);
    expect(toDo.missing).not.toContain("legislation");
    const { body } = await browser.get("/welcome");
    expect(body).toContain("19 sections are empty");
    expect(body).toContain('href="/countries/senegal/edit/policies"');
    expect(body).toContain("The section “Policies” of Senegal is empty.");
    expect(danglingIds(body)).toEqual([]);
  });

  it("are marked as done according to the data, and are not offered once all are done", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
    const { id, browser, actor } = await newcomer();
    expect((await findFirstSteps(actor)).done).toEqual({
      country: false,
      watch: false,
      edit: false,
      practice: false,
      introduce: false,
    });
    expect((await browser.get("/me")).body).toContain('href="/welcome"');
    await db().update(member).set({ country: "SN" }).where(eq(member.id, id));
    const watched = await browser.submit("/welcome", "watch", { "of[]": "profile:senegal" });
    expect(watched.to).toBe("/welcome?done=watched");
    expect((await browser.get("/welcome")).body).toContain("You are already watching: Senegal.");
    await save(actor, { content: prose({ aaaaaa: "The law of 2008." }) });
    await db().update(member).set({ isListed: true, biography: "I prosecute." }).where(eq(member.id, id));
    const steps = await findFirstSteps(actor);
    expect(Object.values(steps.done).every(Boolean)).toBe(true);
    expect(steps.isOffered).toBe(false);
    expect((await browser.get("/me")).body).not.toContain('href="/welcome"');
    expect((await browser.get("/welcome")).body).toContain("You have completed all the steps");
  });

  it("offer the country, its region and topics to watch in one form, and ask for at least one", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal", region: "Africa" });
    const { browser, actor } = await newcomer({ country: "SN" });
    const none = await browser.submit("/welcome", "watch", {});
    expect([none.status, none.body.includes("Choose at least one")]).toEqual([422, true]);
    expect(danglingIds(none.body)).toEqual([]);
    const { hidden } = await browser.open("/welcome", "watch");
    const several = ["topic:cloud", "profile:senegal", "region:Africa", "topic:cloud", ""];
    expect((await browser.ask("/welcome", { ...hidden, "of[]": several })).status).toBe(303);
    const places: Place[] = [
      { kind: "profile", slug: "senegal" },
      { kind: "region", region: "Africa" },
      { kind: "topic", topic: "cloud" },
    ];
    const levels = await Promise.all(places.map((place) => findWatch(actor, place)));
    expect(levels.map(({ level }) => level)).toEqual(["watching", "watching", "watching"]);
    const { body } = await browser.get("/welcome");
    expect(body).toContain("You are already watching: Senegal, Africa, Cloud");
    expect(body).not.toContain('value="profile:senegal"');
    // One unknown thing: none of the others is watched.
    const partly = { ...hidden, "of[]": ["topic:malware", "profile:atlantis"] };
    expect((await browser.ask("/welcome", partly)).status).toBe(404);
    expect((await findWatch(actor, { kind: "topic", topic: "malware" })).level).toBeNull();
  });

  it("can be dismissed, and stay available at their address", async () => {
    const { browser, actor } = await newcomer();
    expect((await browser.submit("/welcome", "end", {})).to).toBe("/welcome?done=ended");
    expect(await findFirstSteps(actor)).toMatchObject({ isPutAway: true, isOffered: false });
    expect((await browser.get("/me")).body).not.toContain('href="/welcome"');
    expect((await browser.get("/welcome")).status).toBe(200);
  });

  it("begin with a task in the country whose text was checked longest ago for a member without a country", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
    await makeProfile({ slug: "angola", iso2: "AO", nameEn: "Angola" });
    const { browser } = await newcomer();
    expect((await browser.get("/welcome")).body).toContain("The section “Policies” of Angola is empty.");
    await save(await makeActor("trusted"), { content: prose({ aaaaaa: "The law of 2008." }) });
    expect((await browser.get("/welcome")).body).toContain("The section “Policies” of Senegal is empty.");
  });

  it("are not offered to members who joined long ago, and need a session", async () => {
    const { actor } = await newcomer({ createdAt: new Date(Date.now() - 91 * 86_400_000) });
    expect((await findFirstSteps(actor)).isOffered).toBe(false);
    expect((await new Browser(ROUTES).get("/welcome")).to).toMatch(/^\/signin\?next=/);
  });
});
