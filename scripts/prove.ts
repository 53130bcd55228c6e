import { writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { pool } from "@/db/client";
import { loadSeed } from "@/db/seed";
import { applySeed } from "@/db/seed/apply";
import { SECTIONS } from "@/lib/profiles/model";
import { rebuildProjections } from "@/lib/projections";
import { OPERATOR, transact } from "@/lib/transact";
import { type EditorProof, proveEditor } from "@/tests/proofs/editor";
import { type Kills, killUnderSavers } from "@/tests/proofs/kills";
import { mergePairs, type Pairs } from "@/tests/proofs/merge-pairs";
import { projectionsChecksum } from "@/tests/proofs/projections";
import { prepareGround } from "@/tests/proofs/stage";
import { type Race, race, sendTwice } from "@/tests/proofs/writers";
import { buildAll, isBuilt } from "./lib/build.mjs";
import { ROOT } from "./lib/paths.mjs";
import { say } from "./lib/progress.mjs";

/*
 * `npm run prove`: proves the guarantees of the revision engine and the editor in full, against the built
 * product on its own durable Postgres; writes the figures to docs/reliability.md. `-- --only editor` tests only
 * the editor and writes nothing. Exits with 1 if a guarantee is broken. The tests run the same proofs with
 * fewer rounds.
 */
const PROSE = SECTIONS.filter((section) => section.family === "prose").map((section) => section.key);
const own = (writer: number) => `block${writer}`.padEnd(8, "x");

interface Figures {
  ownBlocks: Race;
  sameBlock: Race;
  ownSections: Race;
  twice: Awaited<ReturnType<typeof sendTwice>>;
  pairs: Pairs;
  rebuild: { pages: number; changed: number; isSame: boolean };
  kills: Kills;
  editor: EditorProof;
  /** Version of Postgres. */
  postgres: string;
}

/** One guarantee: what was tried, the result, and whether it is kept. */
interface Line {
  promise: string;
  tried: string;
  result: string;
  holds: boolean;
}

async function prove(): Promise<Figures> {
  const ground = await prepareGround("built");
  try {
    say("  8 writers, each in an own block of one section");
    const ownBlocks = await race(8, 50, (writer) => ({ key: "legislation", block: own(writer) }));
    say("  8 writers, all in one block");
    const sameBlock = await race(8, 50, () => ({ key: "legislation", block: "shared" }));
    say("  8 writers, each in an own section of one profile");
    const ownSections = await race(8, 50, (writer) => ({
      key: PROSE[writer] ?? "legislation",
      block: own(writer),
    }));
    say("  the same save sent five times at once");
    const twice = await sendTwice(100, 5);
    say("  generated pairs of edits");
    const pairs = mergePairs(1_000, 20_161_231);
    say("  projections written anew");
    const rebuild = await rebuildSeeded();
    say("  kills under eight savers");
    const kills = await killUnderSavers(ground, { server: 20, database: 20, atLeast: 2_000 });
    say("  random sequences in the editor");
    const editor = await editorInFull();
    const { rows } = await pool().query<{ server_version: string }>("show server_version");
    return {
      ownBlocks,
      sameBlock,
      ownSections,
      twice,
      pairs,
      rebuild,
      kills,
      editor,
      postgres: rows[0]?.server_version ?? "",
    };
  } finally {
    await ground.close();
  }
}

/** 300 sequences, with a new seed each time. */
const editorInFull = () => proveEditor(300, Date.now() % 2 ** 31);

async function rebuildSeeded() {
  await transact(OPERATOR, (ctx) => applySeed(ctx, loadSeed()));
  const before = await projectionsChecksum(pool());
  const done = await transact(OPERATOR, (ctx) => rebuildProjections(ctx));
  return { ...done, isSame: (await projectionsChecksum(pool())) === before };
}

const worst = (seconds: readonly number[]) => Math.max(...seconds).toFixed(2);
const middle = (seconds: readonly number[]) =>
  ([...seconds].sort((a, b) => a - b)[seconds.length >> 1] ?? 0).toFixed(2);
const pace = (result: Race) =>
  `${Math.round(result.tried / result.seconds)} a second, half within ${result.p50} ms, 95 in 100 within ${result.p95} ms`;

function linesOf({
  ownBlocks,
  sameBlock,
  ownSections,
  twice,
  pairs,
  rebuild,
  kills,
  editor,
}: Figures): Line[] {
  const isWhole = (result: Race) => result.lost.length === 0 && result.doubled.length === 0;
  return [
    {
      promise: "Writers in different blocks of one section never collide",
      tried: "8 writers × 50 saves at once, each from the text read just before",
      result: `${ownBlocks.saved} of ${ownBlocks.tried} saved, ${ownBlocks.merged} of them merged; ${pace(ownBlocks)}`,
      holds: ownBlocks.saved === 400 && isWhole(ownBlocks),
    },
    {
      promise: "Writers in the same block lose nothing",
      tried: "8 writers × 50 saves at once of one and the same block",
      result: `${sameBlock.saved} saved, ${sameBlock.conflicts} given back with both texts and kept as drafts, ${sameBlock.lost.length} lost, ${sameBlock.doubled.length} doubled`,
      holds: sameBlock.saved >= 50 && sameBlock.saved + sameBlock.conflicts === 400 && isWhole(sameBlock),
    },
    {
      promise: "Writers in different sections of one profile do not wait for each other's work",
      tried: "8 writers × 50 saves at once, each in a section of the own",
      result: `${ownSections.saved} of ${ownSections.tried} saved; ${pace(ownSections)}`,
      holds: ownSections.saved === 400 && isWhole(ownSections),
    },
    {
      promise: "The same save is one revision, however often it is sent",
      tried: `100 saves, each sent 5 times at once: ${twice.sent}`,
      result: `${twice.revisions} revisions, ${twice.answers} different answers`,
      holds: twice.revisions === 100 && twice.answers === 100,
    },
    {
      promise: "A merge loses and doubles no text",
      tried: `${pairs.pairs} generated pairs of edits, every word of which is unique`,
      result: `${pairs.clean} merged, ${pairs.conflicts} with conflicts; ${pairs.lost.length} words lost, ${pairs.doubled.length} doubled`,
      holds: pairs.lost.length === 0 && pairs.doubled.length === 0,
    },
    {
      promise: "Projections are what the revisions say",
      tried: `all projections of ${rebuild.pages} profiles written anew`,
      result: `${rebuild.changed} rows changed, checksums ${rebuild.isSame ? "equal" : "different"}`,
      holds: rebuild.changed === 0 && rebuild.isSame,
    },
    {
      promise: "Nothing acknowledged is lost",
      tried: `${kills.server} kills (SIGKILL) of the server and ${kills.database} of Postgres in turn, under 8 savers through HTTP`,
      result: `${kills.acknowledged} acknowledged, ${kills.missing.length} missing, ${kills.doubled.length} doubled, ${kills.refused.length} refused, ${kills.faults.length} faults in what stands, ${kills.wrongAnswers.length} answers of 500 instead of 503`,
      holds:
        kills.acknowledged >= 2_000 &&
        [kills.missing, kills.doubled, kills.refused, kills.faults, kills.wrongAnswers].every(
          (list) => list.length === 0,
        ),
    },
    {
      promise: "Back by itself within 10 seconds",
      tried: "from each kill to the next acknowledged save",
      result: `server: half within ${middle(kills.serverSeconds)} s, worst ${worst(kills.serverSeconds)} s; Postgres: half within ${middle(kills.databaseSeconds)} s, worst ${worst(kills.databaseSeconds)} s`,
      holds: Math.max(...kills.serverSeconds, ...kills.databaseSeconds) < 10,
    },
    {
      promise: "The editor saves the text on the screen, and loses none that was not discarded",
      tried: `${editor.sequences} random sequences in the editor, in a browser: typing, previews, drafts saved, continued and discarded, undo, reloads, a second tab, no connection, saves of another member, conflicts`,
      result: editor.holds
        ? `all as the model expects (seed ${editor.seed})`
        : `a sequence failed (seed ${editor.seed})`,
      holds: editor.holds,
    },
  ];
}

function documentOf(lines: readonly Line[], postgres: string): string {
  const rows = lines.map(
    (line) => `| ${line.promise} | ${line.tried} | ${line.result} | ${line.holds ? "yes" : "**no**"} |`,
  );
  const memory = Math.round(totalmem() / 2 ** 30);
  return `# Reliability

What the revision engine promises, tried on the built product with a durable Postgres of its own (\`fsync\`,
\`full_page_writes\` and \`synchronous_commit\` on, data checksums on). Written by the program that measured it:

    npm run prove

It builds the product if need be, takes some minutes, and ends with an error when a promise does not hold. \`npm test\`
runs the same proofs with fewer rounds (\`tests/proofs\`, \`e2e/editor-model\`), three kills of each kind among them.

| Promise | Tried | Result | Holds |
|---|---|---|---|
${rows.join("\n")}

Measured on ${new Date().toISOString().slice(0, 10)}: ${type()} ${release()}, ${cpus().length} processors (${cpus()[0]?.model.trim() ?? "unknown"}), ${memory} GiB, Node ${process.version}, Postgres ${postgres}. Load and server shared the processors.

## How it is judged

- A save counts as **acknowledged** when its answer of 200 was read. Afterwards each is looked up by its token: it must be
  there once, under the number that was answered, with the text that was sent.
- A saver whose answer was lost sends the same save again under the same token, as a browser does. It must not become a
  second revision.
- **Faults in what stands**: a gap in a profile's numbers, a section whose current revision is not its newest, a
  revision without its audit entry.
- Every text occurs once, so that a lost or a doubled one is seen. What is refused must come back in the refusal and
  stand in the member's draft.
- Seconds are counted from the kill to the next save that went through. What was killed is started again at once by the
  proof itself, with the same program and settings as \`npm run up\`.
- The writers of the first four lines call the commands within one process; those under kills use HTTP and personal tokens.
`;
}

async function main(): Promise<void> {
  if (!isBuilt()) await buildAll();
  if (process.argv.slice(2).join(" ") === "--only editor") {
    process.exitCode = (await editorInFull()).holds ? 0 : 1;
    return;
  }
  const figures = await prove();
  const lines = linesOf(figures);
  writeFileSync(join(ROOT, "docs/reliability.md"), documentOf(lines, figures.postgres));
  for (const line of lines) say(`${line.holds ? "holds" : "FAILS"}  ${line.promise}: ${line.result}`);
  if (lines.some((line) => !line.holds)) {
    say(JSON.stringify(figures.kills));
    process.exitCode = 1;
  }
}

await main();
