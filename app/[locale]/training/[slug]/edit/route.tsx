import type { z } from "zod";
import { problemText } from "@/components/errors-summary";
import { UploadOutcome } from "@/components/files/upload-form";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHead, Section } from "@/components/ui/heading";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { largestUpload, listOwnFiles, removeFile } from "@/lib/files";
import { FileId, type OwnFile, readUploads } from "@/lib/files/model";
import { usablePictures } from "@/lib/files/pictures/model";
import { localePath } from "@/lib/i18n/locales";
import { message } from "@/lib/i18n/translator";
import { listProjects } from "@/lib/profiles/reading";
import { type Draft, findFormDraft, findPageDraft } from "@/lib/revisions";
import {
  confirmMaterial,
  deleteVersion,
  eraseScanWords,
  type FoundMaterial,
  findMaterial,
  finishVersion,
  listTitles,
  listUsage,
  listVersionUsage,
  previewDescriptionText,
  publishMaterial,
  recogniseScan,
  removeMaterial,
  restoreMaterial,
  retractMaterial,
  saveDescriptionText,
  saveFiles,
  saveMaterial,
  startVersion,
  submitMaterial,
  withdrawMaterial,
} from "@/lib/training";
import { SaveMaterial } from "@/lib/training/details/model";
import {
  DESCRIPTION,
  Description,
  MaterialParams,
  OfScan,
  SaveFiles,
  StartVersion,
} from "@/lib/training/model";
import { GiveReason } from "@/lib/training/use/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { PageTools, ScreenView } from "@/lib/web/view";
import { previewOf, textEditorData, theirsOf, tokenOf } from "../../../text-editing";
import { materialHref } from "../../addresses";
import { materialDraftData } from "../../drafted";
import { UsagePart } from "../../usage-part";
import { ScansPart } from "../scans-part";
import { DescriptionForm } from "./description-form";
import { DetailsForm } from "./details-form";
import { FilesPart } from "./files-form";
import { StepsPart } from "./steps-part";

/** Forms that always stand on the page and say by themselves what is wrong. */
const OWN_SUMMARIES: ReadonlySet<string> = new Set(["details", "description", "preview", "files"]);

/** A material before those who bring it: where it stands, its files, what stands round it, its description. */
const view = {
  isLong: true,
  params: MaterialParams,
  async render({ slug }, tools) {
    const { locale, t, form, search, actor } = tools;
    const material = await findForEdit(actor, slug);
    const mayEdit = can(actor, "material.edit", material);
    const [newest] = material.versions;
    const mayChangeFiles = newest?.publishedAt
      ? can(actor, "material.publish", material)
      : can(actor, "material.bring-version", material);
    const [projects, titles, own, usages, versionUsage] = await Promise.all([
      listProjects(),
      listTitles(),
      listOwnFiles(actor),
      listUsage([material.id]),
      listVersionUsage(material.id),
    ]);
    const usage = usages.get(material.id);
    const [draft, typed] = await Promise.all([
      findPageDraft(actor.id, material.id, DESCRIPTION),
      findFormDraft(actor.id, material.id),
    ]);
    const title = t("training.form.editTitle", { title: material.title });
    const told = readUploads(search);
    return {
      title,
      current: "training",
      crumbs: [
        { href: "/training", label: t("shell.nav.training") },
        { href: "/training/mine", label: t("training.review.mine") },
        { label: material.title },
      ],
      refreshScripts: ["editor.js"],
      body: (
        <>
          <UploadOutcome t={t} told={told} />
          <DoneOutcome done={search.get("done")} t={t} />
          {form.error && !OWN_SUMMARIES.has(form.name ?? "") ? (
            <Outcome kind="bad">{problemText(t, form.error.code, form.error.reason)}</Outcome>
          ) : null}
          <PageHead
            title={title}
            actions={
              <ButtonLink icon="eye" href={viewHref()}>
                {t("training.form.view")}
              </ButtonLink>
            }
          />
          <div className="wrap body flush stack g6">
            <Section id="state" title={t("training.form.stateTitle")}>
              <StepsPart t={t} locale={locale} material={material} actor={actor} form={form} />
            </Section>
            {usage ? <UsagePart t={t} locale={locale} usage={usage} versions={versionUsage} /> : null}
            {mayChangeFiles ? (
              <Section id="files" title={t("training.form.files")}>
                <FilesPart
                  t={t}
                  locale={locale}
                  material={material}
                  fields={fieldsOf(t, form, "files")}
                  loose={own.filter((file) => file.places.length === 0)}
                  fresh={told.uploaded}
                  largest={largestUpload()}
                />
              </Section>
            ) : null}
            {mayChangeFiles ? (
              <ScansPart t={t} locale={locale} material={material} form={form} actor={actor} at="edit" />
            ) : null}
            {mayEdit ? (
              <>
                <Section id="description" title={t("training.form.descriptionTitle")}>
                  <DescriptionForm
                    t={t}
                    locale={locale}
                    material={material}
                    fields={fieldsOf(t, descriptionSent(form), "description")}
                    clientToken={tokenOf(form)}
                    data={descriptionEditorData(material, draft, own, actor, tools)}
                    theirs={form.name === "description" ? theirsOf(form) : null}
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
                    formDraft={materialDraftData({ slug, draft: typed }, "details", actor, tools)}
                  />
                </Section>
              </>
            ) : null}
          </div>
        </>
      ),
    };

    /** Everyone's page where there is one, else that of its reviewers. */
    function viewHref(): string {
      return material.state === "published" || material.state === "retracted"
        ? materialHref(locale, slug)
        : localePath(locale, `/training/review/${slug}`);
    }
  },
} satisfies ScreenView<typeof MaterialParams, z.ZodObject>;

