import { ConfidenceTag } from "@/components/content/doubt";
import { StatusMark } from "@/components/ui/status";
import type { Translator } from "@/lib/i18n/translator";
import type { TreatyStatus } from "@/lib/profiles/reading/model";
import { briefly, type Sureness } from "@/lib/revisions/doubt";
import { markOf } from "./treaty-mark";

/** A treaty status, marked where no source supports it; where no action is recorded, there is nothing to mark. */
export function TreatyStatusMark(props: {
  t: Translator;
  status: TreatyStatus;
  confidence: Sureness;
  /** The word of `profiles.status` where it is not that of the status. */
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
