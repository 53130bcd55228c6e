import { BounceFacts } from "@/components/members/bounce-parts";
import { Section } from "@/components/ui/heading";
import { type BounceState, RESET_DAYS, STOPS_AT } from "@/lib/bounces/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** Mails to the member that came back, as the member sees them, with the score. */
export function BouncesPart({ t, locale, state }: { t: Translator; locale: Locale; state: BounceState }) {
  const { score, status } = state;
  const counts = { most: STOPS_AT, days: RESET_DAYS };
  return (
    <Section id="bounces" className="narrow" title={t("admin.member.bounces.title")}>
      <BounceFacts
        t={t}
        locale={locale}
        state={state}
        more={[
          { term: t("admin.member.bounces.code"), value: <bdi>{status || "–"}</bdi> },
          {
            term: t("admin.member.bounces.score"),
            value: t("admin.member.bounces.scoreOf", { score, most: STOPS_AT }),
          },
        ]}
      />
      <p className="dim">{t("admin.member.bounces.what", counts)}</p>
    </Section>
  );
}
