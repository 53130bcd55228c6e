import { Icon } from "@/components/ui/icon";
import { dateTag } from "@/lib/i18n/locales";
import { useEditorContext } from "./context";
import type { DraftState } from "./use-draft";

/** The honest line: what has become of the last keystrokes. Spoken politely, and short, by screen readers. */
export function SaveState({
  state,
  saved = "editor.state.saved",
  onRetry,
  onTakeOver,
}: {
  state: DraftState;
  /** What is said once the server has it all. */
  saved?: "editor.state.saved" | "editor.form.saved";
  onRetry: () => void;
  onTakeOver: () => void;
}) {
  const { t, data } = useEditorContext();
  const time = (at: string) =>
    new Intl.DateTimeFormat(dateTag(data.locale), { timeStyle: "medium" }).format(new Date(at));
  const isBad =
    state.kind === "offline" ||
    state.kind === "failed" ||
    state.kind === "signed-out" ||
    state.kind === "elsewhere";
  return (
    <span className={isBad ? "state alarm" : "state"}>
      <span role="status" className="row">
        {isBad ? <Icon name="alert" /> : state.kind === "saved" ? <Icon name="check" /> : null}
        {state.kind === "saved" ? t(saved, { time: time(state.at) }) : t(`editor.state.${camel(state.kind)}`)}
      </span>
      {state.kind === "failed" || state.kind === "offline" ? (
        <button type="button" className="btn sm" onClick={onRetry}>
          {t("editor.state.retry")}
        </button>
      ) : null}
      {state.kind === "elsewhere" ? (
        <button type="button" className="btn sm" onClick={onTakeOver}>
          {t("editor.state.takeOver")}
        </button>
      ) : null}
      {state.kind === "signed-out" ? (
        <a className="btn sm" href={data.signInPath} target="_blank" rel="noopener">
          {t("editor.state.signIn")}
        </a>
      ) : null}
    </span>
  );
}

function camel(kind: Exclude<DraftState["kind"], "saved">) {
  return kind === "signed-out" ? "signedOut" : kind;
}
