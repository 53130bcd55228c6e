import { pool } from "@/db/client";
import { csvText } from "@/lib/text/csv";

/** Rows per query. */
const BATCH = 5_000;

interface Row {
  period: string;
  day: string;
  path: string;
  n: number;
}

/** Streams all counts as CSV: by day, then older ones by month. Reads in batches. */
export async function* writeViews(): AsyncGenerator<string> {
  yield csvText([["period", "from", "path", "views"]]);
  let after: Pick<Row, "period" | "day" | "path"> = { period: "", day: "0001-01-01", path: "" };
  for (;;) {
    const { rows } = await pool().query<Row>(
      `select period, day::text as day, path, n from page_view
       where (period, day, path) > ($1, $2::date, $3)
       order by period, day, path limit $4`,
      [after.period, after.day, after.path, BATCH],
    );
    if (rows.length > 0)
      yield csvText(rows.map(({ period, day, path, n }) => [period, day, path, n])).replace(/^\uFEFF/, "");
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last;
  }
}
