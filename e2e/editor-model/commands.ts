import fc from "fast-check";
import { expect } from "../fixtures";
import type { Decision, Driver } from "./driver";

/** The state that the editor should be in. */
export interface Model {
  screen: string[];
  /** The saved text that the member began with; null after a draft was continued. */
  base: string[] | null;
  /** Whether the screen has unsaved changes. */
  isDirty: boolean;
  isOffline: boolean;
  hasOffer: boolean;
  /** Texts that were not discarded: each must be saved, or offered when the editor is opened. */
  recoverable: Set<string>;
  /** Words that others have saved since the editor was opened. */
  others: string[];
  /** Words typed so far. Each is used once, so that a lost or doubled one is found. */
  count: number;
  newest: string | null;
}

export const beginModel = (screen: string[]): Model => ({
  screen,
  base: screen,
  isDirty: false,
  isOffline: false,
  hasOffer: false,
  recoverable: new Set(),
  others: [],
  count: 0,
  newest: null,
});

type Step = fc.AsyncCommand<Model, Driver>;

const wordsOf = (lines: readonly string[]) => lines.join(" ").split(/\s+/).filter(Boolean);

function nextWord(model: Model, of: string): string {
  model.count += 1;
  return `${of}${model.count}`;
}

async function expectScreen(model: Model, driver: Driver): Promise<void> {
  await expect
    .poll(() => driver.lines(), { timeout: driver.patience, intervals: [20, 50] })
    .toEqual(model.screen);
}

/** Makes a step; a failure shows its name. */
function step(
  name: string,
  check: (model: Readonly<Model>) => boolean,
  run: (model: Model, driver: Driver) => Promise<void>,
): Step {
  return { check, run, toString: () => name };
}

const type = step(
  "type",
  () => true,
  async (model, driver) => {
    const word = nextWord(model, "word");
    await driver.type(` ${word}`);
    const last = model.screen.at(-1);
    model.screen = [...model.screen.slice(0, -1), last === undefined ? word : `${last} ${word}`];
    model.isDirty = true;
    model.newest = word;
    await expectScreen(model, driver);
  },
);

const newLine = step(
  "type a line",
  () => true,
  async (model, driver) => {
    if (driver.subject.kind === "records") return type.run(model, driver);
    const word = nextWord(model, "line");
    await driver.newLine();
    await driver.page.keyboard.type(word);
    model.screen = [...model.screen, word];
    model.isDirty = true;
    model.newest = word;
    await expectScreen(model, driver);
  },
);

const preview = step(
  "preview",
  ({ isOffline }) => !isOffline,
  async (model, driver) => {
    await driver.preview();
    await expectScreen(model, driver);
  },
);

const back = step(
  "back to the text",
  () => true,
  async (model, driver) => {
    await driver.field().click({ position: { x: 5, y: 5 } });
    await expectScreen(model, driver);
  },
);

const keep = step(
  "save the draft",
  ({ isOffline, isDirty }) => isDirty && !isOffline,
  async (model, driver) => {
    await driver.keep();
    await expectScreen(model, driver);
  },
);

const undo = step(
  "undo",
  ({ isDirty }) => isDirty,
  async (model, driver) => {
    await driver.undo();
    // The editor decides how much one undo removes; the text shown afterwards counts.
    model.screen = await driver.lines();
  },
);

/** Opens the editor again, and checks that no text of the model is missing from the drafts offered. */
async function openAgain(model: Model, driver: Driver): Promise<void> {
  if (model.isDirty) model.recoverable.add(model.screen.join("\n"));
  await driver.open();
  const stands = await driver.standing();
  const offered = await driver.offered();
  const text = stands.join("\n");
  for (const one of model.recoverable) {
    if (one === text) model.recoverable.delete(one);
    else expect(offered, "offers each text that was not discarded").toContain(one);
  }
  const isNews = offered.some((one) => one !== text);
  await expect(driver.offer("Continue with the draft")).toHaveCount(isNews ? 1 : 0);
  Object.assign(model, { screen: stands, base: stands, isDirty: false, hasOffer: isNews, others: [] });
  await expectScreen(model, driver);
}

