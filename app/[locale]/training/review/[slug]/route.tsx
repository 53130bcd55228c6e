import type { z } from "zod";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findDeadLinks } from "@/lib/page-kinds";
import {
  acceptVersion,
  type FoundMaterial,
  findMaterial,
  listDeliveries,
  listPlayed,
  listRatings,
  publishMaterial,
  returnMaterial,
  returnVersion,
} from "@/lib/training";
import { MaterialParams, ReviewMaterial } from "@/lib/training/model";
import { GiveReason } from "@/lib/training/use/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import { requestOrigin } from "@/lib/web/request-context";
import type { ScreenView } from "@/lib/web/view";
import { MaterialView } from "../../[slug]/material-view";
import { shownVersions } from "../../[slug]/versions-part";

/** A material before publication, for its authors and reviewers, with what is pending. */
const view = {
  params: MaterialParams,
  async render({ slug }, { locale, t, form, actor }) {
    const material = await findForReview(actor, slug);
    const [newest] = shownVersions(material, true);
    const [deliveries, ratings, played] = await Promise.all([
      listDeliveries(material.id),
      listRatings(material.id),
      listPlayed({ actor, origin: requestOrigin() }, slug, newest?.files ?? [], locale),
    ]);
    return {
      title: material.title,
      current: "training",
      crumbs: [
        { href: "/training", label: t("shell.nav.training") },
        { href: "/training/review", label: t("training.review.title") },
        { label: material.title },
      ],
      body: (
        <>
          <MaterialView
            t={t}
            locale={locale}
            material={material}
            played={played}
            deliveries={deliveries}
            ratings={ratings}
            downloads={0}
            now={new Date()}
            origin={env().APP_URL}
            deadLinkOf={(await findDeadLinks([material.description])).deadLinkOf}
            isReview
          />
          <DecisionPart t={t} locale={locale} material={material} form={form} actor={actor} />
        </>
      ),
    };
  },
} satisfies ScreenView<typeof MaterialParams, z.ZodObject>;

/** Throws `not_found` for members who neither edit nor review it. */
async function findForReview(actor: Actor, slug: string): Promise<FoundMaterial> {
  const material = await findMaterial(slug);
  if (!material) throw new DomainError("not_found", "material");
  const mayWrite = can(actor, "material.edit", material) || can(actor, "material.bring-version", material);
  const waits = waitsAs(material) !== null;
  if (mayWrite || (waits && can(actor, "material.review", material))) return material;
  throw new DomainError("not_found", "material");
}

/** Returns what of a material waits for review. */
function waitsAs(material: FoundMaterial): "material" | "version" | null {
  if (material.state === "submitted") return "material";
  const [newest] = material.versions;
  return material.state === "published" && newest?.submittedAt && !newest.publishedAt ? "version" : null;
}

function DecisionPart(props: {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  form: FormState;
  actor: Actor;
}) {
  const { t, locale, material, form, actor } = props;
  const waits = waitsAs(material);
  if (!waits || !can(actor, "material.review", material)) return null;
  const names = waits === "material" ? (["publish", "return"] as const) : (["accept", "giveBack"] as const);
  const action = localePath(locale, `/training/review/${material.slug}`);
  const back = fieldsOf(t, form, names[1]);
  return (
    <div className="wrap body flush">
      <Section id="decision" className="stack narrow" title={t("training.review.decision")}>
        <PostForm
          t={t}
          name={names[0]}
          action={action}
          fields={fieldsOf(t, form, names[0])}
          hidden={{ seen: material.updatedAt.toISOString() }}
        >
          <p>
            <Button kind="pri">{t("training.review.publish")}</Button>
          </p>
        </PostForm>
        <PostForm
          t={t}
          name={names[1]}
          action={action}
          fields={back}
          labels={{ reason: t("training.review.reason") }}
        >
          <TextArea
            name="reason"
            label={t("training.review.reason")}
            defaultValue={back.value("reason")}
            errors={back.errors("reason")}
            maxLength={1000}
            rows={3}
            required
          />
          <p>
            <Button>{t("training.review.return")}</Button>
          </p>
        </PostForm>
      </Section>
    </div>
  );
}

export const GET = screen(view);

const done = (what: string) => () => `/training/review?done=${what}`;

export const POST = screenForm(view, {
  publish: spec({
    schema: ReviewMaterial,
    command: publishMaterial,
    limit: "review",
    done: done("published"),
  }),
  return: spec({ schema: GiveReason, command: returnMaterial, limit: "review", done: done("returned") }),
  accept: spec({ schema: ReviewMaterial, command: acceptVersion, limit: "review", done: done("published") }),
  giveBack: spec({ schema: GiveReason, command: returnVersion, limit: "review", done: done("returned") }),
});
