import type { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/heading";
import { askBackup, askTryBackup, findShelf, markKeyCopy } from "@/lib/backup/shelf";
import { AskBackup, MarkKey, OfBackup } from "@/lib/backup/shelf/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { BackupsTable } from "./backups-table";
import { KeyPart, MakePart } from "./make-part";

const DONE = ["asked", "trying", "key"] as const;
const FORMS = ["make", "try", "key"] as const;

/** The backups: what exists, a new one, a test restore, and what is needed to open one. */
const view = {
  allows: isAdministrator,
  async render(_input, { locale, t, form, search, actor }) {
    const shelf = await findShelf(actor);
    const title = t("backups.title");
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    const shared = { t, locale, shelf };
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <>
          {done ? <Outcome>{t(`backups.done.${done}`)}</Outcome> : null}
          <AdminFrame t={t} locale={locale} place="backups" title={title} sub={t("backups.sub")}>
            {FORMS.map((name) => (
              <ErrorsSummary key={name} t={t} problems={fieldsOf(t, form, name).problems} labels={{}} />
            ))}
            <MakePart {...shared} />
            <Section id="backups" title={t("backups.list", { count: shelf.backups.length })}>
              {shelf.backups.length === 0 ? <Empty>{t("backups.none")}</Empty> : <BackupsTable {...shared} />}
            </Section>
            <KeyPart {...shared} />
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

export const GET = screen(view);

const done = (name: (typeof DONE)[number]) => () => `${ADMIN_PLACES.backups}?done=${name}`;

export const POST = screenForm(view, {
  make: spec({ schema: AskBackup, command: askBackup, limit: "admin", done: done("asked") }),
  try: spec({ schema: OfBackup, command: askTryBackup, limit: "admin", done: done("trying") }),
  key: spec({ schema: MarkKey, command: markKeyCopy, limit: "admin", done: done("key") }),
});
