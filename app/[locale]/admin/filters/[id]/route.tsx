import type { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import { withoutConflict } from "@/lib/core/form-state";
import { changeFilter, findFilter, removeFilter, setFilterStage, testFilter } from "@/lib/filtering";
import { ChangeFilter, FilterParams, SetStage } from "@/lib/filtering/model";
import { localePath } from "@/lib/i18n/locales";
import { pathOfAny } from "@/lib/page-kinds";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../../admin-frame";
import { FilterForm } from "../filter-form";
import { BrakedNote, HitsPart, StagePart, TestPart } from "./parts";

const DONE = ["made", "changed", "staged", "tested"] as const;

/** A filter: what it does, its test, what it caught, and its form. */
const view = {
  params: FilterParams,
  allows: isAdministrator,
  async render({ id }, { locale, t, form: sent, search, actor }) {
    const { form, clash } = withoutConflict(sent);
    const { filter, hits, authors } = await findFilter(actor, { id }, new Date());
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    const path = `${ADMIN_PLACES.filters}/${id}`;
    const action = localePath(locale, path);
    return {
      title: t("filters.titleOf", { name: filter.name }),
      crumbs: adminCrumbs(
        t,
        { href: ADMIN_PLACES.filters, label: t("admin.nav.filters") },
        { label: filter.name },
      ),
      body: (
        <>
          {done ? <Outcome>{t(`filters.done.${done}`)}</Outcome> : null}
          <AdminFrame
            t={t}
            locale={locale}
            place="filters"
            title={<bdi>{filter.name}</bdi>}
            sub={
              <>
                <bdi>{t("filters.changedBy", { by: filter.changedBy ?? t("common.formerMember") })}</bdi>{" "}
                <Time at={filter.changedAt} locale={locale} />
              </>
            }
          >
            <ErrorsSummary t={t} problems={{ errors: {}, error: clash }} labels={{}} />
            <BrakedNote {...{ t, locale, filter }} />
            <TestPart {...{ t, locale, filter, authors, action, pathOf: pathOfAny }} />
            <StagePart {...{ t, filter, action }} fields={fieldsOf(t, form, "stage")} />
            <HitsPart {...{ t, locale, hits }} />
            <Section id="change" title={t("filters.change")}>
              <FilterForm
                t={t}
                name="change"
                action={action}
                fields={fieldsOf(t, form, "change")}
                kept={filter}
              />
            </Section>
            <PostForm t={t} name="remove" action={action}>
              <p>
                <Button kind="bad">{t("filters.remove")}</Button>
              </p>
            </PostForm>
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof FilterParams, z.ZodObject>;

export const GET = screen(view);

const back =
  (done: (typeof DONE)[number]) =>
  ({ id }: { id: string }) =>
    `${ADMIN_PLACES.filters}/${id}?done=${done}`;

export const POST = screenForm(view, {
  test: spec({ schema: FilterParams, limit: "admin", command: testFilter, done: back("tested") }),
  stage: spec({ schema: SetStage, limit: "admin", command: setFilterStage, done: back("staged") }),
  change: spec({ schema: ChangeFilter, limit: "admin", command: changeFilter, done: back("changed") }),
  remove: spec({
    schema: FilterParams,
    limit: "admin",
    command: removeFilter,
    done: () => `${ADMIN_PLACES.filters}?done=removed`,
  }),
});
