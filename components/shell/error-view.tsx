import { beginHref } from "@/components/content/begin-missing";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { addressWords } from "./address-words";
import { PLACES } from "./places";
import { SearchForm } from "./search-form";

/** The statuses with their own error page; any other is drawn as 500. */
export const ERROR_PAGES = [401, 403, 404, 409, 410, 413, 415, 422, 429, 500, 503] as const;

/** The statuses that a reader may want to ask about; on the others a question would not help, or not arrive. */
const ASKABLE: ReadonlySet<number> = new Set([403, 404, 410, 500]);

const CODES: Record<number, string> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  410: "gone",
  413: "too_large",
  415: "unsupported",
  422: "invalid",
  429: "rate_limited",
  503: "unavailable",
};

/**
 * The body of an error page: what happened, what it means, what to do. `reason` adds the text of
 * `errors.<code>.<reason>` if there is one, and what to do from `errors.next.<reason>`. `id` is the number
 * under which a server error was logged. `retryAfter` is in seconds.
 */
export function ErrorView(props: {
  t: Translator;
  locale: Locale;
  status: number;
  reason?: string;
  id?: string | null;
  retryAfter?: number;
  /** The path, without language: something could be created there, or its words searched for. */
  path?: string;
}) {
  const { t, locale, reason, id, retryAfter, path = "" } = props;
  const status = (ERROR_PAGES as readonly number[]).includes(props.status) ? props.status : 500;
  const say = (part: "title" | "what" | "next") => message(t, `errors.page.${status}.${part}`);
  const own = reasonText(t, status, reason);
  const next = own === null ? null : known(t, `errors.next.${reason}`);
  return (
    <>
      <PageHead title={say("title")} sub={own ?? say("what")} />
      <div className="wrap body flush stack">
        {own ? <p>{say("what")}</p> : null}
        <h2>{t("errors.page.meaning")}</h2>
        <p>{next ?? say("next")}</p>
        {status === 404 ? (
          <SearchForm
            t={t}
            locale={locale}
            isOwn={false}
            landmark={t("search.landmark")}
            label={t("search.label")}
            asked={addressWords(path)}
            isStart
          />
        ) : null}
        <Begin t={t} locale={locale} path={path} reason={reason} />
        {retryAfter ? <p>{retryText(t, retryAfter)}</p> : null}
        {id ? (
          <p className="dim">
            {t("errors.page.id")} <code>{id}</code>
          </p>
        ) : null}
        <p className="row">
          {status === 401 ? (
            <ButtonLink kind="pri" href={localePath(locale, PLACES.signIn)}>
              {t("errors.page.signIn")}
            </ButtonLink>
          ) : null}
          <ButtonLink href={localePath(locale, PLACES.home)}>{t("errors.page.home")}</ButtonLink>
          <ButtonLink href={localePath(locale, PLACES.countries)}>{t("errors.page.countries")}</ButtonLink>
        </p>
        {ASKABLE.has(status) ? (
          <p>
            <a href={contactHref(locale, path)} rel="nofollow">
              {t("errors.page.ask")}
            </a>
          </p>
        ) : null}
      </div>
    </>
  );
}

/** The contact form, with the address of the page filled in. */
const contactHref = (locale: Locale, path: string) =>
  withQuery(localePath(locale, PLACES.contact), { page: path === "" ? null : localePath(locale, path) });

/** A link for members to create the missing page: the screen that it leads to checks permission. */
function Begin(props: { t: Translator; locale: Locale; path: string; reason: string | undefined }) {
  const { t, locale, path, reason } = props;
  const [href, words] = [beginHref(locale, path), known(t, `errors.page.begin.of.${reason}`)];
  if (href === null || words === null) return null;
  return (
    <p className="row">
      <span>{t("errors.page.begin.who")}</span>
      <a href={href} rel="nofollow">
        {words}
      </a>
    </p>
  );
}

/** Returns the text of the reason, if it says more than the page already does. */
function reasonText(t: Translator, status: number, reason: string | undefined): string | null {
  if (!reason || reason === "generic" || !CODES[status]) return null;
  return known(t, `errors.${CODES[status]}.${reason}`);
}

/** Returns the message of a key that only some reasons have; null otherwise. */
function known(t: Translator, key: string): string | null {
  const text = message(t, key);
  return text === key ? null : text;
}

function retryText(t: Translator, seconds: number): string {
  return seconds < 90
    ? t("errors.page.retry", { seconds: Math.ceil(seconds) })
    : t("errors.page.retryMinutes", { minutes: Math.ceil(seconds / 60) });
}
