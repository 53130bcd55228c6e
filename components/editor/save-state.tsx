import { Icon } from "@/components/ui/icon";
import { dateTag } from "@/lib/i18n/locales";
import { causeText, NextAttempt } from "./cause-text";
import { useEditorContext } from "./context";
import type { DraftState } from "./draft/machine";

interface Props {
  state: DraftState;
  /** The message once the server has stored everything. */
  saved?: "editor.state.saved" | "editor.form.saved";
  onRetry: () => void;
  onTakeOver: () => void;
}

/** Shows whether the last keystrokes are saved. Screen readers announce it politely. */
export function SaveState({ state, saved = "editor.state.saved", onRetry, onTakeOver }: Props) {
  const { t, data } = useEditorContext();
  const isBad = state.kind === "refused" || state.kind === "elsewhere";
  return (
    <span className={isBad ? "state alarm" : "state"}>
      <span role="status" className="row">
        {isBad ? <Icon name="alert" /> : state.kind === "saved" ? <Icon name="check" /> : null}
        <StateText state={state} saved={saved} />
      </span>
      {state.kind === "refused" && state.retryAt !== null ? <NextAttempt at={state.retryAt} /> : null}
      {state.kind === "refused" && state.refusal.cause === "signed_out" ? (
        <a className="btn sm" href={data.signInPath} target="_blank" rel="noopener">
          {t("editor.state.signIn")}
        </a>
      ) : null}
      {state.kind === "refused" && !NOT_BY_RETRY.has(state.refusal.cause) ? (
        <button type="button" className="btn sm" onClick={onRetry}>
          {t("editor.state.retry")}
        </button>
      ) : null}
      {state.kind === "elsewhere" ? (
        <button type="button" className="btn sm" onClick={onTakeOver}>
          {t("editor.state.takeOver")}
        </button>
      ) : null}
    </span>
  );
}

/** Causes for which trying again does not help. */
const NOT_BY_RETRY: ReadonlySet<string> = new Set([
  "signed_out",
  "untitled",
  "forbidden",
  "too_large",
  "full",
]);

function StateText({ state, saved }: Required<Pick<Props, "state" | "saved">>) {
  const { t, data } = useEditorContext();
  if (state.kind === "refused") return <span>{causeText(t, state.refusal)}</span>;
  if (state.kind !== "saved") return t(`editor.state.${state.kind}`);
  const format = new Intl.DateTimeFormat(dateTag(data.locale), { timeStyle: "medium" });
  return t(saved, { time: format.format(new Date(state.at)) });
}
