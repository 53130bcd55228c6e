import { describe, expect, it } from "vitest";
import { Browser, type Page } from "@/tests/support/browser";
import { emptyTables, useDatabase } from "@/tests/support/database";
import { expectSavedOnce } from "./cut-off";
import type { Again, AtForm, FormCase } from "./form-case";
import { FORM_CASES, listForms, ROUTES } from "./form-cases";
import { readTraces, without } from "./traces";

/*
 * Every form of the product, sent twice: its effect happens once, nothing breaks, and the sender gets a page
 * that makes sense. A second post afterwards is a person who came back; two at once are a double click, whose browser
 * shows only the second response, and a third one reaches another instance behind a load balancer. Then it is
 * interrupted and sent again, to the same effect.
 */
useDatabase();
process.env.RATE_LIMITS = "off";

type Post = (device?: string) => Promise<Page>;

/** Opens a form on an empty database, with a way to send it. */
async function standAt(one: FormCase, form: string) {
  await emptyTables();
  const stand = await one.make();
  const opened = one.isHidden
    ? { action: stand.at, hidden: { form } }
    : await stand.browser.open(stand.at, form);
  const post: Post = (device) =>
    asIf(stand, device).ask(opened.action, { ...opened.hidden, ...stand.fields });
  return { stand, post };
}

/** Sends a form, and then once more as a person who came back: in one database for both, since filling it costs the most. */
async function sendAndReturn(one: FormCase, form: string) {
  const { stand, post } = await standAt(one, form);
  const before = await readTraces();
  const answer = await post();
  const once = { stand, before, answers: [answer], traces: await readTraces() };
  const turn = { stand, before, answers: [answer, await post()], traces: await readTraces() };
  return { once, turn };
}

/** Sends a form twice at once, as a double click does, and at the same time at another instance. */
async function sendAtOnce(one: FormCase, form: string) {
  const { stand, post } = await standAt(one, form);
  const before = await readTraces();
  // A different browser name keeps two apart, like two processes.
  const [first, second, apart] = await Promise.all([post(), post(), post("Another process")]);
  return { stand, answers: [first, second] as const, apart, before, traces: await readTraces() };
}

/** Returns the browser itself, or one with its cookies and another name. */
function asIf({ browser }: AtForm, device: string | undefined): Browser {
  if (!device) return browser;
  const twin = new Browser(ROUTES, browser.ip, device);
  for (const [name, value] of browser.cookies) twin.cookies.set(name, value);
  return twin;
}

const sightOf = ({ status, to }: Page) => ({ status, to: to?.split("held")[0] ?? null });

function expectAnswer(answer: Page, wanted: Again): void {
  if ("to" in wanted) {
    expect([answer.status, answer.to]).toEqual([303, expect.stringContaining(wanted.to)]);
    return;
  }
  expect([answer.status, /<h1[^>]*>(.*?)<\/h1>/.exec(answer.body)?.[1]]).toEqual([
    wanted.status,
    expect.anything(),
  ]);
  expect(textOf(answer)).toContain(wanted.says);
}

/** Returns the text of a page, without what only the editor's script reads. */
const textOf = ({ body }: Page) => body.slice(body.indexOf("<main")).replace(/<[^>]+>/g, " ");

/** Follows a response as a browser does; the page at the end must not be an error. */
async function expectPage({ stand, answers }: { stand: AtForm; answers: Page[] }): Promise<void> {
  let page = answers.at(-1) as Page;
  for (let step = 0; page.to && step < 4; step += 1)
    page = await stand.browser.get(page.to.split("#")[0] ?? "/");
  expect(page.to).toBeNull();
  expect(textOf(page)).not.toMatch(/Something went wrong|Not available at the moment/);
}

describe("forms", () => {
  it("are all listed in the table, and no others", () => {
    expect(Object.keys(FORM_CASES).sort()).toEqual(listForms().sort());
  });

  it.each(Object.entries(FORM_CASES))("%s is done once, sent twice or cut off", async (name, one) => {
    const form = name.split(" ").at(-1) ?? "";
    const { once, turn } = await sendAndReturn(one, form);
    expect(once.answers[0]?.status).toBe(
      one.isHidden ? 404 : (once.answers[0]?.to ?? null) === null ? 200 : 303,
    );
    await expectPage(once);

    expectAnswer(turn.answers[1] as Page, one.again);
    // Repetition may be recorded, but the effect happens again only where the row says so.
    const again = ["facts", ...(one.more ?? [])];
    expect(without(turn.traces, again)).toEqual(without(once.traces, again));
    await expectPage(turn);

    const { stand: clicked, answers, apart, traces } = await sendAtOnce(one, form);
    expect(without(traces, again)).toEqual(without(once.traces, again));
    expect([...answers, apart].map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    const [first, second] = answers.map((answer) => sightOf(answer));
    // On a slow machine the first may finish before the second arrives: then the second is answered as in turn.
    if (first?.to !== second?.to || first?.status !== second?.status)
      expectAnswer(second?.status === once.answers[0]?.status ? answers[0] : answers[1], one.again);
    await expectPage({ stand: clicked, answers: [...answers] });

    if (one.isHidden) return;
    const { stand, post } = await standAt(one, form);
    await expectSavedOnce(stand, post, { ...once, answer: once.answers[0] as Page });
  });
});
