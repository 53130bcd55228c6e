import { beforeEach, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { acceptRevision } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, save } from "@/tests/support/sections";
import * as searching from "./route";

useDatabase();

const ask = asker([[/^(?:\/fr)?\/search$/, searching]]);
const MARK = "A change awaits review";
const found = async (words: string) => (await ask(`/search?q=${encodeURIComponent(words)}`)).body;

let trusted: Actor;
let ana: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  [trusted, ana] = [await makeActor("trusted"), await makeActor()];
});

it("a result with a pending change is marked, and shows only the accepted text (R6)", async () => {
  await save(trusted, { content: prose({ aaaaaa: "Hummingbird seizures need a judge." }) });
  await save(trusted, { section: "laws", content: records(law("act", { title: "Pelican Act" })) });
  expect(await found("hummingbird")).not.toContain(MARK);
  const { number } = await save(ana, {
    base: 1,
    content: prose({ aaaaaa: "Hummingbird seizures need a flamingo." }),
  });
  const body = await found("hummingbird");
  expect(body).toContain(MARK);
  expect(body).toContain("need a judge");
  expect(await found("flamingo")).not.toContain("seizures");
  // The law is in another section, without pending changes.
  expect(await found("pelican")).not.toContain(MARK);
  await transact(by(trusted), (ctx) => acceptRevision(ctx, { slug: "senegal", number: number ?? 0 }));
  expect(await found("hummingbird flamingo")).not.toContain(MARK);
});

it("a result in a translation is marked only for pending changes of the translation", async () => {
  await save(trusted, { content: prose({ aaaaaa: "Hummingbird seizures need a judge." }) });
  await save(trusted, {
    lang: "fr",
    base: null,
    follows: 1,
    content: prose({ aaaaaa: "La saisie des colibris relève d’un juge." }),
  });
  await save(ana, {
    lang: "fr",
    base: 2,
    follows: 1,
    content: prose({ aaaaaa: "La saisie des colibris relève d’un procureur." }),
  });
  expect(await found("colibris")).toContain(MARK);
  expect(await found("hummingbird")).not.toContain(MARK);
});
