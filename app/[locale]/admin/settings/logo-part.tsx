import { FileEntry, isWaiting } from "@/components/files/file-entry";
import { UploadForm, UploadOutcome } from "@/components/files/upload-form";
import { Checkbox, SelectField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import type { OwnFile, UploadResult } from "@/lib/files/model";
import { PICTURE_TYPES } from "@/lib/files/pictures/model";
import { LOGO_PLACES, type LogoPlace, pictureAddress, type SitePicture } from "@/lib/site-settings/model";
import { ADMIN_PLACES } from "../admin-frame";
import { PartForm, type PartProps } from "./part-form";

const LIST = "logo-pictures";
const CHOICES = "logo-choices";

interface Props extends PartProps<"logo"> {
  /** The administrator's own uploaded pictures. */
  pictures: readonly OwnFile[];
  result: UploadResult;
  largest: number;
}

/** The logos of light and of dark pages and the icon: each is chosen among the administrator's own pictures. */
export function LogoPart(props: Props) {
  const { t, locale, pictures, result, largest } = props;
  const unchosen = pictures.filter((file) => file.state === "refused" || isWaiting(file));
  return (
    <>
      <Section id="logo-upload" className="stack g3" title={t("settings.logo.upload")}>
        <p className="narrow">{t("settings.logo.what")}</p>
        <UploadOutcome t={t} result={result} />
        <UploadForm
          t={t}
          locale={locale}
          next={withQuery(ADMIN_PLACES.settings, { part: "logo" })}
          list={LIST}
          also={CHOICES}
          largest={largest}
          only={PICTURE_TYPES}
        />
        <div id={LIST}>
          {unchosen.length > 0 ? (
            <ul className="list" aria-label={t("settings.logo.checking")}>
              {unchosen.map((file) => (
                <FileEntry key={file.id} t={t} locale={locale} file={file} />
              ))}
            </ul>
          ) : null}
        </div>
      </Section>
      <LogoForm {...props} />
    </>
  );
}

function LogoForm({ t, locale, fields, stored, pictures }: Props) {
  const { value } = stored;
  const labels = {
    light: t("settings.logo.light"),
    dark: t("settings.logo.dark"),
    icon: t("settings.logo.icon"),
    hasName: t("settings.logo.hasName"),
  };
  const usual = (place: LogoPlace) => (place === "dark" ? t("settings.logo.same") : t("settings.logo.usual"));
  const saved = LOGO_PLACES.map((place) => ({
    term: labels[place],
    value: value[place] ? <Preview picture={value[place]} /> : usual(place),
  }));
  const choices = pictures
    .filter((file) => file.state === "clean" && !isWaiting(file))
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <PartForm {...{ t, locale, fields, stored, labels, saved }} part="logo" ticks={["hasName"]}>
      <div id={CHOICES} className="stack">
        {LOGO_PLACES.map((place) => (
          <div key={place} className="stack g2">
            {value[place] ? <Preview picture={value[place]} /> : null}
            <SelectField
              name={place}
              label={labels[place]}
              hint={t(`settings.logo.hint.${place}`)}
              empty={usual(place)}
              options={[
                ...(value[place] ? [{ value: "kept", label: t("settings.logo.kept") }] : []),
                ...choices,
              ]}
              defaultValue={fields.value(place, value[place] ? "kept" : "")}
              errors={fields.errors(place)}
            />
          </div>
        ))}
      </div>
      <Checkbox
        name="hasName"
        label={labels.hasName}
        hint={t("settings.logo.hasNameHint")}
        errors={fields.errors("hasName")}
        defaultChecked={fields.checked("hasName", value.hasName)}
      />
    </PartForm>
  );
}

/** A picture on the background of the header. */
function Preview({ picture }: { picture: SitePicture }) {
  return (
    <p className="logo-preview">
      <img
        className="logo"
        alt=""
        src={pictureAddress(picture)}
        width={picture.width}
        height={picture.height}
      />
    </p>
  );
}
