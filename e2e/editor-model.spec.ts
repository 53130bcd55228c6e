import fc from "fast-check";
import { beginModel, finish, type Model, STEPS, stepsNamed } from "./editor-model/commands";
import { Driver } from "./editor-model/driver";
import { makeSubject, type Subject } from "./editor-model/subjects";
import { makePerson, signIn, test } from "./fixtures";
import { setUpTwoFactor } from "./two-factor";

/*
 * Compares the editor with a model of it. Runs random sequences of user actions in a browser; after every step
 * the text on the screen, the offered drafts and the saved text must match the model. `EDITOR_SEED` selects the
 * sequences (others for each kind of text), `EDITOR_SEQUENCES` their number. A failing sequence is shortened
 * and printed with the command that repeats it: `EDITOR_STEPS` runs one sequence of named steps.
 */
const SEQUENCES = Number(process.env.EDITOR_SEQUENCES ?? 20);
const SEED = Number(process.env.EDITOR_SEED ?? 20_261_129);
const KINDS: readonly (readonly [Subject["kind"], string, string])[] = [
  ["section", "a section", "andorra"],
  ["records", "records", "gambia"],
  ["post", "a post", ""],
  ["material", "training material", ""],
];

/** Sequences in which a text was once lost: each is run before the random ones. */
const KNOWN = ["type,save the draft,reload,continue with the draft,preview,type,preview,type"];

/** Milliseconds: for a sequence on a busy machine, for the sign-ins, and for shortening a sequence that failed. */
const [EACH, BEGINNING, SHORTENING] = [40_000, 120_000, 180_000];

test.use({ actionTimeout: 20_000 });

for (const [n, [kind, label, country]] of KINDS.entries()) {
  test(`saves of ${label} match the screen, after any sequence of steps`, async ({
    browser,
    baseURL,
    context,
    page,
  }) => {
    const count = Math.ceil(SEQUENCES / KINDS.length);
    test.setTimeout(BEGINNING + (KNOWN.length + count) * EACH + SHORTENING);
    page.on("dialog", (dialog) => void dialog.accept());
    await signIn(page, await makePerson({ role: kind === "material" ? "practitioner" : "trusted" }));
    const subject = await makeSubject(page, kind, country);
    const driver = new Driver(page, context, subject, await otherWriter());
    if (process.env.EDITOR_STEPS) return runSequence(stepsNamed(process.env.EDITOR_STEPS));
    for (const steps of KNOWN) await runSequence(stepsNamed(steps));
    await runSequences(count);

    async function runSequence(steps: Iterable<fc.AsyncCommand<Model, Driver>>) {
      const lines = [`${kind} alpha`, `${kind} omega`];
      await driver.begin(lines);
      const model = beginModel(lines);
      await fc.asyncModelRun(() => ({ model, real: driver }), steps);
      await finish(model, driver);
    }

    async function runSequences(numRuns: number) {
      process.stdout.write(`\n${numRuns} sequences in ${label}, EDITOR_SEED=${SEED}\n`);
      let stopsAt = Number.POSITIVE_INFINITY;
      const property = fc.asyncProperty(
        fc.commands<Model, Driver, false>(STEPS, { maxCommands: 9, size: "max" }),
        async (commands) => {
          // When the time for shortening is over, the shortest sequence that failed so far is the answer.
          if (Date.now() > stopsAt) return;
          try {
            await runSequence(commands);
          } catch (error) {
            stopsAt = Math.min(stopsAt, Date.now() + SHORTENING / 2);
            driver.patience = 4_000;
            throw error;
          }
        },
      );
      const result = await fc.check(property, { numRuns, seed: SEED + n });
      if (!result.failed) return;
      const steps = String(result.counterexample?.[0] ?? "").replace(/\s*\/\*.*\*\/$/, "");
      const repeat = `EDITOR_STEPS='${steps}' npx playwright test e2e/editor-model.spec.ts -g 'of ${label}'`;
      throw new Error(
        `A sequence of ${result.numRuns} failed (seed ${SEED}, shortened ${result.numShrinks} times): ${steps}\nRepeat it: ${repeat}`,
        { cause: result.errorInstance },
      );
    }

    /** Returns the requests of a second writer: another member, or for a post its author, in the same session. */
    async function otherWriter() {
      if (kind === "post") return context.request;
      const other = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
      await signIn(other, await makePerson({ role: kind === "material" ? "moderator" : "trusted" }));
      // Moderators need a second factor for their rights.
      if (kind === "material") await setUpTwoFactor(other);
      return other.request;
    }
  });
}
