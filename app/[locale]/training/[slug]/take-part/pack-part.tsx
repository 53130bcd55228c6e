import { sizeText } from "@/components/files/file-words";
import { ButtonLink } from "@/components/ui/button";
import { SectionHead } from "@/components/ui/heading";
import type { Actor } from "@/lib/core/actor";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type FoundMaterial, type Pack, type Packed, packFor } from "@/lib/training";
import { packHref } from "@/lib/training/pack/model";
import { wordOf } from "@/lib/training/words/model";
import { wayIn } from "../../way-in";

interface Props {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  actor: Actor;
  pack: Pack;
}

/** The course as one archive for this member: its contents, the notes for trainers separately, and what is left out. */
export function PackFor(props: Props) {
  const { t, locale, material, actor, pack } = props;
  const now = new Date();
  const packed = packFor(actor, pack, { now });
  const plain = packFor(actor, pack, { now, hasNotes: false });
  if (packed.files.length + packed.leftOut === 0) return null;
  const isLogged = packed.files.some(({ download }) => download.uses[0]?.access === "practitioners");
  return (
    <section aria-labelledby="pack" className="stack">
      <SectionHead id="pack">{t("training.pack.title")}</SectionHead>
      {packed.files.length === 0 ? <p className="dim">{t("training.pack.nothing")}</p> : null}
      {isLogged ? <p className="small dim">{t("training.part.filesLogged")}</p> : null}
      <p className="row">
        {packed.files.length > 0 ? (
          <ButtonLink kind="pri" icon="download" href={packHref(locale, material.slug)} download="">
            {t("training.pack.get", { size: sizeText(locale, packed.bytes) })}
          </ButtonLink>
        ) : null}
        {packed.notes.files > 0 && plain.files.length > 0 ? (
          <ButtonLink icon="download" href={packHref(locale, material.slug, { hasNotes: false })} download="">
            {t("training.pack.getParticipants", { size: sizeText(locale, plain.bytes) })}
          </ButtonLink>
        ) : null}
      </p>
      {packed.notes.files > 0 ? (
        <p className="small">
          <b>{t("training.pack.notes")}</b>{" "}
          {t("training.pack.notesOf", {
            count: packed.notes.files,
            size: sizeText(locale, packed.notes.bytes),
          })}
        </p>
      ) : null}
      <p className="small dim">{t("training.pack.hint")}</p>
      <LeftOutOf {...props} packed={packed} />
    </section>
  );
}

/** For each part, who its files are for, with a link to it. */
function LeftOutOf({ t, locale, packed }: Props & { packed: Packed }) {
  const parts = packed.manifest.parts.filter(({ leftOut }) => leftOut.length > 0);
  if (parts.length === 0) return null;
  return (
    <>
      <h3>{t("training.pack.leftOut")}</h3>
      <p className="small dim">{t("training.pack.leftOutHint")}</p>
      <ul className="list ruled">
        {parts.map((part) => {
          const access = part.leftOut.some((file) => file.access === "practitioners")
            ? ("practitioners" as const)
            : ("members" as const);
          return (
            <li key={part.number}>
              <bdi lang={part.language}>{part.title}</bdi>
              <span className="meta">
                <span className="num">{t("training.pack.partLeftOut", { count: part.leftOut.length })}</span>
                <span>{t("training.material.who", { who: wordOf(t, "accessWho", access) })}</span>
                <a href={localePath(locale, `${part.leftOut[0]?.ask}#ask`)}>
                  {wayIn(t, access)}
                  <span className="vh">
                    {" "}
                    <bdi>{part.title}</bdi>
                  </span>
                </a>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
