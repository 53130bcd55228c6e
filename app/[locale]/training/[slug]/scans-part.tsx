import { FilePages } from "@/components/files/file-entry";
import { kindAndSize } from "@/components/files/file-words";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { SectionHead } from "@/components/ui/heading";
import type { Actor } from "@/lib/core/actor";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { isRecognised, isScan } from "@/lib/files/model";
import { languageName } from "@/lib/i18n/language-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { FoundMaterial, VersionFile } from "@/lib/training";
import { materialHref } from "../addresses";

interface PartProps {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  form: FormState;
  actor: Actor;
  /**
   * The page that it is part of: published scans are recognized where readers take part, unpublished ones on
   * the edit page.
   */
  at: "take-part" | "edit";
}

/** Scanned files without text: what that means, the recognized text, and the button to recognize it. */
export function ScansPart(props: PartProps) {
  const { t, material, actor, at } = props;
  const all = material.versions.flatMap(({ publishedAt, files }) =>
    (publishedAt === null) === (at === "edit") ? files : [],
  );
  const scans = all.filter((file, n) => isScan(file) && all.findIndex(({ id }) => id === file.id) === n);
  if (scans.length === 0) return null;
  const mayAsk = can(actor, "material.recognise", material);
  return (
    <section aria-labelledby="scans" className="stack narrow">
      <SectionHead id="scans">{t("training.scan.title")}</SectionHead>
      <p>{t("training.scan.sub")}</p>
      {mayAsk ? null : <p className="small dim">{t("training.scan.who")}</p>}
      <ul className="list ruled">
        {scans.map((file) => (
          <Scan key={file.id} {...props} file={file} mayAsk={mayAsk} />
        ))}
      </ul>
    </section>
  );
}

function Scan(props: PartProps & { file: VersionFile; mayAsk: boolean }) {
  const { t, locale, material, form, file, mayAsk, at } = props;
  const { recognition } = file;
  const button = (name: "recognise" | "forget", word: string) => (
    <PostForm
      t={t}
      name={name}
      action={materialHref(locale, material.slug, `/${at}`)}
      fields={fieldsOf(t, form, name)}
      hidden={{ fileId: file.id }}
    >
      <p>
        <Button size="sm" kind={name === "forget" ? "bad" : "plain"}>
          {word}
          <span className="vh">
            {" "}
            <bdi>{file.name}</bdi>
          </span>
        </Button>
      </p>
    </PostForm>
  );
  const mayBeRead = isRecognised(file.language);
  return (
    <li className="stack g1">
      <p>
        <bdi className="name">{file.name}</bdi>
        <span className="meta">
          <span className="num">{kindAndSize(t, locale, file)}</span>
          <FilePages t={t} file={file} />
          <span>{languageName(file.language, locale)}</span>
        </span>
      </p>
      {recognition === "waiting" ? <p className="small">{t("training.scan.waiting")}</p> : null}
      {recognition === "read" ? (
        <p className="small">{t("training.scan.read", { pages: file.recognisedPages ?? 0 })}</p>
      ) : null}
      {recognition === "nothing" ? <p className="small">{t("training.scan.nothing")}</p> : null}
      {recognition === "failed" ? <p className="small">{t("training.scan.failed")}</p> : null}
      {mayBeRead ? null : <p className="small">{t("training.scan.language")}</p>}
      {mayAsk && mayBeRead && recognition !== "waiting" && recognition !== "read"
        ? button("recognise", t("training.scan.ask"))
        : null}
      {mayAsk && recognition === "read" ? (
        <>
          {button("forget", t("training.scan.remove"))}
          <p className="small dim">{t("training.scan.removeHint")}</p>
        </>
      ) : null}
    </li>
  );
}
