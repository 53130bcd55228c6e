import { expect, it } from "vitest";
import { translator } from "@/lib/i18n/translator";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save } from "@/tests/support/sections";
import { listNotices, noticeWords } from "./index";

useDatabase();

const t = translator("en");

async function says(actor: Parameters<typeof listNotices>[0]) {
  const { rows } = await listNotices(actor, {});
  return rows.map(({ told }) => noticeWords(told, t, "en")).map(({ said, path }) => [said, path]);
}

it.each([
  ["The author's words.", "Your edit was accepted", "/countries/senegal/revisions/1"],
  [
    "The reviewer's words.",
    "Your edit was accepted with changes by the reviewer",
    "/countries/senegal/diff?from=1&to=2",
  ],
])("tells the author of an edit that was accepted as %s", async (text, said, path) => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  const author = await makeActor();
  const waiting = await save(author, { content: prose({ aaaaaa: "The author's words." }) });
  expect(waiting).toMatchObject({ state: "pending", number: 1 });
  const reviewer = await makeActor("moderator");
  await save(reviewer, { content: prose({ aaaaaa: text }), base: waiting.revisionId, accepts: 1 });
  expect(await says(author)).toEqual([[said, path]]);
});
