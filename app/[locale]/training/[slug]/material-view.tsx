import { picturesOf } from "@/components/blog/post-picture";
import { CopyLink } from "@/components/citation/copy-link";
import { FROM_A_MEMBER } from "@/components/content/inline";
import { Prose } from "@/components/content/prose";
import { kindAndSize } from "@/components/files/file-words";
import { ButtonLink } from "@/components/ui/button";
import { PageHead, SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { WatchLink, WatchWords } from "@/components/watching/watch-link";
import { fileHref } from "@/lib/files/model";
import { shownPictures } from "@/lib/files/pictures/model";
import { localePath } from "@/lib/i18n/locales";
import { safeHref } from "@/lib/text/href";
import { materialPath } from "@/lib/training/model";
import { FILES_FOR, materialHref } from "../addresses";
import { wayIn } from "../way-in";
import { CiteMaterial } from "./cite-material";
import { CoursePart, PackButton } from "./course-part";
import { DetailsBox } from "./details-box";
import { Links, type Part, Sessions, UsedIn } from "./lists-part";
import { PlayingPart } from "./playing-part";
import { PreviewPart } from "./preview-part";
import type { MaterialViewProps } from "./shown";
import { DeliveriesPart, RatingsPart } from "./taught-part";
import { shownVersions, VersionsPart } from "./versions-part";

/** A material's public page: its description, files, other locations, and how it was used. */
export function MaterialView(props: MaterialViewProps) {
  const { t, locale, material } = props;
  return (
    <>
      <PageHead
        title={
          <bdi lang={material.language} dir="auto">
            {material.title}
          </bdi>
        }
        sub={
          <bdi lang={material.language} dir="auto">
            {material.abstract}
          </bdi>
        }
        actions={
          <>
            {material.state === "published" ? (
              <WatchLink
                t={t}
                locale={locale}
                place={{ kind: "material", slug: material.slug }}
                name={material.title}
                isButton
              />
            ) : null}
            <MainAction {...props} />
          </>
        }
      />
      <WatchWords t={t} />
      {/* When a member reads it, their notifications about it are marked as read (`enhance/watch.ts`). */}
      <div className="wrap body flush cols side" data-seen={`material:${material.slug}`} data-to="0">
        <div className="stack g6">
          <Notes t={t} locale={locale} material={material} />
          <Description t={t} locale={locale} material={material} deadLinkOf={props.deadLinkOf} />
          <CoursePart {...props} />
          <Sessions t={t} locale={locale} material={material} />
          <Links t={t} locale={locale} material={material} />
          <PlayingPart t={t} locale={locale} slug={material.slug} played={props.played} />
          <PreviewPart {...props} />
          <VersionsPart {...props} />
          <UsedIn t={t} locale={locale} material={material} />
          <DeliveriesPart {...props} />
          <RatingsPart {...props} />
          {material.state === "published" ? <CiteMaterial {...props} /> : null}
        </div>
        <aside className="stack" aria-label={t("training.material.details")}>
          <DetailsBox {...props} />
          <Note kind="warn" icon="info">
            {t("training.material.handling")}{" "}
            <a href={localePath(locale, "/countries")}>{t("shell.nav.countries")}</a>
          </Note>
          <TakePart t={t} locale={locale} material={material} />
        </aside>
      </div>
    </>
  );
}

/** The page's main action: the newest file, the request for it, the whole course, or the link to its location. */
function MainAction(props: MaterialViewProps) {
  const { t, locale, material } = props;
  const [newest] = shownVersions(material);
  const file = newest?.files.find(
    (one) => one.state === "clean" && one.isOpen && !one.isForTrainers && one.role === "main",
  );
  const [link] = material.links;
  if (file && material.access !== "public")
    return (
      <ButtonLink kind="pri" icon="lock" href={materialHref(locale, material.slug, FILES_FOR)}>
        {wayIn(t, material.access)}
      </ButtonLink>
    );
  if (file)
    return (
      <ButtonLink
        kind="pri"
        icon="download"
        href={fileHref(file.id, materialPath(material.slug))}
        download=""
      >
        {t("training.material.downloadOne", { file: kindAndSize(t, locale, file) })}
      </ButtonLink>
    );
  if (props.pack) return <PackButton {...props} pack={props.pack} />;
  const elsewhere = link ? safeHref(link.url) : null;
  if (!link || elsewhere === null) return null;
  return (
    <ButtonLink kind="pri" icon="link" href={elsewhere} rel={FROM_A_MEMBER}>
      {t("training.list.open")}
      <span className="vh">
        {" "}
        <bdi>{link.label}</bdi>
      </span>
    </ButtonLink>
  );
}

function Notes({ t, locale, material }: Part) {
  const hasFiles = material.state === "published" && shownVersions(material).length > 0;
  return (
    <>
      {material.state === "retracted" ? (
        <Note kind="bad" title={t("training.material.retractedTitle")}>
          {t("training.material.retracted", { reason: material.retractionReason ?? "" })}
        </Note>
      ) : null}
      {material.staleSince ? (
        <Note kind="warn" icon="alert" title={t("training.material.staleTitle")}>
          {t("training.material.stale")}{" "}
          {material.stalePath ? (
            <a href={localePath(locale, material.stalePath)}>{t("training.material.staleWhere")}</a>
          ) : null}
        </Note>
      ) : null}
      {hasFiles && material.access === "practitioners" ? (
        <Note icon="lock" title={t("training.material.restrictedTitle")}>
          {t("training.material.restricted")}
          <p className="row">
            <a href={materialHref(locale, material.slug, FILES_FOR)}>{t("training.list.signIn")}</a>
            <a href={materialHref(locale, material.slug, FILES_FOR)}>{t("training.list.ask")}</a>
          </p>
        </Note>
      ) : null}
      {hasFiles && material.access === "members" ? (
        <Note icon="lock" title={t("training.material.membersTitle")}>
          {t("training.material.members")}
          <p className="row">
            <a href={materialHref(locale, material.slug, FILES_FOR)}>{t("training.material.signIn")}</a>
            <a href={localePath(locale, "/join")}>{t("training.material.join")}</a>
          </p>
        </Note>
      ) : null}
    </>
  );
}

function Description({ t, locale, material, deadLinkOf }: Part & Pick<MaterialViewProps, "deadLinkOf">) {
  const { description, objectives } = material;
  if (description.doc.content.length + objectives.length === 0) return null;
  return (
    <section aria-labelledby="about" className="stack">
      <SectionHead
        id="about"
        aside={
          material.state === "published" && material.base !== null ? (
            <a href={materialHref(locale, material.slug, "/history")}>{t("past.history.name")}</a>
          ) : null
        }
      >
        {t("training.material.description")}
      </SectionHead>
      <div className="prose" lang={material.language} dir="auto">
        <Prose
          t={t}
          locale={locale}
          content={description}
          prefix="description"
          numberOf={() => null}
          headingShift={1}
          pictureOf={picturesOf(shownPictures(material.pictures))}
          lang={material.language}
          deadLinkOf={deadLinkOf}
        />
      </div>
      {objectives.length > 0 ? (
        <div className="prose">
          <h3>{t("training.material.objectives")}</h3>
          <ul lang={material.language} dir="auto">
            {objectives.map((objective) => (
              <li key={objective}>{objective}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  );
}

/** What readers can do with it; each leads to a screen, since this page is the same for everyone. */
function TakePart({ t, locale, material }: Part) {
  if (material.state !== "published") return null;
  const to = (part: string) => materialHref(locale, material.slug, `/take-part#${part}`);
  return (
    <nav className="row" aria-label={t("training.material.takePart")}>
      <CopyLink t={t} size="sm" />
      <ButtonLink size="sm" href={to("rate")}>
        {t("training.material.rate")}
      </ButtonLink>
      <ButtonLink size="sm" icon="edit" href={to("suggest")}>
        {t("training.material.suggest")}
      </ButtonLink>
      <ButtonLink size="sm" icon="plus" href={to("delivery")}>
        {t("training.material.record")}
      </ButtonLink>
      {material.ownerId ? (
        <ButtonLink size="sm" href={to("contact")}>
          {t("training.material.contact")}
        </ButtonLink>
      ) : null}
      <ButtonLink size="sm" kind="quiet" href={materialHref(locale, material.slug, "/edit")}>
        {t("training.material.edit")}
      </ButtonLink>
    </nav>
  );
}
