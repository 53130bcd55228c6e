import { expect, it } from "vitest";
import { proposeReply } from "@/lib/discussions";
import { LOCALES } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { findSectionForEdit } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import { carriedData, findCarried } from "./carried-reply";

useDatabase();

it("begins with a summary that names neither the author of the reply nor the title of its topic", async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  await madeCategory();
  const [asker, proposer] = [await makeActor("trusted"), await makeActor()];
  const { slug } = await openedTopic(asker, { title: "Marmalade seizures" });
  const id = await replied(asker, slug);
  const section = "procedural-law";
  await transact(by(proposer), (ctx) => proposeReply(ctx, { slug, id, country: "senegal", section }));
  const found = await findSectionForEdit(proposer, "senegal", section, {});
  for (const locale of LOCALES) {
    const carried = await findCarried(translator(locale), proposer, found, id);
    expect(carriedData(carried)).toMatchObject({ fromReplies: [id] });
    const { brought, summary } = carried;
    expect(brought).toMatchObject({ id, author: { displayName: expect.stringMatching(/./) } });
    expect(summary).not.toContain((brought as { author: { displayName: string } }).author.displayName);
    expect(summary).not.toContain("Marmalade");
    expect(summary.match(/\d+/g)).toEqual(["1", slug]);
  }
  const amended = { ...found, waiting: { isOwn: false } as NonNullable<typeof found.waiting> };
  expect((await findCarried(translator("en"), proposer, amended, undefined)).replies).toEqual([]);
});
