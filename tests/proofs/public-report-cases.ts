import { db } from "@/db/client";
import { flagCase } from "@/db/schema/flags";
import { publicReport } from "@/db/schema/public-reports";
import { makeFormStamp } from "@/lib/accounts";
import { confirmReport, decideCase, sendReport } from "@/lib/flag-kinds";
import { prepareReport } from "@/lib/public-reports";
import { SendReport } from "@/lib/public-reports/model";
import { tokenOf } from "@/lib/public-reports/token";
import { transact } from "@/lib/transact";
import { by, makeActor } from "@/tests/support/members";
import type { AtForm, FormCase } from "./form-case";

const EMAIL = "ama@example.org";

const typed = () => ({
  address: "/blog/malabo",
  ground: "defamation",
  words: "It says that I took a bribe, which is not true.",
  name: "Ama Mensah",
  email: EMAIL,
  faith: "yes",
  stamp: makeFormStamp(new Date(Date.now() - 60_000)),
});

/** Sends a report; returns the secret of its page. */
async function sent(): Promise<string> {
  const input = await prepareReport(SendReport.parse(typed()), "en");
  await transact(by(null), (ctx) => sendReport(ctx, input));
  const [row] = await db().select({ id: publicReport.id }).from(publicReport);
  return row ? tokenOf(row.id) : "";
}

/** The forms of reports by people without an account. */
export function publicReportCases(
  asVisitor: (at: string, fields: Record<string, string>) => AtForm | Promise<AtForm>,
): Record<string, FormCase> {
  return {
    "app/[locale]/report/route.tsx report": {
      make: async () => asVisitor("/report", typed()),
      again: { status: 200, says: "One more step" },
    },
    "app/[locale]/report/status/route.tsx confirm": {
      async make() {
        const token = await sent();
        return asVisitor(`/report/status?token=${token}`, { token });
      },
      again: { to: "done=confirmed" },
    },
    "app/[locale]/report/status/route.tsx complain": {
      async make() {
        const token = await sent();
        await transact(by(null), (ctx) => confirmReport(ctx, { token }));
        const [row] = await db().select().from(flagCase);
        if (!row) throw new Error("no case");
        const { id, version } = row;
        const decision = { id, version, outcome: "dismissed" as const, reason: "It is an opinion." };
        await transact(by(await makeActor("moderator")), (ctx) => decideCase(ctx, decision));
        return asVisitor(`/report/status?token=${token}`, { token, complaint: "It states a fact." });
      },
      again: { status: 409, says: "You can ask for another look no longer" },
    },
  };
}
