import fc from "fast-check";
import { beginModel, finish, type Model, STEPS } from "./editor-model/commands";
import { Driver } from "./editor-model/driver";
import { makeSubject, type Subject } from "./editor-model/subjects";
import { makePerson, signIn, test } from "./fixtures";
import { setUpTwoFactor } from "./two-factor";

/*
 * The editor against a model of it: sequences of what people do, made by chance, each held after every step against
 * what must be on the screen, what must be found again, and what stands. `EDITOR_SEQUENCES` says how many there are,
 * `EDITOR_SEED` which; a failure tells its seed and its steps.
 */
const SEQUENCES = Number(process.env.EDITOR_SEQUENCES ?? 20);
const SEED = Number(process.env.EDITOR_SEED ?? 20_261_129);
const KINDS: readonly (readonly [Subject["kind"], string])[] = [
  ["section", "andorra"],
  ["records", "angola"],
  ["post", ""],
  ["material", ""],
];

/** Milliseconds that a sequence may take on a busy machine, and that the beginning may. */
const [EACH, BEGINNING] = [40_000, 120_000];

test.use({ actionTimeout: 20_000 });

for (const [kind, country] of KINDS) {
  test(`what is saved of a ${kind} is what was on the screen, whatever was done before`, async ({
    browser,
    baseURL,
    context,
    page,
  }) => {
    const count = Math.ceil(SEQUENCES / KINDS.length);
    test.setTimeout(BEGINNING + count * EACH);
    page.on("dialog", (dialog) => void dialog.accept());
    await signIn(page, await makePerson({ role: kind === "material" ? "practitioner" : "trusted" }));
    const subject = await makeSubject(page, kind, country);
    const driver = new Driver(page, context, subject, await otherOf());
    const sequences = fc.commands<Model, Driver, false>(STEPS, { maxCommands: 9, size: "max" });
    await fc.assert(
      fc.asyncProperty(sequences, async (commands) => {
        const begun = [`${kind} alpha`, `${kind} omega`];
        await driver.begin(begun);
        const model = beginModel(begun);
        await fc.asyncModelRun(() => ({ model, real: driver }), commands);
        await finish(model, driver);
      }),
      // A shorter sequence would be looked for in the browser, too: the steps themselves say enough.
      { numRuns: count, seed: SEED, endOnFailure: true },
    );

    /** Who writes in it besides: a moderator, or of a post its author elsewhere. */
    async function otherOf() {
      if (kind === "post") return context.request;
      const other = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
      await signIn(other, await makePerson({ role: kind === "material" ? "moderator" : "trusted" }));
      // What a moderator's role allows sleeps until then.
      if (kind === "material") await setUpTwoFactor(other);
      return other.request;
    }
  });
}
