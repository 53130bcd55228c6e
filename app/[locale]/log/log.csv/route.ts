import { dataFile } from "@/app/[locale]/data-file";
import { scope } from "@/lib/core/versions";
import { listLog } from "@/lib/public-log";
import { csvText } from "@/lib/text/csv";
import { document } from "@/lib/web/pages/document";

const COLUMNS = ["day", "action", "kind", "reason", "by", "count"];

/** The lines of the public log as CSV, by their codes. */
export const GET = document({
  scopes: () => [scope.log],
  async render() {
    const rows = (await listLog()).map((line) => [
      line.day,
      line.action,
      line.kind,
      line.reason,
      line.role,
      line.count,
    ]);
    return dataFile("csv", "moderation-log", csvText([COLUMNS, ...rows]));
  },
});
