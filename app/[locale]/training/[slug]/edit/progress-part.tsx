import { problemText } from "@/components/errors-summary";
import { Icon } from "@/components/ui/icon";
import type { FileLine } from "@/lib/files/model";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { FoundMaterial } from "@/lib/training";
import { basicLabels, GROUPS } from "../../fields";
import { furtherLabels } from "./details-form";

/** The id of the list of steps, which is drawn again after uploads. */
export const PROGRESS = "material-steps";
/** The id of the list of what is missing. */
export const CHECKLIST = "material-missing";

interface Props {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  /** What it lacks for publication: codes by field. */
  lacks: ReadonlyMap<string, string>;
  /** Files that were sent on its page and are not part of it yet. */
  incoming: readonly FileLine[];
}

/** The steps of the work on an unpublished material, in the order of the page, each with its state. */
export function ProgressPart(props: Props) {
  const { t, material, lacks } = props;
  const missing = [...lacks.keys()].filter((field) => field !== "use").length;
  const steps = [
    { id: "files", text: filesState(props), isDone: !lacks.has("use") },
    {
      id: "description",
      text: t(material.base === null ? "training.step.optional" : "training.step.written"),
      isDone: material.base !== null,
    },
    {
      id: "details",
      text: missing === 0 ? t("training.step.complete") : t("training.step.missing", { count: missing }),
      isDone: missing === 0,
    },
    {
      id: "submit",
      text:
        material.state === "submitted"
          ? t("training.step.submitted")
          : t(lacks.size === 0 ? "training.step.ready" : "training.step.notReady"),
      isDone: material.state === "submitted",
    },
  ] as const;
  return (
    <nav id={PROGRESS} aria-label={t("training.step.title")}>
      <ol className="steps across">
        {steps.map(({ id, text, isDone }) => (
          <li key={id} className={isDone ? "done" : undefined}>
            <span>
              <a href={`#${id}`}>{t(`training.step.${id}`)}</a>
              <span className="meta">{text}</span>
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Returns how many files there are, and whether some were refused or are unfinished. */
function filesState({ t, locale, material, incoming }: Props): string {
  const all = material.versions[0]?.files ?? [];
  const refused = [...all, ...incoming].filter(({ state }) => state === "refused").length;
  const unfinished = incoming.filter(({ state }) => state === "uploading").length;
  const files = t("training.list.files", { count: all.filter(({ state }) => state !== "refused").length });
  if (refused > 0) return listText([files, t("training.step.refused", { count: refused })], locale);
  if (unfinished > 0) return t("training.step.unfinished", { count: unfinished });
  const others = material.links.length + material.items.length;
  return all.length === 0 && others > 0 ? t("training.step.noFiles") : files;
}

/** What is missing before it can be submitted, each with a link to its field. */
export function Checklist({ t, lacks }: Pick<Props, "t" | "lacks">) {
  const labels: Record<string, string> = {
    use: t("training.form.files"),
    ...basicLabels(t),
    ...furtherLabels(t),
  };
  const ids: Record<string, string> = { use: "files", ...GROUPS };
  return (
    <div id={CHECKLIST} className="stack g1">
      {lacks.size === 0 ? (
        <p className="row">
          <Icon name="check" /> {t("training.step.nothingMissing")}
        </p>
      ) : (
        <>
          <h3>{t("training.step.missingTitle")}</h3>
          <ul className="list links">
            {[...lacks].map(([field, code]) => (
              <li key={field}>
                <a href={`#${ids[field] ?? field}`}>{labels[field] ?? field}</a>{" "}
                <span className="dim small">{problemText(t, "invalid", code)}</span>
              </li>
            ))}
          </ul>
          <p className="hint">{t("training.step.afterSave")}</p>
        </>
      )}
    </div>
  );
}
