import type { Instrumentation } from "next";

/** Errors that the framework caught: logged once, without what the request held. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "edge") return;
  const { describeError, log } = await import("@/lib/log");
  log().error({
    event: "request.failed",
    route: context.routePath,
    method: request.method,
    ...describeError(error),
  });
};
