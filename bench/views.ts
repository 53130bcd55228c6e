import { countView } from "@/lib/operation/views";

/*
 * What counting a view costs a page that is sent from the store, in nanoseconds: `node --import tsx bench/views.ts`.
 * Paths and browsers are mixed as on a busy site: 2,000 pages, 40 browsers.
 */
const ROUNDS = 5_000_000;
const paths = Array.from({ length: 2_000 }, (_, n) => `/countries/country-${n}/history`);
const agents = Array.from(
  { length: 40 },
  (_, n) => `Mozilla/5.0 (X11; Linux x86_64; rv:${100 + n}.0) Gecko/20100101 Firefox/${100 + n}.0`,
);

function run(count: typeof countView): number {
  const start = process.hrtime.bigint();
  for (let n = 0; n < ROUNDS; n += 1) count(paths[n % 2_000] ?? "", agents[n % 40], undefined);
  return Number(process.hrtime.bigint() - start) / ROUNDS;
}

const nothing: typeof countView = (path, agent) => {
  if (path === agent) throw new Error("never");
};
for (let round = 0; round < 3; round += 1) {
  const [empty, counted] = [run(nothing), run(countView)];
  console.info(`${(counted - empty).toFixed(0)} ns a view (loop alone: ${empty.toFixed(0)} ns)`);
}
process.exit(0);
