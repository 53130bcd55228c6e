import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { exportWaiter } from "@/db/schema/exports";
import { findReader, writeTo } from "@/lib/accounts";
import { countryName } from "@/lib/i18n/country-names";
import { findExportById, type MadeExport } from "./records";

/**
 * Mails the members who wait for a document that it is made or has failed, each in their language, and removes
 * them from the list. A failed run leaves the rest for the next run. The link leads to the page of the
 * document, which shows what readers may have at that time; after a failure it leads to the profile.
 */
export async function mailExport({ exportId }: { exportId: string }): Promise<void> {
  const made = await findExportById(exportId);
  if (!made || made.state === "making") return;
  const rows = await db()
    .select({ memberId: exportWaiter.memberId, lang: exportWaiter.lang })
    .from(exportWaiter)
    .where(eq(exportWaiter.exportId, exportId))
    .orderBy(asc(exportWaiter.askedAt), asc(exportWaiter.memberId));
  for (const row of rows) {
    await mailOne(made, row);
    await db()
      .delete(exportWaiter)
      .where(and(eq(exportWaiter.exportId, exportId), eq(exportWaiter.memberId, row.memberId)));
  }
}

async function mailOne(made: MadeExport, waiter: { memberId: string; lang: string | null }): Promise<void> {
  const reader = await findReader(waiter.memberId, ["active"]);
  if (!reader) return;
  const { t, locale } = reader;
  const { format, form, number } = made;
  const values = {
    country: countryName(made.iso2, locale),
    what: t(`exports.verify.kind.${form}`, { format: format === "docx" ? "Word" : "PDF" }),
    number,
  };
  const page = `/countries/${made.slug}/exports/${made.id}`;
  await writeTo(
    reader,
    made.state === "ready"
      ? { name: "exportReady", path: waiter.lang ? `${page}?lang=${waiter.lang}` : page, values }
      : { name: "exportFailed", path: `/countries/${made.slug}`, values },
  );
}
