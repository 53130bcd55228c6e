import { readFileSync } from "node:fs";
import { asc, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save, source } from "@/tests/support/sections";

useDatabase();

const list = () =>
  db()
    .select({ id: revision.id, token: revision.clientToken, companionId: revision.companionId })
    .from(revision)
    .orderBy(asc(revision.number));

it("the migration finds the text of older sources, and the result cannot be changed", async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  const [ana, ben] = [await makeActor("trusted"), await makeActor("trusted")];
  const cites = {
    content: prose({ aaaaaa: "The law is in force. [gazette]" }),
    newSources: [source("gazette")],
  };
  await save(ana, { ...cites, clientToken: "token-of-ana" });
  await save(ben, {
    content: prose({ bbbbbb: "A second paragraph." }),
    section: "policies",
    clientToken: "token-of-ben",
  });
  const made = await list();
  const [sources, text] = made.filter(({ token }) => token.startsWith("token-of-ana"));
  expect(sources).toMatchObject({ token: "token-of-ana.sources", companionId: text?.id });

  const script = readFileSync("db/migrations/0061_companions-of-texts.sql", "utf8").split(
    "--> statement-breakpoint",
  );
  const [drop, ...rest] = script.slice(script.findIndex((one) => one.includes("DROP TRIGGER")));
  await db().transaction(async (tx) => {
    await tx.execute(sql.raw(drop ?? ""));
    await tx.update(revision).set({ companionId: null });
    for (const statement of rest) await tx.execute(sql.raw(statement));
  });
  expect(await list()).toEqual(made);
  await expect(
    pool().query("update revision set companion_id = null where id = $1", [sources?.id]),
  ).rejects.toThrow("append-only");
});
