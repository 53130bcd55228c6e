import { beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { env } from "@/lib/env";
import { OPERATOR, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { plansOf } from "@/tests/support/plans";
import { makeProfile } from "@/tests/support/profiles";
import { save } from "@/tests/support/sections";
import { findSection, listBacklinks, rebuildProjections, saveSectionText } from "./index";

useDatabase();

let ana: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  await makeProfile({ slug: "georgia", iso2: "GE" });
  ana = await makeActor("trusted");
});

/** Prose with a link to each address. */
const leading = (...hrefs: string[]) => ({
  schemaVersion: 1,
  doc: {
    type: "doc",
    content: hrefs.map((href, n) => ({
      type: "paragraph",
      attrs: { id: `aaaaa${n}` },
      content: [{ type: "text", text: "See there", marks: [{ type: "link", attrs: { href } }] }],
    })),
  },
});
const slugs = async (to: string) =>
  (await listBacklinks(to)).map((link) =>
    link.kind === "profile" ? `${link.slug}#${link.section}` : link.slug,
  );

describe("what links to a profile", () => {
  it("is known with the save that made the link, and forgotten with the one that took it away", async () => {
    await save(ana, {
      content: leading(
        "/countries/georgia#laws",
        "/fr/countries/georgia",
        "https://example.org/countries/georgia",
      ),
    });
    expect(await slugs("georgia")).toEqual(["senegal#legislation"]);
    await save(ana, { base: 1, content: leading("/countries", "/countries/georgian") });
    expect(await slugs("georgia")).toEqual([]);
  });

  it("is known by its whole address as well, here and where projections are built anew; of another site it is not", async () => {
    const { APP_URL } = env();
    await save(ana, {
      content: leading(
        `${APP_URL}/fr/countries/georgia?lang=fr#laws`,
        `${APP_URL.replace("//", "//www.")}/countries/mali`,
        "https://localhost.example/countries/mali",
      ),
    });
    expect(await slugs("georgia")).toEqual(["senegal#legislation"]);
    expect((await pool().query("select target from page_link")).rows).toEqual([
      { target: "countries/georgia" },
    ]);
    await pool().query("delete from page_link");
    expect((await transact(OPERATOR, (ctx) => rebuildProjections(ctx))).changed).toBe(1);
    expect(await slugs("georgia")).toEqual(["senegal#legislation"]);
  });

  it("that was typed into the plain form is kept as a page of this site, and can be edited there again", async () => {
    const { APP_URL } = env();
    const type = (text: string, base: number | null) =>
      transact(by(ana), (ctx) =>
        saveSectionText(ctx, {
          ...{ slug: "senegal", section: "legislation", text, base, summary: "A link" },
          clientToken: `plain-${base}`,
        }),
      );
    const address = `${APP_URL}/countries/georgia#laws`;
    await type(`As in ${address}.`, null);
    const stored = async () => JSON.stringify((await findSection("senegal", "legislation"))?.content);
    expect(await stored()).toContain('"href":"/countries/georgia#laws"');
    expect(await stored()).toContain(`"text":"${address}"`);
    expect(await slugs("georgia")).toEqual(["senegal#legislation"]);
    await type(`As in ${address}, and more.`, 1);
    expect(await stored()).toContain('"href":"/countries/georgia#laws"');
    expect(await stored()).toContain(", and more.");
  });

  it("is not the profile itself", async () => {
    await save(ana, { content: leading("/countries/senegal#laws") });
    expect(await slugs("senegal")).toEqual([]);
  });

  it("is the same when it is built anew", async () => {
    await save(ana, { content: leading("/countries/georgia") });
    const rebuild = () => transact(OPERATOR, (ctx) => rebuildProjections(ctx));
    expect((await rebuild()).changed).toBe(0);
    await pool().query("delete from page_link");
    expect((await rebuild()).changed).toBe(1);
    expect(await slugs("georgia")).toEqual(["senegal#legislation"]);
  });

  it("is nothing that not everybody may read", async () => {
    const id = "01890a5d-ac96-774b-bcce-b302099a8057";
    await save(ana, { content: leading("/countries/georgia") });
    await pool().query(
      `with own as (insert into page (id, kind, slug, last_revision, created_at) values ($1, 'post', 'a-draft', 0, now()) returning id)
       insert into section (id, page_id, key) select $1, id, 'body' from own`,
      [id],
    );
    await pool().query(
      "insert into page_link (section_id, page_id, target) values ($1, $1, 'countries/georgia')",
      [id],
    );
    expect(await slugs("georgia")).toEqual(["senegal#legislation"]);
  });
});

it("is found by its index among twenty thousand links", async () => {
  await save(ana, { content: leading("/countries/georgia") });
  await pool().query(
    `insert into page_link (section_id, page_id, target)
      select section_id, page_id, 'countries/other-' || n from page_link, generate_series(1, 20000) n`,
  );
  await pool().query("analyze");
  for (const { plan } of await plansOf(() => listBacklinks("georgia")))
    expect(plan).not.toMatch(/Seq Scan on page_link/);
});