const reload = step("reload", ({ isOffline }) => !isOffline, openAgain);

const resume = step(
  "continue with the draft",
  ({ hasOffer, isDirty }) => hasOffer && !isDirty,
  async (model, driver) => {
    const offered = await driver.offered();
    await driver.offer("Continue with the draft").click();
    model.screen = await driver.lines();
    expect(offered, "continues a draft that was offered").toContain(model.screen.join("\n"));
    // It is on the screen now, and a save of the screen takes it along.
    model.recoverable.delete(model.screen.join("\n"));
    Object.assign(model, { base: null, isDirty: true, hasOffer: false });
  },
);

const discard = step(
  "discard",
  ({ hasOffer, isOffline }) => hasOffer && !isOffline,
  async (model, driver) => {
    const offer = driver.offer("Discard the draft");
    for (let left = await offer.count(); left > 0; left = await offer.count()) await driver.discardNewest();
    model.recoverable.clear();
    model.hasOffer = false;
    await expectScreen(model, driver);
  },
);

const offline = step(
  "lose the connection",
  ({ isOffline }) => !isOffline,
  async (model, driver) => {
    await driver.context.setOffline(true);
    model.isOffline = true;
  },
);

const online = step(
  "get the connection back",
  ({ isOffline }) => isOffline,
  async (model, driver) => {
    await driver.context.setOffline(false);
    model.isOffline = false;
    await expectScreen(model, driver);
  },
);

const secondTab = step(
  "write in a second tab",
  ({ isOffline }) => !isOffline,
  async (model, driver) => {
    const lines = await driver.inSecondTab(` ${nextWord(model, "tab")}`);
    model.recoverable.add(lines.join("\n"));
    await expectScreen(model, driver);
  },
);

const meanwhile = (isApart: boolean) =>
  step(
    isApart ? "another saves elsewhere" : "another saves in the same line",
    () => true,
    async (model, driver) => {
      const word = nextWord(model, "other");
      await driver.meanwhile(word, isApart);
      model.others.push(word);
      await expectScreen(model, driver);
    },
  );

const save = (decision: Decision) =>
  step(
    `save (${decision})`,
    () => true,
    async (model, driver) => {
      const { screen, others, base } = model;
      const { isSaved, settled } = await driver.save(decision);
      if (!isSaved) {
        expect(model.isOffline, "refuses a save only without a connection").toBe(true);
        return expectScreen(model, driver);
      }
      const stands = await driver.standing();
      if (base !== null && others.length === 0)
        expect(stands, "saves the text that was on the screen").toEqual(screen);
      const words = new Set(wordsOf(stands));
      const mine = settled === "theirs" ? [] : wordsOf(screen);
      const theirs = settled === "mine" ? [] : others;
      expect([...mine, ...theirs].filter((word) => !words.has(word))).toEqual([]);
      model.recoverable.delete(screen.join("\n"));
      model.isDirty = false;
      await openAgain(model, driver);
    },
  );

/** All steps, the common ones more often. */
const CHOICES: readonly Step[] = [
  type,
  type,
  type,
  newLine,
  preview,
  preview,
  back,
  keep,
  keep,
  reload,
  reload,
  resume,
  resume,
  resume,
  discard,
  undo,
  offline,
  online,
  secondTab,
  meanwhile(true),
  meanwhile(false),
  save("mine"),
  save("theirs"),
  save("both"),
];
export const STEPS = CHOICES.map((one) => fc.constant(one));

/** Parses a sequence as printed by a failure: names of steps separated by commas. */
export function stepsNamed(names: string): Step[] {
  return names.split(",").map((name) => {
    const found = CHOICES.find((one) => String(one) === name.trim());
    if (!found) throw new Error(`There is no step "${name.trim()}". Steps: ${CHOICES.join(", ")}`);
    return found;
  });
}

/** Ends a sequence: gets the connection back and saves the text on the screen. */
export async function finish(model: Model, driver: Driver): Promise<void> {
  if (model.isOffline) await online.run(model, driver);
  await save("both").run(model, driver);
}
