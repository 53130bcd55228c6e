import type { ReactNode } from "react";
import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { HELD_ID } from "@/components/post-form";
import type { CornerMember } from "@/components/shell/account-corner";
import { ErrorView } from "@/components/shell/error-view";
import { Shell } from "@/components/shell/shell";
import { type DomainError, isDomainError } from "@/lib/core/errors";
import { type FormState, hasProblems, NO_FORM } from "@/lib/core/form-state";
import { newId } from "@/lib/core/id";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { offeredOr } from "@/lib/i18n/site-words";
import { message, type Translator, translator } from "@/lib/i18n/translator";
import { describeError, log } from "@/lib/log";
import { siteLook } from "@/lib/site-settings";
import { asUnavailable } from "../unavailable";
import { type Drawn, titleOf } from "../view";
import { asset } from "./assets";

type StaticRenderer = (element: ReactNode) => string;
let renderer: Promise<StaticRenderer> | undefined;

/** Imported when first needed: the framework refuses a static import of the server renderer in routes. */
async function staticMarkup(element: ReactNode): Promise<string> {
  renderer ??= import("react-dom/server").then((module) => module.renderToStaticMarkup);
  return (await renderer)(element);
}

/** Draws part of a page as HTML, e.g. for the entry of a feed. */
export function drawPart(element: ReactNode): Promise<string> {
  return staticMarkup(element);
}

export interface DrawOptions {
  locale: Locale;
  /** Path with its declared query. */
  path: string;
  banner?: string;
  actor?: CornerMember | null;
  /** Result of a form of the page. */
  form?: FormState;
}

/**
 * Draws a whole page as HTML: the shell around the view's content. If a form came back with problems and the
 * view does not show them (a single button, a form no longer offered), they are shown at the top.
 */
export async function drawPage(drawn: Drawn, options: DrawOptions): Promise<string> {
  const { form = NO_FORM, locale } = options;
  const t = translator(locale);
  const isMarked = form.held !== undefined && (await staticMarkup(drawn.body)).includes(`id="${HELD_ID}"`);
  const body = <HeldForm t={t} form={form} isMarked={isMarked} body={drawn.body} />;
  const named = { ...drawn, title: titleOf(drawn, t, form), body };
  const html = await drawWhole(named, body, options);
  if (!hasProblems(form) || html.includes('class="errsum')) return html;
  const summary = <ErrorsSummary t={t} problems={form} labels={{}} />;
  return drawWhole(
    named,
    <>
      <div className="wrap outcome">{summary}</div>
      {body}
    </>,
    options,
  );
}

/** Top of a page with a form that was held and not submitted: says so, and links to the form. */
function HeldForm(props: { t: Translator; form: FormState; isMarked: boolean; body: ReactNode }) {
  const { t, isMarked, body } = props;
  const { held } = props.form;
  if (!held) return body;
  return (
    <>
      <Outcome kind="warn" title={t("common.held.title")}>
        {held.is === "typed" ? (
          <>
            {t("common.held.typed")} {isMarked ? <a href={`#${HELD_ID}`}>{t("common.held.go")}</a> : null}
          </>
        ) : (
          t("common.held.unsent", { act: message(t, held.act) })
        )}
      </Outcome>
      {body}
    </>
  );
}

async function drawWhole(drawn: Drawn, body: ReactNode, options: DrawOptions): Promise<string> {
  const {
    body: _body,
    scopes: _scopes,
    status: _status,
    refresh: _refresh,
    isProblem: _isProblem,
    ...head
  } = drawn;
  const markup = await staticMarkup(
    <Shell
      {...head}
      locale={options.locale}
      t={translator(options.locale)}
      path={options.path}
      banner={options.banner ?? ""}
      look={siteLook()}
      actor={options.actor ?? null}
      asset={asset}
      origin={env().APP_URL}
    >
      {body}
    </Shell>,
  );
  return `<!doctype html>${markup}`;
}

/** Turns anything thrown into something to show; what is not a refusal is logged once, under an id. */
export function asRefusal(error: unknown): { error: DomainError | null; id: string | null } {
  if (isDomainError(error)) return { error: error as DomainError, id: null };
  const unavailable = asUnavailable(error);
  if (unavailable) {
    log().warn({ event: `database.${unavailable.reason}` });
    return { error: unavailable, id: null };
  }
  const id = newId();
  log().error({ event: "error", id, ...describeError(error) });
  return { error: null, id };
}

const PRIVATE = { "cache-control": "private, no-store", "content-type": "text/html; charset=utf-8" };

/** Draws the page of an error with its status; works without scripts. */
export async function errorResponse(thrown: unknown, asked: Locale, path: string): Promise<Response> {
  const locale = offeredOr(asked);
  const { error, id } = asRefusal(thrown);
  const status = error?.status ?? 500;
  const t = translator(locale);
  const retryAfter = (error?.details as { retryAfter?: number } | undefined)?.retryAfter;
  const drawn: Drawn = {
    title: t(`errors.page.${status as 404}.title`),
    body: (
      <ErrorView
        t={t}
        locale={locale}
        status={status}
        reason={error?.reason}
        id={id}
        retryAfter={retryAfter}
        path={path}
      />
    ),
    robots: "noindex",
    alternates: false,
    // It has a search of its own.
    isSearch: status === 404,
  };
  const headers: Record<string, string> = { ...PRIVATE };
  if (status === 429 || status === 503) headers["retry-after"] = String(retryAfter ?? 30);
  return new Response(await drawPage(drawn, { locale, path }), { status, headers });
}