/** A look at the description is a form of its own with the same fields, which hold what was typed afterwards too. */
function descriptionSent({ shown, ...form }: FormState): FormState {
  if (form.name === "preview") return { ...form, name: "description" };
  return shown ? { ...form, shown } : form;
}

/** What the editor of a description starts from; written into its page. */
function descriptionEditorData(
  material: FoundMaterial,
  draft: Draft | null,
  own: readonly OwnFile[],
  actor: Actor,
  tools: PageTools,
): string {
  const { t, locale } = tools;
  const saved = materialHref(locale, material.slug, "/edit?done=saved");
  return textEditorData(
    {
      of: "material",
      section: "description",
      sectionTitle: t("training.form.description"),
      slug: material.slug,
      content: material.description,
      number: material.base,
      draft,
      basePath: localePath(locale, "/training"),
      profilePath: localePath(locale, "/training/mine"),
      after: { published: saved, pending: saved },
    },
    usablePictures(material.pictures, own),
    actor,
    tools,
  );
}

/** Throws `not_found` to whoever may change nothing of it before it is published, `forbidden` after. */
async function findForEdit(actor: Actor, slug: string) {
  const material = await findMaterial(slug);
  if (!material) throw new DomainError("not_found", "material");
  const rights = ["material.edit", "material.bring-version", "material.restore"] as const;
  if (rights.some((right) => can(actor, right, material))) return material;
  if (material.state === "draft" || material.state === "submitted")
    throw new DomainError("not_found", "material");
  throw new DomainError("forbidden", "material_edit");
}

function DoneOutcome({ t, done }: { t: Parameters<typeof fieldsOf>[0]; done: string | null }) {
  if (done === null || !/^[a-z]{1,20}$/.test(done)) return null;
  const key = `training.form.done.${done}`;
  const text = message(t, key);
  return text === key ? null : <Outcome>{text}</Outcome>;
}

export const GET = screen(view);

const DismissUpload = MaterialParams.extend(FileId.shape);

const back =
  (done: string) =>
  ({ slug }: { slug: string }) =>
    `/training/${slug}/edit?done=${done}`;

export const POST = screenForm(view, {
  details: spec({ schema: SaveMaterial, command: saveMaterial, limit: "save", done: back("saved") }),
  description: spec({
    schema: Description.SaveTyped,
    command: saveDescriptionText,
    limit: "save",
    done: (_saved, { input }) => back("saved")(input),
  }),
  preview: spec({
    schema: Description.PreviewTyped,
    command: previewDescriptionText,
    limit: "draft",
    shows: (preview) => ({ preview: JSON.stringify(preview) }),
    keepsTyped: true,
    evenReadOnly: true,
    done: (_, { input }) => `/training/${input.slug}/edit`,
  }),
  files: spec({ schema: SaveFiles, command: saveFiles, limit: "save", done: back("files") }),
  dismiss: spec({
    schema: DismissUpload,
    command: removeFile,
    limit: "save",
    done: (_removed, { input }) => `/training/${input.slug}/edit#files`,
  }),
  recognise: spec({ schema: OfScan, command: recogniseScan, limit: "save", done: back("recognise") }),
  forget: spec({ schema: OfScan, command: eraseScanWords, limit: "save", done: back("forgotten") }),
  submit: spec({ schema: MaterialParams, command: submitMaterial, limit: "save", done: back("submitted") }),
  publish: spec({ schema: MaterialParams, command: publishMaterial, limit: "save", done: back("published") }),
  withdraw: spec({
    schema: MaterialParams,
    command: withdrawMaterial,
    limit: "save",
    done: back("withdrawn"),
  }),
  confirm: spec({ schema: MaterialParams, command: confirmMaterial, limit: "save", done: back("confirmed") }),
  version: spec({ schema: StartVersion, command: startVersion, limit: "save", done: back("version") }),
  finish: spec({ schema: MaterialParams, command: finishVersion, limit: "save", done: back("finished") }),
  drop: spec({ schema: MaterialParams, command: deleteVersion, limit: "save", done: back("dropped") }),
  retract: spec({ schema: GiveReason, command: retractMaterial, limit: "save", done: back("retracted") }),
  restore: spec({ schema: GiveReason, command: restoreMaterial, limit: "save", done: back("restored") }),
  remove: spec({
    schema: MaterialParams,
    command: removeMaterial,
    limit: "save",
    done: () => "/training/mine?done=removed",
  }),
});
