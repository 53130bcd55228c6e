import { problemText } from "@/components/errors-summary";
import { UploadOutcome } from "@/components/files/upload-form";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHead, Section } from "@/components/ui/heading";
import type { Actor } from "@/lib/core/actor";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import type { FileLine, OwnFile, UploadResult } from "@/lib/files/model";
import { usablePictures } from "@/lib/files/pictures/model";
import { localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { Draft } from "@/lib/revisions";
import { type FoundMaterial, lacksOfMaterial } from "@/lib/training";
import type { PageTools } from "@/lib/web/view";
import { previewOf, textEditorData, theirsOf, tokenOf } from "../../../text-editing";
import { materialHref } from "../../addresses";
import { MATERIAL_TEXT, materialDraftData } from "../../drafted";
import { UsagePart } from "../../usage-part";
import { ScansPart } from "../scans-part";
import { DescriptionForm } from "./description-form";
import { DetailsForm } from "./details-form";
import { FilesPart } from "./files-form";
import { Checklist, ProgressPart } from "./progress-part";
import { StateNote, StepsPart } from "./steps-part";

interface Props {
  tools: PageTools;
  actor: Actor;
  material: FoundMaterial;
  /** The result of a form for files. */
  result: UploadResult;
  largest: number;
  projects: Parameters<typeof DetailsForm>[0]["projects"];
  titles: Parameters<typeof DetailsForm>[0]["titles"];
  own: readonly OwnFile[];
  /** Files that were sent on this page and are not part of it yet. */
  incoming: readonly FileLine[];
  usage: Parameters<typeof UsagePart>[0]["usage"] | undefined;
  usageOfVersions: Parameters<typeof UsagePart>[0]["versions"];
  /** The stored drafts of its description and of its details. */
  draft: Draft | null;
  formDraft: Draft | null;
}

/** Forms that are always on the page and show their own errors. */
const OWN_SUMMARIES: ReadonlySet<string> = new Set(["details", "description", "preview", "files"]);

export const editTitle = (t: Translator, { title }: FoundMaterial) => t("training.form.editTitle", { title });

/** A material for the members who edit it: each part for those with permission. */
export function EditView(props: Props) {
  const { tools, actor, material, result, usage } = props;
  const { t, locale, form, search } = tools;
  const [newest] = material.versions;
  const changesFiles = newest?.publishedAt ? "material.publish" : "material.bring-version";
  const isOpen = material.state === "published" || material.state === "retracted";
  const lacks = lacksOfMaterial(material);
  return (
    <>
      <UploadOutcome t={t} result={result} />
      <DoneOutcome done={search.get("done")} t={t} />
      {form.error && !OWN_SUMMARIES.has(form.name ?? "") ? (
        <Outcome kind="bad">{problemText(t, form.error.code, form.error.reason)}</Outcome>
      ) : null}
      <PageHead
        title={editTitle(t, material)}
        actions={
          <ButtonLink
            icon="eye"
            // The public page if there is one, else that of its reviewers.
            href={
              isOpen
                ? materialHref(locale, material.slug)
                : localePath(locale, `/training/review/${material.slug}`)
            }
          >
            {t("training.form.view")}
          </ButtonLink>
        }
      />
      <div className="wrap body flush stack g6">
        <div className="stack">
          <StateNote t={t} material={material} />
          {isOpen ? null : (
            <ProgressPart t={t} locale={locale} material={material} lacks={lacks} incoming={props.incoming} />
          )}
        </div>
        {usage ? <UsagePart t={t} locale={locale} usage={usage} versions={props.usageOfVersions} /> : null}
        {can(actor, changesFiles, material) ? <Files {...props} /> : null}
        {can(actor, "material.edit", material) ? <Texts {...props} /> : null}
        <Section id="submit" title={t(isOpen ? "training.form.stateTitle" : "training.step.submit")}>
          {isOpen ? null : <Checklist t={t} lacks={lacks} />}
          <StepsPart t={t} locale={locale} material={material} actor={actor} form={form} />
        </Section>
      </div>
    </>
  );
}

/** Its files, and the recognized text of scans. */
function Files({ tools, actor, material, incoming, largest, own }: Props) {
  const { t, locale, form, search } = tools;
  return (
    <>
      <Section id="files" title={t("training.form.files")}>
        <FilesPart
          t={t}
          locale={locale}
          material={material}
          fields={fieldsOf(t, form, "files")}
          incoming={incoming}
          own={search.get("uploads") === "own" ? own : null}
          largest={largest}
        />
      </Section>
      <ScansPart t={t} locale={locale} material={material} form={form} actor={actor} at="edit" />
    </>
  );
}

/** Its description and details. */
function Texts(props: Props) {
  const { tools, actor, material, projects, titles } = props;
  const { t, locale, form } = tools;
  const typed = { slug: material.slug, draft: props.formDraft };
  return (
    <>
      <Section id="description" title={t("training.form.descriptionTitle")}>
        <DescriptionForm
          t={t}
          locale={locale}
          material={material}
          fields={fieldsOf(t, descriptionSent(form), "description")}
          clientToken={tokenOf(form)}
          data={descriptionEditorData(props)}
          theirs={form.name === "description" ? theirsOf(form, { hasNotes: true }) : null}
          preview={previewOf(form)}
        />
      </Section>
      <Section id="details" title={t("training.form.details")}>
        <DetailsForm
          t={t}
          locale={locale}
          material={material}
          fields={fieldsOf(t, form, "details")}
          projects={projects}
          titles={titles}
          formDraft={materialDraftData(typed, "details", actor, tools)}
        />
      </Section>
    </>
  );
}

/** The preview of the description is a separate form with the same fields, which keeps what was typed. */
function descriptionSent({ shown, ...form }: FormState): FormState {
  if (form.name === "preview") return { ...form, name: "description" };
  return shown ? { ...form, shown } : form;
}

/** Returns the data of a description's editor, written into its page. */
function descriptionEditorData({ tools, actor, material, own, draft }: Props): string {
  const { t, locale } = tools;
  const saved = materialHref(locale, material.slug, "/edit?done=saved");
  return textEditorData(
    {
      of: MATERIAL_TEXT,
      section: MATERIAL_TEXT.text,
      sectionTitle: t("training.form.description"),
      placeholder: t("training.form.descriptionPlaceholder"),
      slug: material.slug,
      content: material.description,
      number: material.base,
      draft,
      basePath: localePath(locale, "/training"),
      profilePath: localePath(locale, "/training/mine"),
      after: { published: saved, pending: saved, unchanged: saved },
    },
    usablePictures(material.pictures, own),
    actor,
    tools,
  );
}

function DoneOutcome({ t, done }: { t: Translator; done: string | null }) {
  if (done === null || !/^[a-z]{1,20}$/.test(done)) return null;
  const key = `training.form.done.${done}`;
  const text = message(t, key);
  return text === key ? null : <Outcome>{text}</Outcome>;
}
