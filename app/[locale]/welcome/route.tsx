import type { ReactNode } from "react";
import { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { Tag } from "@/components/ui/tag";
import { localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { dismissFirstSteps, type FirstSteps, findFirstSteps } from "@/lib/members";
import { watchAll } from "@/lib/watching";
import { WatchAll } from "@/lib/watching/forms/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenTools, ScreenView } from "@/lib/web/view";
import { TaskText } from "./first-task";
import { CharterLines, CountryStep, IntroduceStep, PracticeStep } from "./steps";
import { WatchStep } from "./watch-step";
import { findWelcome, type Welcome } from "./welcome";

const DONE = ["watched", "ended"] as const;

/** What a new member sees first. Each step is marked as done according to the data; all are optional. */
const view = {
  async render(_input, tools) {
    const { locale, t, search, form, actor } = tools;
    const steps = await findFirstSteps(actor);
    const welcome = await findWelcome(actor, steps, locale);
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    const title = t("welcome.title");
    const isAll = Object.values(steps.done).every(Boolean);
    return {
      title,
      crumbs: [{ href: PLACES.me, label: t("me.title") }, { label: title }],
      body: (
        <>
          {done ? <Outcome>{t(done === "watched" ? "welcome.watched" : "welcome.end.done")}</Outcome> : null}
          <PageHead title={title} sub={t("welcome.sub")} />
          <div className="wrap body flush stack g6 narrow">
            {isAll ? <Note kind="ok">{t("welcome.allDone")}</Note> : null}
            <Box id="task" isKey title={t("welcome.task.title")}>
              <div className="in-b stack">
                {steps.done.edit ? <p>{t("welcome.task.done")}</p> : null}
                <TaskText t={t} locale={locale} first={welcome.first} />
              </div>
            </Box>
            <Steps {...tools} steps={steps} welcome={welcome} />
            {steps.isOffered ? <Dismiss {...tools} /> : null}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

function Steps(props: ScreenTools & { steps: FirstSteps; welcome: Welcome }) {
  const { t, locale, form, actor, steps, welcome } = props;
  return (
    <ul className="list">
      <Step t={t} name="country" isDone={steps.done.country}>
        <CountryStep t={t} locale={locale} country={welcome.country} />
      </Step>
      {welcome.toWatch ? (
        <Step t={t} name="watch" isDone={steps.done.watch}>
          <WatchStep t={t} locale={locale} toWatch={welcome.toWatch} fields={fieldsOf(t, form, "watch")} />
        </Step>
      ) : null}
      <Step t={t} name="practice" isDone={steps.done.practice}>
        <PracticeStep t={t} locale={locale} />
      </Step>
      <Step t={t} name="charter">
        <CharterLines t={t} locale={locale} />
      </Step>
      <Step t={t} name="introduce" isDone={steps.done.introduce}>
        <IntroduceStep t={t} locale={locale} steps={steps} handle={actor.handle} />
      </Step>
    </ul>
  );
}

/** One step: its title, whether it is done if that can be known, and how to do it. */
function Step(props: {
  t: Translator;
  name: "country" | "watch" | "practice" | "charter" | "introduce";
  isDone?: boolean;
  children: ReactNode;
}) {
  const { t, name, isDone, children } = props;
  return (
    <li>
      <section className="stack" aria-labelledby={`step-${name}`}>
        <h2 id={`step-${name}`}>
          {t(`welcome.${name}.title`)}{" "}
          {isDone === undefined ? null : (
            <Tag kind={isDone ? "ok" : undefined}>
              {t(isDone ? "welcome.state.done" : "welcome.state.open")}
            </Tag>
          )}
        </h2>
        {children}
      </section>
    </li>
  );
}

function Dismiss({ t, locale }: ScreenTools) {
  return (
    <PostForm t={t} name="end" action={localePath(locale, PLACES.welcome)} className="stack">
      <p className="dim small">{t("welcome.end.what")}</p>
      <p>
        <Button>{t("welcome.end.button")}</Button>
      </p>
    </PostForm>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  watch: spec({
    schema: WatchAll,
    command: watchAll,
    limit: "watch",
    done: () => `${PLACES.welcome}?done=watched`,
  }),
  end: spec({
    schema: z.object({}),
    command: dismissFirstSteps,
    limit: "account",
    done: () => `${PLACES.welcome}?done=ended`,
  }),
});
