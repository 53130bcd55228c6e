import { sizeText } from "@/components/files/file-words";
import { ButtonLink } from "@/components/ui/button";
import { SectionHead } from "@/components/ui/heading";
import { Tag } from "@/components/ui/tag";
import { workAccess } from "@/lib/files/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type Pack, type PackPart, packFor } from "@/lib/training";
import { packHref } from "@/lib/training/pack/model";
import type { Access } from "@/lib/training/vocabulary/model";
import { durationText, wordOf } from "@/lib/training/words/model";
import { materialHref } from "../addresses";
import { wayIn } from "../way-in";
import type { MaterialViewProps } from "./shown";

/** The path below a course for a member's course pack. Visitors sign in on the way. */
const PACK_FOR = "/take-part#pack";

interface Props {
  t: Translator;
  locale: Locale;
  material: MaterialViewProps["material"];
}

/** The parts of a course or learning path in order, its duration, and the whole of it as one archive. */
export function CoursePart(props: MaterialViewProps) {
  const { t, material, pack } = props;
  const { items } = material;
  if (items.length === 0) return null;
  const known = items.flatMap(({ durationMinutes }) => (durationMinutes === null ? [] : [durationMinutes]));
  const total = known.reduce((sum, minutes) => sum + minutes, 0);
  const duration = total > 0 ? durationText(t, { durationMinutes: total }) : null;
  return (
    <section aria-labelledby="parts" className="stack">
      <SectionHead
        id="parts"
        aside={
          duration ? (
            <span className="small dim num">
              {t(known.length < items.length ? "training.pack.totalAtLeast" : "training.pack.total", {
                duration,
              })}
            </span>
          ) : null
        }
      >
        {t("training.material.parts")}
      </SectionHead>
      <ol className="list numbered">
        {items.map((item) => (
          <ItemOf
            key={item.slug}
            {...props}
            item={item}
            part={pack?.parts.find(({ slug }) => slug === item.slug)}
          />
        ))}
      </ol>
      {pack ? <PackBox {...props} pack={pack} /> : null}
    </section>
  );
}

function ItemOf(props: Props & { item: Props["material"]["items"][number]; part: PackPart | undefined }) {
  const { t, locale, material, item, part } = props;
  const bytes = part?.files.reduce((sum, { download }) => sum + download.size, 0) ?? 0;
  const accesses = part?.files.map(({ download }) => download.uses[0]?.access ?? "public") ?? [];
  const closed = (["practitioners", "members"] as const).find((one) => accesses.includes(one));
  return (
    <li>
      <a href={materialHref(locale, item.slug)} lang={item.language} dir="auto">
        {item.title}
      </a>
      <span className="meta">
        <span>{wordOf(t, "kind", item.kind)}</span>
        {durationText(t, item) ? <span className="num">{durationText(t, item)}</span> : null}
        {part?.version && part.files.length > 0 ? (
          <span>{t("training.list.version", { label: part.version.label })}</span>
        ) : null}
        {part && part.files.length > 0 ? (
          <span className="num">
            {t("files.kindAndSize", {
              kind: t("training.list.files", { count: part.files.length }),
              size: sizeText(locale, bytes),
            })}
          </span>
        ) : null}
        {part && part.files.length === 0 && part.links.length > 0 ? (
          <span>{t("training.list.linked")}</span>
        ) : null}
        {part && part.tlp !== "clear" ? <Tag>{wordOf(t, "tlp", part.tlp)}</Tag> : null}
        {closed ? (
          <Tag kind={closed === "practitioners" ? "warn" : "mild"} icon="lock">
            {wordOf(t, "access", closed)}
          </Tag>
        ) : null}
        {part?.staleSince ? (
          <Tag kind="warn" icon="alert">
            {t("training.list.stale")}
          </Tag>
        ) : null}
      </span>
      {item.note ? (
        <p className="small dim">
          <bdi lang={material.language}>{item.note}</bdi>
        </p>
      ) : null}
    </li>
  );
}

/**
 * The whole course as one archive. The page is the same for everyone, so this pack is a visitor's, with its
 * size; members who may have more find theirs on their own screen.
 */
export function PackButton({ t, locale, material, pack }: Props & { pack: Pack }) {
  const { files, bytes } = packFor(null, pack, { now: new Date() });
  if (files.length > 0)
    return (
      <ButtonLink kind="pri" icon="download" href={packHref(locale, material.slug)} download="">
        {t("training.pack.get", { size: sizeText(locale, bytes) })}
      </ButtonLink>
    );
  const access = closedBy(pack);
  if (!access) return null;
  return (
    <ButtonLink kind="pri" icon="lock" href={materialHref(locale, material.slug, PACK_FOR)}>
      {wayIn(t, access)}
    </ButtonLink>
  );
}

/** Returns who may have a pack that contains nothing for visitors. */
function closedBy(pack: Pack): "members" | "practitioners" | null {
  const accesses = pack.parts.flatMap(({ files }) => files.map(accessOf));
  return (["members", "practitioners"] as const).find((one) => accesses.includes(one)) ?? null;
}

const accessOf = ({ download }: PackPart["files"][number]): Access =>
  workAccess(download.uses[0]?.access ?? "public");

function PackBox(props: Props & { pack: Pack }) {
  const { t, locale, material, pack } = props;
  const all = pack.parts.flatMap(({ files }) => files);
  if (all.length === 0) return null;
  const { files, leftOut } = packFor(null, pack, { now: new Date() });
  return (
    <div className="stack g1">
      <p className="row">
        {files.length > 0 ? <PackButton {...props} /> : null}
        {leftOut > 0 ? (
          <ButtonLink icon="lock" href={materialHref(locale, material.slug, PACK_FOR)}>
            {t("training.pack.mine")}
          </ButtonLink>
        ) : null}
      </p>
      {leftOut > 0 && files.length > 0 ? (
        <p className="small">{t("training.pack.leftOutHere", { count: leftOut })}</p>
      ) : null}
      <NotesLine {...props} />
      <p className="small dim">{t("training.pack.hint")}</p>
    </div>
  );
}

/** The notes for trainers are listed separately: their size, and who may have them. */
function NotesLine({ t, locale, pack }: Props & { pack: Pack }) {
  const notes = pack.parts.flatMap(({ files }) => files.filter((one) => one.isForTrainers));
  if (notes.length === 0) return null;
  const accesses = notes.map(accessOf);
  const access = (["practitioners", "members"] as const).find((one) => accesses.includes(one)) ?? "public";
  const size = sizeText(
    locale,
    notes.reduce((sum, { download }) => sum + download.size, 0),
  );
  return (
    <p className="small">
      <b>{t("training.pack.notes")}</b>{" "}
      {t("training.pack.notesFor", { count: notes.length, size, who: wordOf(t, "accessWho", access) })}
    </p>
  );
}
