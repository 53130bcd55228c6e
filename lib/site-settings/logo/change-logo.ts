import { createHash } from "node:crypto";
import { notInArray } from "drizzle-orm";
import { sitePicture } from "@/db/schema/site";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { type ReadPicture, readPicture } from "@/lib/files/bytes";
import { savePart } from "../commands/save-part";
import { findPart } from "../current";
import type { ChangeLogo } from "../forms/model";
import { LOGO_PLACES, type LogoPlace, MAX_PICTURE_BYTES, type SitePicture } from "../model";

/** Height in pixels at which a picture is stored: about twice the height at which a page shows it. */
const HEIGHT = 80;

/** A change of the logo, with the pictures that were chosen among the administrator's uploads. */
export type LogoChange = Omit<ChangeLogo, LogoPlace> & {
  [P in LogoPlace]: "kept" | null | ReadPicture;
};

/**
 * Reads the chosen pictures, before the transaction. Throws `invalid` for the field of a file that is not the
 * administrator's own picture, or is too large.
 */
export async function readLogo(input: ChangeLogo, { actor }: { actor: Actor | null }): Promise<LogoChange> {
  const read = async (place: LogoPlace) => {
    const { [place]: chosen } = input;
    if (chosen === "" || chosen === "kept") return chosen || null;
    const picture = actor && (await readPicture(actor, chosen, HEIGHT));
    if (!picture) throw invalidFields({ [place]: ["choose"] });
    if (picture.bytes.length > MAX_PICTURE_BYTES) throw invalidFields({ [place]: ["picture_large"] });
    return picture;
  };
  const { seen, hasName } = input;
  return {
    seen,
    hasName,
    light: await read("light"),
    dark: await read("dark"),
    icon: await read("icon"),
  };
}

/** Changes the logos and the icon of the site. Pictures that the settings no longer name are deleted. */
export async function changeLogo(ctx: Ctx, change: LogoChange): Promise<void> {
  const { value: before } = await findPart("logo", ctx.tx);
  const { seen, hasName } = change;
  const picture = async (place: LogoPlace): Promise<SitePicture | null> => {
    const { [place]: chosen } = change;
    return chosen === "kept" ? before[place] : chosen && storePicture(ctx, chosen);
  };
  const value = {
    light: await picture("light"),
    dark: await picture("dark"),
    icon: await picture("icon"),
    hasName,
  };
  await savePart(ctx, "logo", { seen, value });
  const named = LOGO_PLACES.flatMap((place) => value[place]?.id ?? []);
  await ctx.tx.delete(sitePicture).where(notInArray(sitePicture.id, named));
}

async function storePicture(ctx: Ctx, { bytes, width, height }: ReadPicture): Promise<SitePicture> {
  const id = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  await ctx.tx
    .insert(sitePicture)
    .values({ id, bytes, width, height, createdAt: ctx.now })
    .onConflictDoNothing();
  return { id, width, height };
}
