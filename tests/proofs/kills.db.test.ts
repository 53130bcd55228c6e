import { afterAll, beforeAll, expect, it } from "vitest";
import { killUnderSavers } from "./kills";
import { type KillingGround, prepareGround } from "./stage";

let ground: KillingGround;

beforeAll(async () => {
  ground = await prepareGround("bare");
}, 120_000);
afterAll(() => ground.close(), 60_000);

it("loses no confirmed save when server and database are killed under eight writers", async () => {
  const result = await killUnderSavers(ground, { server: 3, database: 3, atLeast: 300 });
  expect(result).toMatchObject({
    server: 3,
    database: 3,
    missing: [],
    doubled: [],
    refused: [],
    wrongAnswers: [],
    faults: [],
  });
  expect(result.acknowledged).toBeGreaterThanOrEqual(300);
  // The target of 10 seconds applies to an idle machine (docs/reliability.md); this only checks that they
  // return.
  expect(Math.max(...result.serverSeconds, ...result.databaseSeconds)).toBeLessThan(60);
}, 300_000);
