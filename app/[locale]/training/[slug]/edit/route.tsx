import type { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { largestUpload, listOwnFiles } from "@/lib/files";
import { readUploads } from "@/lib/files/model";
import { listProjects } from "@/lib/profiles/reading";
import { findFormDraft, findPageDraft } from "@/lib/revisions";
import {
  addOwnUpload,
  confirmMaterial,
  deleteVersion,
  dismissUpload,
  eraseScanWords,
  type FoundMaterial,
  findMaterial,
  finishVersion,
  listIncoming,
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
  OfFile,
  SaveFiles,
  StartVersion,
} from "@/lib/training/model";
import { GiveReason } from "@/lib/training/use/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { EditView, editTitle } from "./edit-view";

/** A material for the members who edit it: its state, files, details and description. */
const view = {
  isLong: true,
  params: MaterialParams,
  async render({ slug }, tools) {
    const { t, search, actor } = tools;
    const material = await findForEdit(actor, slug);
    const drawn = await findAround(actor, material);
    return {
      title: editTitle(t, material),
      current: "training",
      crumbs: [
        { href: "/training", label: t("shell.nav.training") },
        { href: "/training/mine", label: t("training.review.mine") },
        { label: material.title },
      ],
      refreshScripts: ["editor.js"],
      body: (
        <EditView
          {...drawn}
          tools={tools}
          actor={actor}
          material={material}
          result={readUploads(search)}
          largest={largestUpload()}
        />
      ),
    };
  },
} satisfies ScreenView<typeof MaterialParams, z.ZodObject>;

/** Returns what the page needs around a material: the available choices, its usage, the drafts. */
async function findAround(actor: Actor, { id }: FoundMaterial) {
  const [projects, titles, own, sent, usages, usageOfVersions, draft, formDraft] = await Promise.all([
    listProjects(),
    listTitles(),
    listOwnFiles(actor),
    listIncoming(id),
    listUsage([id]),
    listVersionUsage(id),
    findPageDraft(actor.id, id, DESCRIPTION),
    findFormDraft(actor.id, id),
  ]);
  // Refused and unfinished uploads concern their sender only.
  const incoming = sent.filter(
    ({ id: fileId, state }) =>
      state === "clean" || state === "quarantined" || own.some((one) => one.id === fileId),
  );
  return { projects, titles, own, incoming, usage: usages.get(id), usageOfVersions, draft, formDraft };
}

/** Throws `not_found` for members who may change nothing of it before publication, `forbidden` after. */
async function findForEdit(actor: Actor, slug: string) {
  const material = await findMaterial(slug);
  if (!material) throw new DomainError("not_found", "material");
  const rights = ["material.edit", "material.bring-version", "material.restore"] as const;
  if (rights.some((right) => can(actor, right, material))) return material;
  if (material.state === "draft" || material.state === "submitted")
    throw new DomainError("not_found", "material");
  throw new DomainError("forbidden", "material_edit");
}

export const GET = screen(view);

const back =
  (done: string) =>
  ({ slug }: { slug: string }) =>
    `/training/${slug}/edit?done=${done}`;

export const POST = screenForm(view, {
  details: spec({
    schema: SaveMaterial,
    command: saveMaterial,
    guards: [
      "title",
      "abstract",
      "prerequisites",
      "objectives",
      "sessionTitle",
      "sessionObjectives",
      "linkLabel",
      "item",
      "itemNote",
    ],
    limit: "save",
    done: back("saved"),
  }),
  description: spec({
    schema: Description.SaveTyped,
    command: saveDescriptionText,
    guards: ["text", "content", "summary"],
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
  files: spec({
    schema: SaveFiles,
    command: saveFiles,
    guards: ["changes"],
    limit: "save",
    done: back("files"),
  }),
  dismiss: spec({
    schema: OfFile,
    command: dismissUpload,
    limit: "save",
    done: ({ slug }) => `/training/${slug}/edit#files`,
  }),
  addUpload: spec({
    schema: OfFile,
    command: addOwnUpload,
    limit: "save",
    done: ({ slug }) => `/training/${slug}/edit#files`,
  }),
  recognise: spec({ schema: OfFile, command: recogniseScan, limit: "save", done: back("recognise") }),
  forget: spec({ schema: OfFile, command: eraseScanWords, limit: "save", done: back("forgotten") }),
  submit: spec({ schema: MaterialParams, command: submitMaterial, limit: "save", done: back("submitted") }),
  publish: spec({ schema: MaterialParams, command: publishMaterial, limit: "save", done: back("published") }),
  withdraw: spec({
    schema: MaterialParams,
    command: withdrawMaterial,
    limit: "save",
    done: back("withdrawn"),
  }),
  confirm: spec({ schema: MaterialParams, command: confirmMaterial, limit: "save", done: back("confirmed") }),
  version: spec({
    schema: StartVersion,
    command: startVersion,
    guards: ["label", "changes"],
    limit: "save",
    done: back("version"),
  }),
  finish: spec({ schema: MaterialParams, command: finishVersion, limit: "save", done: back("finished") }),
  drop: spec({ schema: MaterialParams, command: deleteVersion, limit: "save", done: back("dropped") }),
  retract: spec({
    schema: GiveReason,
    command: retractMaterial,
    guards: ["reason"],
    limit: "save",
    done: back("retracted"),
  }),
  restore: spec({ schema: GiveReason, command: restoreMaterial, limit: "save", done: back("restored") }),
  remove: spec({
    schema: MaterialParams,
    command: removeMaterial,
    limit: "save",
    done: () => "/training/mine?done=removed",
  }),
});
