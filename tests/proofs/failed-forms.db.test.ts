import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { useDatabase } from "@/tests/support/database";
import { danglingIds } from "@/tests/support/markup";
import { giveRole, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { prose } from "@/tests/support/sections";
import { type Door, knock, listDoors } from "./doors";

/*
 * Every form of the product, sent empty: a page that comes back says so first in its title, and begins with a
 * summary that takes the focus and links to each field. One mechanism does this, so that no form can lack it.
 */
useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";
process.env.DATABASE_URL ??= "postgres://placeholder";

const PLACE = {
  slug: "senegal",
  section: "legislation",
  number: "1",
  handle: "someone",
  id: "01890a5d-ac96-774b-bcce-b302099a8057",
};

const all = await listDoors();
const doors = all.filter(({ kind }) => kind === "form" || kind === "screen-form");
const forms = doors.flatMap((door) =>
  Object.keys(door.handler.octopus?.forms ?? {}).map((form) => [door, form] as const),
);

let reader: Actor;
const refused: string[] = [];

beforeAll(async () => {
  const page = await makeProfile({ slug: "senegal", iso2: "SN" });
  for (const text of ["First", "Second"])
    await makeRevision({ pageId: page, key: "legislation", content: prose({ aaaaaa: text }) });
  const { id } = await makeMember({ handle: "someone" });
  await giveRole(id, "trusted");
  reader = await makeActor("administrator");
});

const SEARCH = "?from=1&to=2";

/** Returns the hidden fields of a form on its page; null if the page does not offer it to this reader. */
async function hiddenFields(door: Door, form: string): Promise<Record<string, string> | null> {
  const page = all.find((one) => one.file === door.file && one.method === "GET");
  if (!page) return null;
  // A page with several forms names them.
  const isOnly = forms.filter(([one]) => one === door).length === 1;
  const { body } = await knock(page, { as: reader, place: PLACE, search: SEARCH });
  const main = body.slice(Math.max(0, body.indexOf("<main")));
  for (const [markup = ""] of main.matchAll(/<form\b[^>]*method="post"[\s\S]*?<\/form>/g)) {
    const hidden = [...markup.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map((match) => [match[1] ?? "", match[2] ?? ""]));
    if ((fields.form ?? (isOnly ? form : null)) === form) return fields;
  }
  return null;
}

function send(door: Door, fields: Record<string, string>) {
  return knock(door, {
    as: reader,
    place: PLACE,
    search: SEARCH,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });
}

const titleOf = (html: string) => /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "";

describe("a form returned with errors", () => {
  it.each(forms.map(([door, form]) => [`${door.file} ${form}`, door, form] as const))(
    "%s",
    async (name, door, form) => {
      const hidden = await hiddenFields(door, form);
      const { status, body } = await send(door, { ...hidden, form });
      // It was sent on, needs confirmation, or does not exist: no form came back.
      if (![409, 422, 429, 503].includes(status)) return expect([name, status]).not.toEqual([name, 500]);
      refused.push(name);
      expect(titleOf(body)).toMatch(/^Error: \S/);
      const summaries = body.match(/<div class="errsum[^>]*>/g) ?? [];
      expect(summaries).toEqual([expect.stringContaining('autofocus="" data-focus=""')]);
      const [, summary = ""] = /<div class="errsum[^>]*>([\s\S]*?)<\/ul>/.exec(body) ?? [];
      const leads = [...summary.matchAll(/<a href="#([^"]+)"/g)].map((match) => match[1] ?? "");
      for (const id of leads) expect(body).toContain(`id="${id}"`);
      const items = summary.match(/<li>/g)?.length ?? 0;
      // An error of the form as a whole links to no field; a form that is not offered has no fields to link
      // to.
      if (hidden) expect(items - leads.length).toBeLessThanOrEqual(1);
      expect(danglingIds(body)).toEqual([]);
    },
  );

  it("could be tested for most forms", () => {
    expect(refused.length).toBeGreaterThan(20);
  });
});
