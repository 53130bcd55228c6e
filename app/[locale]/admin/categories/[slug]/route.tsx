import type { z } from "zod";
import { categoryHref } from "@/components/discussions/addresses";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import {
  addToRoom,
  changeCategory,
  findAnyCategory,
  listRoomMembers,
  removeFromRoom,
  wordsOf,
} from "@/lib/discussions";
import { areaOfCategory } from "@/lib/discussions/areas/model";
import { CategoryParams, ChangeCategory, RoomMember } from "@/lib/discussions/categories/model";
import { localePath } from "@/lib/i18n/locales";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../../admin-frame";
import { CategoryForm } from "../category-form";
import { RoomMembers } from "../room-members";

const DONE = ["joined", "left"] as const;

/** The form of one category, and the list of members of a room. Its address never changes. */
const view = {
  params: CategoryParams,
  allows: isAdministrator,
  async render({ slug }, { locale, t, form, actor, search }) {
    const category = await findAnyCategory(actor, slug);
    const members = areaOfCategory(category) === "rooms" ? await listRoomMembers(actor, slug) : null;
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    const { name, language } = wordsOf(category, locale);
    const title = t("discussions.admin.titleOf", { name });
    return {
      title,
      crumbs: adminCrumbs(
        t,
        { href: ADMIN_PLACES.categories, label: t("admin.nav.categories") },
        { label: name },
      ),
      body: (
        <>
          {done ? <Outcome>{t(`discussions.admin.done.${done}`)}</Outcome> : null}
          <AdminFrame
            t={t}
            locale={locale}
            place="categories"
            title={
              <bdi className="details" lang={language}>
                {name}
              </bdi>
            }
            sub={
              <a href={categoryHref(locale, category)}>
                <bdi dir="ltr">{categoryHref(locale, category)}</bdi>
              </a>
            }
          >
            <CategoryForm
              t={t}
              locale={locale}
              name="change"
              action={localePath(locale, `${ADMIN_PLACES.categories}/${slug}`)}
              fields={fieldsOf(t, form, "change")}
              kept={category}
            />
            {members ? (
              <RoomMembers
                {...{ t, locale, members }}
                action={localePath(locale, `${ADMIN_PLACES.categories}/${slug}`)}
                fields={fieldsOf(t, form, "add")}
              />
            ) : null}
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof CategoryParams, z.ZodObject>;

export const GET = screen(view);

const listed =
  (done: (typeof DONE)[number]) =>
  ({ slug }: { slug: string }) =>
    `${ADMIN_PLACES.categories}/${slug}?done=${done}#members`;

export const POST = screenForm(view, {
  change: spec({
    schema: ChangeCategory,
    limit: "admin",
    command: changeCategory,
    done: () => `${ADMIN_PLACES.categories}?done=changed`,
  }),
  add: spec({ schema: RoomMember, limit: "admin", command: addToRoom, done: listed("joined") }),
  remove: spec({ schema: RoomMember, limit: "admin", command: removeFromRoom, done: listed("left") }),
});
