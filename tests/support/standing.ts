import { randomUUID } from "node:crypto";
import { db } from "@/db/client";
import { standingPage } from "@/db/schema/standing";
import type { Actor } from "@/lib/core/actor";
import type { Locale } from "@/lib/i18n/locales";
import { findToEdit, saveStanding } from "@/lib/standing-pages";
import { slugOf } from "@/lib/standing-pages/model";
import { transact } from "@/lib/transact";
import { by } from "./members";
import { prose } from "./sections";

/** Adds a paragraph to the charter in a language, as an administrator does. */
export async function writeCharter(actor: Actor, line: string, locale: Locale = "en"): Promise<void> {
  const { content, number } = await findToEdit("charter", locale);
  const { doc } = prose({ [`own${randomUUID().slice(0, 8)}`]: line });
  const text = { ...content, doc: { ...content.doc, content: [...content.doc.content, ...doc.content] } };
  const given = {
    slug: slugOf("charter", locale),
    base: number,
    summary: `Says ${line}`,
    clientToken: randomUUID(),
  };
  await transact(by(actor), (ctx) => saveStanding(ctx, { ...given, content: text }));
}

/** Stores that administrators last saw another text of the product beside their own, as before an upgrade. */
export async function asBeforeUpgrade(): Promise<void> {
  await db()
    .update(standingPage)
    .set({ product: prose({ aaaaaa: "What an earlier version said." }) });
}
