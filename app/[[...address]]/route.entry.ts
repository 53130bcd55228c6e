import { dispatch } from "@/lib/web/door/dispatcher";

/*
 * The single route that the framework itself builds. It passes every request to the table of the `route.tsx`
 * files, which `scripts/lib/build.mjs` bundles (decision 16).
 */
export {
  dispatch as DELETE,
  dispatch as GET,
  dispatch as HEAD,
  dispatch as OPTIONS,
  dispatch as PATCH,
  dispatch as POST,
  dispatch as PUT,
};
