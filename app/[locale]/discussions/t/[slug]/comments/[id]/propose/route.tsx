import { proposeView } from "@/app/topics/propose";
import { proposeReply } from "@/lib/discussions";
import { ProposeReply } from "@/lib/discussions/proposals/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";

/** Bringing the words of a reply into a section of a profile. */
export const GET = screen(proposeView);

/** Leads to the editor of the section, which begins with the words of the reply. */
export const POST = screenForm(proposeView, {
  propose: spec({
    schema: ProposeReply,
    command: proposeReply,
    limit: "draft",
    done: ({ id, country, section }) => `/countries/${country}/edit/${section}?reply=${id}`,
  }),
});
