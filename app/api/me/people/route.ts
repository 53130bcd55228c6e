import { suggestPeople } from "@/lib/members";
import { PeopleQuery } from "@/lib/members/model";
import { reading } from "@/lib/web/api/endpoint";

/** Members of the directory whose name or handle matches what is typed after an "@" in a comment. */
export const GET = reading({
  input: PeopleQuery,
  limit: "people",
  read: async (actor, query) => ({ people: await suggestPeople(actor, query) }),
});
