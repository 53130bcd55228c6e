import { expect, it } from "vitest";
import * as byline from "@/app/[locale]/blog/[slug]/byline/route";
import * as edit from "@/app/[locale]/blog/[slug]/edit/route";
import * as mine from "@/app/[locale]/blog/mine/route";
import * as preview from "@/app/[locale]/blog/preview/[token]/route";
import { makePreview } from "@/lib/blog";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { postFields, signed, startedPost } from "@/tests/support/posts";

useDatabase();
process.env.RATE_LIMITS = "off";

const ask = asker([
  [/^\/blog\/mine$/, mine as Route],
  [/^\/blog\/preview\/(?<token>[^/]+)$/, preview as Route],
  [/^\/blog\/(?<slug>[^/]+)\/edit$/, edit as Route],
  [/^\/blog\/(?<slug>[^/]+)\/byline$/, byline as Route],
]);

it("deletes a draft on its page and restores it from the list; another tab learns of it and keeps what was typed", async () => {
  const [ana, ben] = [await makeActor(), await makeActor()];
  const slug = await startedPost(ana, { coAuthors: ben.handle });
  await signed(ben, slug);
  const { token } = await transact(by(ana), (ctx) => makePreview(ctx, { slug }));
  const at = `/blog/${slug}/edit`;
  const button = 'name="form" value="remove"';
  expect((await ask(at, { as: ana })).body).toContain(button);
  expect((await ask(at, { as: ben })).body).not.toContain(button);
  const { topics, ...fields } = postFields({ text: "Typed meanwhile.", coAuthors: ben.handle });
  const typed = { form: "post", ...fields, "topics[]": topics, base: "1", step: "draft" };

  expect(await ask(at, { as: ana, form: { form: "remove" } })).toMatchObject({
    to: "/blog/mine?done=removed",
  });
  const list = await ask("/blog/mine", { as: ana });
  for (const words of ["Deleted drafts (restore within 30 days)", "Malabo and Budapest", "Restore"])
    expect(list.body).toContain(words);
  expect((await ask("/blog/mine", { as: ben })).body).not.toContain("Malabo and Budapest");
  expect(await ask(at, { as: ana })).toMatchObject({ status: 303, to: "/blog/mine?done=binned" });
  expect((await ask(`/blog/preview/${token}`)).status).toBe(410);

  const refused = await ask(at, { as: ana, form: typed });
  expect(refused.status).toBe(409);
  for (const words of ["You have since deleted this draft.", "Typed meanwhile.", "Save draft"])
    expect(refused.body).toContain(words);
  for (const attempt of [
    () => ask(at, { as: ben, form: typed }),
    () => ask(at, { as: ben }),
    () => ask(`/blog/${slug}/byline`, { as: ben }),
  ]) {
    const answer = await attempt();
    expect(answer.status).toBe(410);
    for (const words of ["Its author deleted this draft.", "Its author can restore it for a while."])
      expect(answer.body).toContain(words);
  }

  const back = await ask("/blog/mine", { as: ana, form: { form: "putBack", slug } });
  expect(back).toMatchObject({ to: `${at}?done=putback` });
  expect((await ask(`${at}?done=putback`, { as: ana })).body).toContain("Restored as a draft");
  expect(await ask(at, { as: ana, form: typed })).toMatchObject({ to: `${at}?done=saved` });
  expect((await ask(`/blog/preview/${token}`)).body).toContain("Typed meanwhile.");
});
