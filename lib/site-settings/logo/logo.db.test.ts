import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { sitePicture } from "@/db/schema/site";
import type { Actor } from "@/lib/core/actor";
import { readFileInside } from "@/lib/files/bytes";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { keep } from "@/tests/support/file-door";
import { by, makeActor } from "@/tests/support/members";
import { pictureOf } from "@/tests/support/sample-files";
import { refusal } from "@/tests/support/sections";
import { SENT_PARTS } from "@/tests/support/site-parts";
import { ChangeLogo } from "../forms/model";
import { changeLogo, findPart, findSitePicture, freshSite, readLogo, siteLook } from "../index";
import { seenOf } from "../model";

useDatabase();

let admin: Actor;
beforeEach(async () => {
  admin = await makeActor("administrator");
});

/** Uploads a picture of this size, checked and read. Returns its id. */
async function upload(actor: Actor, width: number, height: number): Promise<string> {
  const fileId = await keep(actor, `logo-${width}.png`, await pictureOf("png", width, height));
  await readFileInside({ fileId });
  return fileId;
}

async function choose(given: Record<string, string>, actor: Actor = admin) {
  const seen = seenOf((await findPart("logo")).updatedAt);
  const change = await readLogo(ChangeLogo.parse({ ...SENT_PARTS.logo, seen, ...given }), { actor });
  return transact(by(actor), (ctx) => changeLogo(ctx, change));
}

describe("the logo of the site", () => {
  it("is a copy of an upload, at the size at which it looks sharp, and stays when the upload is gone", async () => {
    const wide = await upload(admin, 1600, 400);
    await choose({ light: wide });
    const { value } = await findPart("logo");
    expect(value.light).toMatchObject({ width: 320, height: 80 });
    expect(value).toMatchObject({ dark: null, icon: null, hasName: false });
    const bytes = await findSitePicture(value.light?.id ?? "");
    expect(bytes?.subarray(8, 12).toString("latin1")).toBe("WEBP");
    await freshSite();
    expect(siteLook().logo).toEqual({
      light: { src: `/site/pictures/${value.light?.id}.webp`, width: 320, height: 80 },
      dark: null,
      hasName: false,
    });
  });

  it("shows a single picture on light and dark pages, whichever was chosen", async () => {
    await choose({ dark: await upload(admin, 200, 100), hasName: "on" });
    await freshSite();
    expect(siteLook().logo).toMatchObject({ light: { width: 200, height: 100 }, dark: null, hasName: true });
  });

  it("keeps what is not changed, and deletes pictures that are no longer shown", async () => {
    await choose({ light: await upload(admin, 300, 100), icon: await upload(admin, 64, 64) });
    const before = (await findPart("logo")).value;
    await choose({ light: "kept", dark: await upload(admin, 90, 90), icon: "" });
    const after = (await findPart("logo")).value;
    expect(after.light).toEqual(before.light);
    expect(after.icon).toBeNull();
    const stored = await db().select({ id: sitePicture.id }).from(sitePicture);
    expect(stored.map(({ id }) => id).sort()).toEqual([after.light?.id, after.dark?.id].sort());
    await choose({});
    expect(await db().$count(sitePicture)).toBe(0);
  });

  it("records the addresses of pictures, not their bytes", async () => {
    await choose({ light: await upload(admin, 300, 100) });
    const entries = await db()
      .select({ details: auditEntry.details, fact: auditEntry.fact })
      .from(auditEntry);
    const [entry] = entries.filter(({ fact }) => fact === "setting.changed");
    expect(entry?.details).toMatchObject({ key: "site-logo", before: { light: null } });
    expect(JSON.stringify(entry?.details).length).toBeLessThan(300);
  });

  it("refuses what is not the administrator's own picture", async () => {
    const other = await makeActor("administrator");
    const document = await keep(admin, "notes.txt", Buffer.from("Notes of the working group on evidence"));
    await readFileInside({ fileId: document });
    for (const light of [await upload(other, 300, 100), document, randomUUID()])
      expect(await refusal(choose({ light }))).toMatchObject({ details: { fields: { light: ["choose"] } } });
    expect(await db().$count(sitePicture)).toBe(0);
  });

  it("is changed by administrators only, and not over what another has changed since", async () => {
    const member = await makeActor("trusted");
    const own = await upload(member, 300, 100);
    expect(await refusal(choose({ light: own }, member))).toMatchObject({ code: "forbidden" });
    const change = await readLogo(
      ChangeLogo.parse({ ...SENT_PARTS.logo, light: await upload(admin, 300, 100) }),
      {
        actor: admin,
      },
    );
    await choose({ icon: await upload(admin, 64, 64) });
    expect(await refusal(transact(by(admin), (ctx) => changeLogo(ctx, change)))).toMatchObject({
      code: "conflict",
    });
    expect(await db().$count(sitePicture)).toBe(1);
  });
});
