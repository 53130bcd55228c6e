import { lookUpSource, prepareLookup } from "@/lib/profiles/source-lookup";
import { LookUpSource } from "@/lib/profiles/source-lookup/model";
import { endpoint } from "@/lib/web/api/endpoint";

/** What the page at an address says about itself, for a new source of a section. Only if the operator allows it. */
export const POST = endpoint({
  input: LookUpSource,
  limit: "source-lookup",
  prepare: prepareLookup,
  run: lookUpSource,
  evenReadOnly: true,
});
