import type { Kinds } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import { articleKind } from "@/lib/revisions/prose/article";
import { TEXT } from "./model";

/** Kind of a page's text. */
export const textKind = articleKind(TEXT);

/** Returns the kind of a page's only section for the engine. */
export const standingKinds: Kinds = () => textKind as SectionKind<unknown>;
