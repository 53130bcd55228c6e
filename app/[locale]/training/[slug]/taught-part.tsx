import { MemberLink } from "@/components/member-link";
import { profileHref } from "@/components/profiles/addresses";
import { Day, Time } from "@/components/time";
import { SectionHead } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import { listText } from "@/lib/i18n/lists";
import { wordOf } from "@/lib/training/words/model";
import type { MaterialViewProps } from "./shown";

/** The courses that were held with it: where, when, for how many of whom. */
export function DeliveriesPart(props: MaterialViewProps) {
  const { t, deliveries } = props;
  if (deliveries.length === 0) return null;
  return (
    <section aria-labelledby="deliveries">
      <SectionHead id="deliveries">{t("training.material.deliveries")}</SectionHead>
      <CardTable>
        <TableHead
          columns={[
            t("training.part.country"),
            t("training.part.startsOn"),
            t("training.part.institution"),
            t("training.part.language"),
            t("training.part.participants"),
          ]}
        />
        <tbody>
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} {...props} delivery={delivery} />
          ))}
        </tbody>
      </CardTable>
    </section>
  );
}

type Delivery = MaterialViewProps["deliveries"][number];

function DeliveryRow({ t, locale, material, delivery }: MaterialViewProps & { delivery: Delivery }) {
  return (
    <tr id={`delivery-${delivery.id}`}>
      <th scope="row">
        {delivery.countrySlug ? (
          <a href={profileHref(locale, delivery.countrySlug)}>{countryName(delivery.country, locale)}</a>
        ) : (
          countryName(delivery.country, locale)
        )}{" "}
        <bdi>{delivery.place}</bdi>
      </th>
      <td data-l={t("training.part.startsOn")} className="num">
        <Day day={delivery.startsOn} locale={locale} />
        {delivery.endsOn === delivery.startsOn ? null : (
          <>
            {" – "}
            <Day day={delivery.endsOn} locale={locale} />
          </>
        )}
      </td>
      <td data-l={t("training.part.institution")}>
        <bdi>{delivery.institution}</bdi>
        {delivery.note ? (
          <p className="small dim">
            <bdi lang={material.language}>{delivery.note}</bdi>
          </p>
        ) : null}
      </td>
      <td data-l={t("training.part.language")}>{languageName(delivery.language, locale)}</td>
      <td data-l={t("training.part.participants")}>
        {listText(
          Object.entries(delivery.participants).map(([role, count]) =>
            t("training.material.audienceCount", { audience: wordOf(t, "audience", role), count }),
          ),
          locale,
        )}
      </td>
    </tr>
  );
}

/** Ratings by people who used it, each with their role at that time. */
export function RatingsPart({ t, locale, ratings }: MaterialViewProps) {
  if (ratings.length === 0) return null;
  return (
    <section aria-labelledby="ratings">
      <SectionHead id="ratings">{t("training.material.ratings")}</SectionHead>
      <ul className="list">
        {ratings.map((rating) => (
          <li key={rating.memberId}>
            <p className="meta">
              <b>{t("training.material.score", { score: rating.score })}</b>
              <span>{wordOf(t, "audience", rating.role)}</span>
              <MemberLink
                t={t}
                locale={locale}
                member={rating.author.state === "erased" ? null : rating.author}
              />
              <Time at={rating.updatedAt} locale={locale} isDayOnly />
            </p>
            {rating.comment ? (
              <p className="lines" dir="auto">
                {rating.comment}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
