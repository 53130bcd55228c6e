import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isLocale, type Locale } from "@/lib/i18n/locales";

/** A query with what it must find. */
export interface Judged {
  /** The file: the language of the queries and, after a hyphen, what they have in common. */
  set: string;
  locale: Locale;
  query: string;
  isIdentifier: boolean;
  /** Names of results with their grades: 3 is the intended one. */
  grades: ReadonlyMap<string, number>;
}

const FOLDER = join(import.meta.dirname, "judged");
const linesOf = (name: string, folder = FOLDER) =>
  readFileSync(join(folder, name), "utf8")
    .split("\n")
    .map((line) => line.trim());

/** Reads all judgements from the files beside this one. */
export function readJudgements(): Judged[] {
  const groups = new Map(
    linesOf("groups.txt")
      .filter((line) => line.startsWith("@"))
      .map((line) => {
        const [name = "", ...members] = line.split(" ");
        return [name, members] as const;
      }),
  );
  const files = readdirSync(FOLDER).filter((name) => name !== "groups.txt");
  return files.sort().flatMap((file) => readSet(file, groups));
}

/** Reads the judgements on the starting data alone, without the fixtures of these tests. */
export const readSeededJudgements = (): Judged[] => readSet("seeded.txt", new Map(), import.meta.dirname);

function readSet(file: string, groups: ReadonlyMap<string, readonly string[]>, folder = FOLDER): Judged[] {
  const set = file.replace(".txt", "");
  const judged: (Judged & { grades: Map<string, number> })[] = [];
  // The first line describes the file.
  for (const line of linesOf(file, folder).slice(1)) {
    const [sign = "", ...rest] = line.split(" ");
    if (sign === "?" || sign === "#") {
      const [language = ""] = set.split("-");
      const locale = isLocale(language) ? language : "en";
      judged.push({
        set,
        locale,
        query: rest.join(" "),
        isIdentifier: sign === "#",
        grades: new Map(),
      });
    } else if (/^[123]$/.test(sign)) {
      for (const name of rest.flatMap((one) => groups.get(one) ?? [one]))
        if (!judged.at(-1)?.grades.has(name)) judged.at(-1)?.grades.set(name, Number(sign));
    } else if (line !== "" && !line.startsWith("#")) throw new Error(`${file}: ${line}`);
  }
  return judged;
}

const gain = (grade: number) => 2 ** grade - 1;

/**
 * Returns how good a ranking is, where 1 is the best possible (Järvelin and Kekäläinen). A repeated result
 * counts once.
 */
export function ndcg(found: readonly string[], grades: ReadonlyMap<string, number>, depth = 10): number {
  const discounted = (gains: readonly number[]) =>
    gains.slice(0, depth).reduce((sum, one, n) => sum + one / Math.log2(n + 2), 0);
  const ideal = [...grades.values()].sort((a, b) => b - a).map(gain);
  const gains = found.map((name, n) => (found.indexOf(name) === n ? gain(grades.get(name) ?? 0) : 0));
  return discounted(gains) / discounted(ideal);
}
