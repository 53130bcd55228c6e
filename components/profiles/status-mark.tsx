import { ConfidenceTag } from "@/components/content/doubt";
import { StatusMark } from "@/components/ui/status";
import type { Translator } from "@/lib/i18n/translator";
import type { TreatyStatus } from "@/lib/profiles/reading/model";
import { briefly, type Sureness } from "@/lib/revisions/doubt";
import { markOf } from "./treaty-mark";

/** A treaty status, with a mark if unverified; "no action" has no mark. */
export function TreatyStatusMark(props: {
  t: Translator;
  status: TreatyStatus;
  confidence: Sureness;
  /** Key in `profiles.status` if different from the status. */
  word?: TreatyStatus | "noneKnown";
}) {
  const { t, status, confidence, word = status } = props;
  return (
    <>
      <StatusMark kind={markOf(status)}>{t(`profiles.status.${word}`)}</StatusMark>{" "}
      {status === "none" ? null : <ConfidenceTag value={briefly(confidence)} t={t} />}
    </>
  );
}
