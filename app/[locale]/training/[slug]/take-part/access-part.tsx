import { FoldedReason } from "@/components/folded-reason";
import { MemberLink } from "@/components/member-link";
import { fieldsOf, formOf } from "@/components/post-form";
import { Time } from "@/components/time";
import { SectionHead } from "@/components/ui/heading";
import type { listGranted } from "@/lib/training";
import { materialHref } from "../../addresses";
import type { PartProps } from "./part-forms";

type Granted = NonNullable<Awaited<ReturnType<typeof listGranted>>>[number];

/** Who was given access, why, and the form that ends it: for the material's owner and moderators. */
export function AccessPart(props: PartProps & { granted: readonly Granted[] }) {
  const { t, granted } = props;
  return (
    <section aria-labelledby="granted" className="stack narrow">
      <SectionHead id="granted">{t("training.part.grantedTitle")}</SectionHead>
      {granted.length === 0 ? (
        <p className="dim">{t("training.part.grantedNobody")}</p>
      ) : (
        <ul className="list">
          {granted.map((one) => (
            <GrantedItem key={one.memberId} {...props} one={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function GrantedItem({ t, locale, material, form, one }: PartProps & { one: Granted }) {
  const { memberId } = one;
  const own = formOf(form, "memberId", memberId);
  const isBack = own.name === "endAccess";
  const fields = fieldsOf(t, own, "endAccess");
  const id = `end-${memberId}`;
  return (
    <li>
      <p className="meta">
        <MemberLink t={t} locale={locale} member={one.state === "erased" ? null : one} />
        {one.institution ? <bdi>{one.institution}</bdi> : null}
        <Time at={one.grantedAt} locale={locale} />
      </p>
      {one.reason ? (
        <p className="lines" dir="auto">
          {one.reason}
        </p>
      ) : null}
      {one.decisionReason ? (
        <p className="small dim">
          {t("training.part.grantedBy", { name: one.decider ?? "", reason: one.decisionReason })}
        </p>
      ) : null}
      <FoldedReason
        t={t}
        name="endAccess"
        action={materialHref(locale, material.slug, "/take-part")}
        step={
          <>
            {t("training.part.endAccess")}
            <span className="vh"> {one.displayName}</span>
          </>
        }
        fields={isBack ? fields : undefined}
        hidden={{ memberId }}
        reason={{
          name: "reason",
          id,
          label: t("training.part.endReason"),
          hint: t("training.part.endReasonHint"),
          value: isBack ? fields.value("reason") : "",
        }}
      />
    </li>
  );
}
