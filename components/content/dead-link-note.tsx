import type { Locale } from "@/lib/i18n/locales";
import type { Messages } from "@/lib/i18n/messages";
import type { Translator } from "@/lib/i18n/translator";
import type { DeadLink, DeadLinkOf } from "@/lib/pages/links/model";
import { canBegin } from "@/lib/text/targets";
import { beginHref } from "./begin-missing";

/** The areas in which members can create a missing page, as far as there are texts for it. */
type BegunArea = keyof Messages["revisions"]["prose"]["lost"]["of"];

/** Returns a function for notes on a link's target: nothing if the page is available or was not checked. */
export function deadLinkNote(props: { t: Translator; locale: Locale; deadLinkOf?: DeadLinkOf | undefined }) {
  const { t, locale, deadLinkOf } = props;
  return (href: string) => {
    const lost = deadLinkOf?.(href);
    return lost ? <DeadLinkNote t={t} locale={locale} lost={lost} /> : null;
  };
}

/** A note after a link to a missing page of this site: that the page does not exist, with a link to create it. */
function DeadLinkNote({ t, locale, lost }: { t: Translator; locale: Locale; lost: DeadLink }) {
  const [area = ""] = lost.target.split("/");
  const own = `revisions.prose.lost.of.${area as BegunArea}` as const;
  const href = beginHref(locale, lost.target);
  const write = (words: string) => () =>
    href ? (
      <a href={href} rel="nofollow">
        {words}
      </a>
    ) : (
      words
    );
  return (
    <>
      {" "}
      <span className="dead-link-note">
        {lost.state === "retracted"
          ? t("revisions.prose.lost.retracted")
          : canBegin(area)
            ? t.rich(`${own}.text`, { write: write(t(`${own}.write`)) })
            : t("revisions.prose.lost.missing")}
      </span>
    </>
  );
}
