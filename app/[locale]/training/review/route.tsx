import type { ReactNode } from "react";
import type { z } from "zod";
import { problemText } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { PageHead, SectionHead } from "@/components/ui/heading";
import { message } from "@/lib/i18n/translator";
import {
  answerSuggestion,
  decideRequest,
  listOpenRequests,
  listOpenSuggestions,
  listWaitingMaterials,
  listWaitingVersions,
} from "@/lib/training";
import { AnswerSuggestion, DecideRequest } from "@/lib/training/use/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { RequestItem, SuggestionItem, WaitingItem } from "./review-items";

/** What waits for this member's decision: uploads and versions, requests for access, suggestions. */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const [uploads, versions, requests, suggestions] = await Promise.all([
      listWaitingMaterials(actor),
      listWaitingVersions(actor),
      listOpenRequests(actor),
      listOpenSuggestions(actor),
    ]);
    const common = { t, locale, form };
    const title = t("training.review.title");
    const done = search.get("done");
    const key = `training.review.done.${done}`;
    const told = done && /^[a-z]{1,20}$/.test(done) ? message(t, key) : key;
    return {
      title,
      current: "training",
      crumbs: [{ href: "/training", label: t("shell.nav.training") }, { label: title }],
      body: (
        <>
          {told === key ? null : <Outcome>{told}</Outcome>}
          {form.error ? (
            <Outcome kind="bad">{problemText(t, form.error.code, form.error.reason)}</Outcome>
          ) : null}
          <PageHead title={title} sub={t("training.review.sub")} />
          <div className="wrap body flush stack g6">
            <Queue id="uploads" title={t("training.review.uploads")} nothing={t("training.review.nothing")}>
              {uploads.map((row) => (
                <WaitingItem key={row.id} {...common} row={row} />
              ))}
            </Queue>
            <Queue id="versions" title={t("training.review.versions")} nothing={t("training.review.nothing")}>
              {versions.map((row) => (
                <WaitingItem key={row.id} {...common} row={row} />
              ))}
            </Queue>
            <Queue id="requests" title={t("training.review.requests")} nothing={t("training.review.nothing")}>
              {requests.map((row) => (
                <RequestItem key={row.id} {...common} row={row} />
              ))}
            </Queue>
            <Queue
              id="suggestions"
              title={t("training.review.suggestions")}
              nothing={t("training.review.nothing")}
            >
              {suggestions.map((row) => (
                <SuggestionItem key={row.id} {...common} row={row} />
              ))}
            </Queue>
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

function Queue(props: { id: string; title: string; nothing: string; children: ReactNode[] }) {
  const { id, title, nothing, children } = props;
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id}>{title}</SectionHead>
      {children.length === 0 ? <p className="dim">{nothing}</p> : <ul className="list">{children}</ul>}
    </section>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  request: spec({
    schema: DecideRequest,
    command: decideRequest,
    limit: "review",
    done: () => "/training/review?done=decided",
  }),
  suggestion: spec({
    schema: AnswerSuggestion,
    command: answerSuggestion,
    guards: ["answer"],
    limit: "review",
    done: () => "/training/review?done=answered",
  }),
});
