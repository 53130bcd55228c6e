import { describe, expect, it } from "vitest";
import { Browser } from "@/tests/support/browser";
import { useDatabase } from "@/tests/support/database";
import { type Named, namesIn } from "@/tests/support/names";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { prose } from "@/tests/support/sections";
import { FORM_CASES, ROUTES } from "./form-cases";

/*
 * The names by which people, and programs acting for them, ask for a field or a button: they are part of the
 * product's contract, complete and exact. Other text about a field is its description and not part of its
 * name.
 */
useDatabase();
process.env.RATE_LIMITS = "off";

const named = (role: Named["role"], ...names: string[]): Named[] => names.map((name) => ({ role, name }));
const field = (...names: string[]) => named("field", ...names);
const button = (...names: string[]) => named("button", ...names);

/** By form: what its page offers. */
const AT_FORMS: Record<string, Named[]> = {
  "join/route.tsx join": [
    ...field("Full name", "Email", "Password", "Country", "Institution", "Sector"),
    ...field("I accept the community charter"),
    ...button("Join the community"),
  ],
  "join/verify/route.tsx confirm": button("Confirm email address"),
  "join/verify/route.tsx claim": button("Confirm email address"),
  "join/verify/route.tsx resend": button("Resend the email"),
  "join/status/route.tsx find": [...field("Email"), ...button("Send link")],
  "join/status/route.tsx answer": [...field("Your answer"), ...button("Send answer")],
  "join/status/route.tsx amend": [...field("Institution"), ...button("Save changes")],
  "join/status/route.tsx withdraw": button("Withdraw application"),
  "welcome/route.tsx watch": button("Watch what I chose"),
  "welcome/route.tsx end": button("Dismiss"),
  "members/[handle]/write/route.tsx write": [...field("Your message"), ...button("Send request")],
  "me/messages/route.tsx unblock": button("Unblock"),
  "me/messages/route.tsx settings": button("Save"),
  "me/messages/[id]/route.tsx send": [...field("Your reply"), ...button("Send message", "Block this member")],
  "me/messages/[id]/route.tsx accept": button("Accept", "Decline"),
  "me/messages/[id]/route.tsx report": [...field("What is wrong with it?"), ...button("Send report")],
  "moderation/messages/[id]/route.tsx open": [...field("Reason"), ...button("Read this conversation")],
  "flag/[kind]/[id]/route.tsx flag": [...field("What is wrong", "In your words"), ...button("Send report")],
  "moderation/messages/route.tsx decide": button("Nothing wrong", "Against the charter"),
  "signin/route.tsx password": [...field("Email", "Password"), ...button("Sign in")],
  "signin/route.tsx passkey": button("Use a passkey"),
  "signin/code/route.tsx code": [...field("Code"), ...button("Continue")],
  "forgot/route.tsx forgot": [...field("Email"), ...button("Send reset link")],
  "reset/route.tsx reset": [...field("New password"), ...button("Set new password")],
  "signout/route.tsx out": button("Sign out"),
  "me/security/route.tsx password": field("Current password", "New password"),
  "me/security/route.tsx start": button("Set up two-factor"),
  "me/security/route.tsx remove-passkey": button("Remove"),
  "me/security/route.tsx rename-passkey": [...field("Name"), ...button("Save name")],
  "me/security/passkey/route.tsx passkey": [...field("Name"), ...button("Create passkey")],
  "me/security/route.tsx end": button("End session"),
  "me/data/route.tsx erase": button("Erase account"),
  "me/email/route.tsx undo": button("Undo"),
  "countries/[slug]/edit/[section]/route.tsx save": [
    ...field("Edit summary"),
    ...button("Save changes", "Preview changes"),
  ],
  "countries/[slug]/diff/route.tsx undo": button("Undo"),
  "countries/[slug]/revisions/[number]/route.tsx revert": button("Revert to this revision"),
  "blog/new/route.tsx post": [
    ...field("Title", "Summary"),
    ...named("group", "Topics"),
    ...button("Save draft", "Submit for review"),
  ],
  "blog/review/[slug]/route.tsx publish": button("Publish"),
  "blog/[slug]/comment/route.tsx comment": button("Post comment"),
};

/** By address of a public page. */
const AT_PAGES: Record<string, Named[]> = {
  "/countries": button("Apply"),
  "/countries/senegal": named("link", "Edit"),
  "/countries/senegal/history": button("Compare"),
  "/members": button("Apply"),
  "/blog": button("Apply"),
  "/training": button("Apply"),
  "/search": button("Search"),
  "/search?q=first": button("Search"),
};

const missingIn = (html: string, wanted: readonly Named[]) => {
  const there = namesIn(html);
  return wanted.filter(({ role, name }) => !there.some((one) => one.role === role && one.name === name));
};

describe("the names of fields and buttons", () => {
  it.each(Object.entries(AT_FORMS))("are complete on the page of the form %s", async (form, wanted) => {
    const { browser, at } = (await FORM_CASES[`app/[locale]/${form}`]?.make()) ?? {};
    const page = await browser?.get(at ?? "");
    expect(page?.status).toBe(200);
    expect(missingIn(page?.body ?? "", wanted)).toEqual([]);
  });

  it("are complete on public pages", async () => {
    const page = await makeProfile({ slug: "senegal", iso2: "SN" });
    for (const text of ["First", "Second"])
      await makeRevision({ pageId: page, key: "legislation", content: prose({ aaaaaa: text }) });
    const visitor = new Browser(ROUTES);
    for (const [address, wanted] of Object.entries(AT_PAGES)) {
      const { status, body } = await visitor.get(address);
      expect([address, status, missingIn(body, wanted)]).toEqual([address, 200, []]);
    }
  });

  it("include exactly one search on every page", async () => {
    const visitor = new Browser(ROUTES);
    for (const address of ["/", "/search", "/search?q=first", "/countries", "/members"]) {
      const { body } = await visitor.get(address);
      const searches = namesIn(body).filter(({ role, name }) => role === "button" && name === "Search");
      expect([address, searches.length]).toEqual([address, 1]);
      expect(body.match(/ id="q"/g)).toHaveLength(1);
    }
  });
});
