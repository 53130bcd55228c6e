import type { ReactNode } from "react";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { FasterWays } from "./contact-form";

interface Props {
  t: Translator;
  locale: Locale;
  /** The contact address of the site; empty: none. */
  address: string;
}

/** Reads the query's address of a page: only a path, which the form then shows. */
export const pageAsked = (page: string | undefined): string => (page?.startsWith("/") ? page : "");

/** Names the address in a sentence, as a link that opens the reader's mail program. */
const addressLink = (address: string) => () => (
  <a href={`mailto:${address}`} dir="ltr">
    {address}
  </a>
);

/**
 * The page for questions: the form, or where it is closed the contact address alone; after a question was sent,
 * where the answer is sent to. `path`: that of the page.
 */
export function ContactView(
  props: Props & { path: string; isFormOpen: boolean; sent: FormState; children: ReactNode },
) {
  const { t, locale, address, path, isFormOpen, sent, children } = props;
  const to = typeof sent.shown?.email === "string" ? sent.shown.email : null;
  if (to !== null) return <Arrived t={t} to={to} href={localePath(locale, path)} />;
  return (
    <>
      <PageHead title={t("contact.title")} sub={isFormOpen ? t("contact.sub") : t("contact.closed")} />
      <div className="wrap body cols side">
        <div className="stack">
          {isFormOpen ? children : null}
          <OtherAddress t={t} address={address} isFormOpen={isFormOpen} />
        </div>
        <FasterWays t={t} locale={locale} />
      </div>
    </>
  );
}

function OtherAddress({ t, address, isFormOpen }: Omit<Props, "locale"> & { isFormOpen: boolean }) {
  if (address !== "")
    return (
      <p>{t.rich(isFormOpen ? "contact.byMail" : "contact.address", { address: addressLink(address) })}</p>
    );
  return isFormOpen ? null : <p>{t("contact.noAddress")}</p>;
}

function Arrived({ t, to, href }: { t: Translator; to: string; href: string }) {
  return (
    <>
      <PageHead title={t("contact.title")} />
      <div className="wrap body stack narrow">
        <Note kind="ok" icon="check" role="status" title={t("contact.sentTitle")}>
          {t.rich("contact.sent", { email: () => <bdi>{to}</bdi> })}
        </Note>
        <p>
          <a href={href}>{t("contact.another")}</a>
        </p>
      </div>
    </>
  );
}
