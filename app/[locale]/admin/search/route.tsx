import type { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { localePath } from "@/lib/i18n/locales";
import { addSynonyms, listMisses, listSynonyms, removeSynonyms } from "@/lib/search";
import { AddSynonyms, MISS_DAYS, OfSynonyms } from "@/lib/search/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { MissesTable, SynonymsTable } from "./tuning-tables";

/** Searches without results, and the synonyms that administrators add for them. */
const view = {
  allows: isAdministrator,
  async render(_input, { locale, t, form, search, actor }) {
    const since = new Date(Date.now() - MISS_DAYS * 86_400_000);
    const [groups, misses] = await Promise.all([listSynonyms(actor), listMisses(actor, since)]);
    const title = t("admin.nav.search");
    const done = search.get("done");
    const fields = fieldsOf(t, form, "add");
    const removing = fieldsOf(t, form, "remove");
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <>
          {done === "added" && form.name === null ? <Outcome>{t("admin.search.isAdded")}</Outcome> : null}
          {done === "removed" && form.name === null ? <Outcome>{t("admin.search.isRemoved")}</Outcome> : null}
          <AdminFrame t={t} locale={locale} place="search" title={title} sub={t("admin.search.sub")}>
            <ErrorsSummary t={t} problems={removing.problems} labels={{}} />
            <Section id="misses" title={t("admin.search.misses")}>
              <p className="narrow dim">{t("admin.search.missesWhat", { days: MISS_DAYS })}</p>
              <MissesTable t={t} locale={locale} misses={misses} />
            </Section>
            <Section id="synonyms" title={t("admin.search.synonyms")}>
              <PostForm
                t={t}
                name="add"
                action={localePath(locale, ADMIN_PLACES.search)}
                fields={fields}
                labels={{ phrases: t("admin.search.phrases") }}
              >
                <TextArea
                  name="phrases"
                  label={t("admin.search.phrases")}
                  hint={t("admin.search.phrasesHint")}
                  defaultValue={fields.value("phrases")}
                  errors={fields.errors("phrases")}
                  rows={4}
                  maxLength={1_000}
                  dir="auto"
                />
                <p>
                  <Button kind="pri">{t("admin.search.add")}</Button>
                </p>
              </PostForm>
              <SynonymsTable t={t} locale={locale} groups={groups} />
            </Section>
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

export const GET = screen(view);

export const POST = screenForm(view, {
  add: spec({
    schema: AddSynonyms,
    command: addSynonyms,
    limit: "admin",
    done: () => "/admin/search?done=added",
  }),
  remove: spec({
    schema: OfSynonyms,
    command: removeSynonyms,
    limit: "admin",
    done: () => "/admin/search?done=removed",
  }),
});
