import type { z } from "zod";
import { problemText } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { DomainError } from "@/lib/core/errors";
import { message } from "@/lib/i18n/translator";
import {
  askAccess,
  contactOwner,
  eraseScanWords,
  findMaterial,
  findPack,
  hideRating,
  listDeliveries,
  listGranted,
  listOwnQuestions,
  listPlayed,
  listRatings,
  listVersionsFor,
  rateMaterial,
  recogniseScan,
  recordDelivery,
  removeDelivery,
  revokeAccess,
  suggestCorrection,
} from "@/lib/training";
import { isRestricted, MaterialParams, materialPath, OfFile } from "@/lib/training/model";
import {
  AskAccess,
  ContactOwner,
  EndAccess,
  HideRating,
  Rate,
  RecordDelivery,
  RemoveDelivery,
  Suggest,
} from "@/lib/training/use/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import { requestOrigin } from "@/lib/web/request-context";
import type { ScreenView } from "@/lib/web/view";
import { materialHref } from "../../addresses";
import { ScansPart } from "../scans-part";
import { AccessPart } from "./access-part";
import { DeliveryPart } from "./delivery-form";
import { FilesFor } from "./files-part";
import { PackFor } from "./pack-part";
import { AskPart, ContactPart, RatePart, SuggestPart } from "./part-forms";

/** Forms with only a button: their errors are shown at the head of the page. */
const BUTTONS: ReadonlySet<string> = new Set(["removeDelivery", "hide", "recognise", "forget"]);

/** What members can do with a published material: separate forms. */
const view = {
  params: MaterialParams,
  async render({ slug }, { locale, t, form, search, actor }) {
    const material = await findMaterial(slug);
    if (material?.state !== "published") throw new DomainError("not_found", "material");
    const [versions, questions, deliveries, ratings, pack, granted] = await Promise.all([
      listVersionsFor(actor, material),
      listOwnQuestions(actor, material.id),
      listDeliveries(material.id),
      listRatings(material.id),
      material.items.length > 0 ? findPack(slug) : null,
      isRestricted(material) ? listGranted(actor, material) : null,
    ]);
    const title = t("training.part.title", { title: material.title });
    const common = { t, locale, material, form, actor };
    const { error } = form;
    const had = new Set(versions.flatMap(({ files }) => files.map(({ id }) => id)));
    const hasAll = material.versions.every(({ publishedAt, files }) =>
      files.every(({ id, state }) => publishedAt === null || state !== "clean" || had.has(id)),
    );
    const hasRestricted = material.versions.some(({ files }) =>
      files.some((file) => file.isOpen && file.access !== "public"),
    );
    // If every file is public, the material's own page plays them, and none is listed here.
    const newest = hasRestricted ? versions.find(({ files }) => files.length > 0) : undefined;
    const played = await listPlayed({ actor, origin: requestOrigin() }, slug, newest?.files ?? [], locale);
    return {
      title,
      current: "training",
      crumbs: [
        { href: "/training", label: t("shell.nav.training") },
        { href: materialPath(slug), label: material.title },
        { label: t("training.material.takePart") },
      ],
      body: (
        <>
          <DoneOutcome done={search.get("done")} t={t} />
          {error && BUTTONS.has(form.name ?? "") ? (
            <Outcome kind="bad">{problemText(t, error.code, error.reason)}</Outcome>
          ) : null}
          <PageHead
            title={title}
            sub={t("training.part.sub")}
            actions={<ButtonLink href={materialHref(locale, slug)}>{t("training.material.back")}</ButtonLink>}
          />
          <div className="wrap body flush stack g6">
            {hasRestricted ? <FilesFor {...common} versions={versions} played={played} /> : null}
            {pack ? <PackFor {...common} pack={pack} /> : null}
            <ScansPart {...common} at="take-part" />
            {isRestricted(material) ? (
              <AskPart {...common} requests={questions.requests} mayHave={hasAll} />
            ) : null}
            {granted ? <AccessPart {...common} granted={granted} /> : null}
            <RatePart {...common} ratings={ratings} />
            <SuggestPart {...common} suggestions={questions.suggestions} />
            <DeliveryPart {...common} deliveries={deliveries} />
            <ContactPart {...common} />
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof MaterialParams, z.ZodObject>;

function DoneOutcome({ t, done }: { t: Parameters<typeof message>[0]; done: string | null }) {
  if (done === null || !/^[a-z]{1,20}$/.test(done)) return null;
  const key = `training.part.done.${done}`;
  const text = message(t, key);
  return text === key ? null : <Outcome>{text}</Outcome>;
}

export const GET = screen(view);

const back =
  (done: string) =>
  ({ slug }: { slug: string }) =>
    `/training/${slug}/take-part?done=${done}`;

export const POST = screenForm(view, {
  rate: spec({
    schema: Rate,
    command: rateMaterial,
    guards: ["comment"],
    limit: "save",
    done: back("rated"),
  }),
  suggest: spec({
    schema: Suggest,
    command: suggestCorrection,
    guards: ["text"],
    limit: "save",
    done: back("suggested"),
  }),
  ask: spec({
    schema: AskAccess,
    command: askAccess,
    guards: ["reason"],
    limit: "contact",
    done: back("asked"),
  }),
  endAccess: spec({ schema: EndAccess, command: revokeAccess, limit: "review", done: back("ended") }),
  deliver: spec({
    schema: RecordDelivery,
    command: recordDelivery,
    guards: ["place", "institution", "note"],
    limit: "save",
    done: back("recorded"),
  }),
  removeDelivery: spec({
    schema: RemoveDelivery,
    command: removeDelivery,
    limit: "save",
    done: back("removed"),
  }),
  contact: spec({
    schema: ContactOwner,
    command: contactOwner,
    guards: ["text"],
    limit: "contact",
    done: back("contacted"),
  }),
  recognise: spec({ schema: OfFile, command: recogniseScan, limit: "save", done: back("recognise") }),
  forget: spec({ schema: OfFile, command: eraseScanWords, limit: "save", done: back("forgotten") }),
  hide: spec({ schema: HideRating, command: hideRating, limit: "review", done: back("hidden") }),
});
