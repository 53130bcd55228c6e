/** Names that programs give themselves. Everything that does not look like a browser is left out as well. */
const PROGRAM =
  /bot|crawl|spider|slurp|archiv|preview|monitor|uptime|scan|fetch|curl|wget|python|java\/|go-http|okhttp|node|axios|ruby|perl|php|libwww|http-?client|headless|lighthouse|facebookexternalhit|whatsapp|telegram|feed|rss|validator/i;
const BROWSER = /^Mozilla\/|^Opera\//;

/** Browsers name themselves in few ways, so the answers are remembered; a flood of others starts anew. */
const MAX_KNOWN = 1_000;
const MAX_LENGTH = 400;
const known = new Map<string, boolean>();

/** Checks whether a `User-Agent` is that of a person's browser, as far as programs say what they are. */
export function isPerson(agent: string | undefined): boolean {
  if (agent === undefined || agent.length > MAX_LENGTH) return false;
  const answer = known.get(agent);
  if (answer !== undefined) return answer;
  if (known.size >= MAX_KNOWN) known.clear();
  const isOne = BROWSER.test(agent) && !PROGRAM.test(agent);
  known.set(agent, isOne);
  return isOne;
}
