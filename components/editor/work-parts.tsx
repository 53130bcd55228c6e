import type { ComponentProps } from "react";
import type { TextApi } from "./api";
import type { ConflictDialog } from "./conflict-dialog";
import { DraftOffer } from "./draft-offer";
import type { SourceChoice } from "./model";
import { Part } from "./part";
import { PARTS } from "./parts";
import type { AskedPreview } from "./use-preview";
import type { useWork } from "./use-work";

/* The parts around a text while it is edited. Each draws nothing until it is needed. */

type Work = ReturnType<typeof useWork>;

/** Offers the newest earlier draft. */
export function WorkOffer({ work, api, sources }: { work: Work; api: TextApi; sources: SourceChoice[] }) {
  const { offer } = work;
  if (!offer) return null;
  return (
    <DraftOffer
      key={`offer-${offer.key ?? "server"}`}
      draft={offer}
      api={api}
      sources={sources}
      onUse={work.takeOffer}
      onDiscard={work.discardOffer}
    />
  );
}

/** Compares the text with the current one, as it was when requested. */
export function PreviewPart(props: { preview: AskedPreview | null; api: TextApi; sources: SourceChoice[] }) {
  const { preview, api, sources } = props;
  if (!preview) return null;
  const { number, content, from } = preview;
  return <Part key={`preview-${number}`} of={PARTS.preview} props={{ api, content, from, sources }} />;
}

/** Asks what to do with passages that someone else also changed. */
export function ConflictPart({
  work,
  ...asked
}: { work: Work } & Omit<ComponentProps<typeof ConflictDialog>, "conflict" | "onBack">) {
  const { status, reset } = work.save;
  if (status.kind !== "conflict") return null;
  return <Part of={PARTS.conflict} props={{ conflict: status.conflict, onBack: reset, ...asked }} />;
}
