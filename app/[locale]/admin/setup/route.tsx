import { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { Note } from "@/components/ui/note";
import { askTestMail, findSetup, markStep, recordStorageTry, tryStorage } from "@/lib/operation/setup";
import { MarkStep, SETUP_STEPS } from "@/lib/operation/setup/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { SetupStepItem } from "./setup-step";

const DONE = ["marked", "mail", "storage", "storageFailed"] as const;
const FORMS = ["mark", "mail", "storage"] as const;

/** What a new site needs before others use it: each step with its state and one action. */
const view = {
  allows: isAdministrator,
  async render(_input, { locale, t, form, search, actor }) {
    const setup = await findSetup(actor);
    const title = t("setup.title");
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    const { settled, total } = setup;
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <>
          {done ? (
            <Outcome kind={done === "storageFailed" ? "bad" : "ok"}>{t(`setup.done.${done}`)}</Outcome>
          ) : null}
          <AdminFrame t={t} locale={locale} place="setup" title={title} sub={t("setup.sub")}>
            {FORMS.map((name) => (
              <ErrorsSummary key={name} t={t} problems={fieldsOf(t, form, name).problems} labels={{}} />
            ))}
            {settled === total ? (
              <Note kind="ok">{t("setup.complete")}</Note>
            ) : (
              <p>{t("setup.progress", { settled, total })}</p>
            )}
            <ol className="list">
              {SETUP_STEPS.map((step) => (
                <SetupStepItem key={step} t={t} locale={locale} step={step} setup={setup} />
              ))}
            </ol>
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

export const GET = screen(view);

const Nothing = z.object({});

export const POST = screenForm(view, {
  mark: spec({
    schema: MarkStep,
    command: markStep,
    limit: "admin",
    done: () => `${ADMIN_PLACES.setup}?done=marked`,
  }),
  mail: spec({
    schema: Nothing,
    command: askTestMail,
    limit: "contact",
    done: () => `${ADMIN_PLACES.setup}?done=mail`,
  }),
  storage: spec({
    schema: Nothing,
    limit: "admin",
    prepare: async (_input, { actor }) => ({ isSound: actor !== null && (await tryStorage(actor)) }),
    async command(ctx, input: { isSound: boolean }) {
      await recordStorageTry(ctx, input);
      return input;
    },
    done: ({ isSound }) => `${ADMIN_PLACES.setup}?done=${isSound ? "storage" : "storageFailed"}`,
  }),
});
