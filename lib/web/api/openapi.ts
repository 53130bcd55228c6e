import { z } from "zod";
import { API_SCOPES, type ApiScope } from "@/lib/core/scopes";
import { sessionCookieName } from "../cookies";

/** A response: description, schema, and type if not JSON. */
interface Answer {
  is: string;
  schema?: string;
  type?: string;
  /** A second type, for some of the items at this address. */
  otherType?: string;
}

/** An API operation, described by the handler that serves it. */
export interface Operation {
  method: "get" | "put" | "post" | "delete";
  /** Parameters in braces. */
  path: string;
  summary: string;
  /** Created by `reading` or `endpoint`, whose input defines the parameters. For a document, its view. */
  handler: { readonly octopus: unknown };
  /** Schema names of responses, by status. */
  answers: Record<number, Answer>;
  /** Open to visitors. */
  isPublic?: boolean;
  /** Scope that a personal token needs; without one, and if not open to visitors, a session is needed. */
  scope?: ApiScope;
}

export interface ApiDescription {
  title: string;
  version: string;
  description: string;
  /** Schemas used by operations, and those that inputs refer to. */
  schemas: Record<string, z.ZodType>;
  /** An example for each schema used in a response. */
  examples: Readonly<Record<string, unknown>>;
  operations: readonly Operation[];
}

type Json = Record<string, unknown>;

/**
 * Builds an OpenAPI 3.1 document from the schemas that validate requests, so that it cannot differ from the
 * product.
 */
export function openApi(api: ApiDescription): Json {
  const inputs = new Map(api.operations.map((one, n) => [`Input${n}`, inputOf(one.handler)] as const));
  const schemas = jsonSchemas({ ...api.schemas, ...Object.fromEntries(inputs) });
  const paths: Record<string, Json> = {};
  for (const [n, one] of api.operations.entries()) {
    const input = schemas[`Input${n}`] as Json | undefined;
    paths[one.path] = { ...paths[one.path], [one.method]: operation(one, input, api.examples) };
  }
  for (const name of inputs.keys()) delete schemas[name];
  return {
    openapi: "3.1.0",
    info: { title: api.title, version: api.version, description: api.description },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: `A personal token, created at /me/security. Its scopes: ${API_SCOPES.join(", ")}.`,
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: sessionCookieName(),
          description: "A browser session. Not for programs.",
        },
      },
    },
  };
}

function queryOf(handler: Operation["handler"]): readonly string[] {
  // A document of open data has a view instead of a spec.
  return (handler.octopus as { spec?: { inQuery?: readonly string[] } }).spec?.inQuery ?? [];
}

function inputOf(handler: Operation["handler"]): z.ZodType {
  const { spec, view } = handler.octopus as {
    spec?: { input?: z.ZodType };
    view?: { params?: z.ZodObject; query?: z.ZodObject };
  };
  if (view) return (view.params ?? z.object({})).extend(view.query?.shape ?? {});
  return spec?.input ?? z.object({});
}

/** All schemas under `#/components/schemas`; shared parts appear there once. */
function jsonSchemas(named: Record<string, z.ZodType>): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: "input",
    unrepresentable: "any",
    uri: (id) => `#/components/schemas/${id}`,
  });
  const { __shared: shared, ...own } = schemas as Record<string, Json>;
  const all = { ...own, ...((shared?.$defs as Record<string, Json> | undefined) ?? {}) };
  const text = JSON.stringify(all).replaceAll(
    "#/components/schemas/__shared#/$defs/",
    "#/components/schemas/",
  );
  const drawn = JSON.parse(text) as Record<string, Json>;
  for (const schema of Object.values(drawn)) {
    delete schema.$schema;
    delete schema.$id;
  }
  return drawn;
}

/** Every POST and PUT accepts it, with the same effect. */
const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "A request that repeats the key is not carried out again. For 24 hours it gets the first answer, 409 while the first request is being processed, and 422 if the request differs.",
  schema: { type: "string", minLength: 8, maxLength: 128 } as Json,
};

function operation(one: Operation, input: Json | undefined, examples: ApiDescription["examples"]): Json {
  const properties = (input?.properties as Record<string, Json> | undefined) ?? {};
  const required = new Set((input?.required as string[] | undefined) ?? []);
  const inPath = new Set([...one.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""));
  const isQuery = one.method === "get";
  const inQuery = new Set(queryOf(one.handler));
  const rest = Object.entries(properties).filter(([name]) => !inPath.has(name) && !inQuery.has(name));
  const parameters = Object.entries(properties)
    .filter(([name]) => inPath.has(name) || isQuery || inQuery.has(name))
    .map(([name, schema]) => ({
      name,
      in: inPath.has(name) ? "path" : "query",
      required: inPath.has(name) || (required.has(name) && !("default" in schema)),
      schema,
    }));
  if (one.method === "post" || one.method === "put") parameters.push(IDEMPOTENCY_KEY);
  const body = {
    type: "object",
    properties: Object.fromEntries(rest),
    required: rest.flatMap(([name]) => (required.has(name) ? [name] : [])),
  };
  return {
    summary: one.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(!isQuery && rest.length > 0
      ? { requestBody: { required: true, content: { "application/json": { schema: body } } } }
      : {}),
    responses: Object.fromEntries(
      Object.entries(one.answers).map(([status, answer]) => [
        status,
        answerOf(Number(status), answer, examples),
      ]),
    ),
    security: securityOf(one),
  };
}

/** Public, by token with a scope, or by session cookie only. */
function securityOf({ isPublic, scope }: Operation): Json[] {
  if (isPublic) return [{}];
  return scope ? [{ token: [scope] }, { session: [] }] : [{ session: [] }];
}

/** Response headers that programs act on, by status. */
function headersOf(status: number, schema: string | undefined): Json | undefined {
  const header = (description: string) => ({ description, schema: { type: "string" } });
  if (status === 200 && schema?.endsWith("List"))
    return { Link: header('The next page, as `<address>; rel="next"`; absent at the end.') };
  if (status === 401 || status === 403)
    return { "WWW-Authenticate": header("What the token is missing (RFC 6750).") };
  if (status === 429 || status === 503) return { "Retry-After": header("Seconds to wait.") };
  return undefined;
}

function answerOf(status: number, answer: Answer, examples: ApiDescription["examples"]): Json {
  const type = status >= 400 ? "application/problem+json" : (answer.type ?? "application/json");
  const example = answer.schema === undefined ? undefined : examples[answer.schema];
  // An error's example applies to one status only.
  const isOwn = example !== undefined && (status < 400 || (example as { status?: number }).status === status);
  const schema = answer.schema
    ? { schema: { $ref: `#/components/schemas/${answer.schema}` }, ...(isOwn ? { example } : {}) }
    : undefined;
  const content = schema ?? (answer.type ? {} : null);
  const headers = headersOf(status, answer.schema);
  return {
    description: answer.is,
    ...(headers ? { headers } : {}),
    ...(content
      ? { content: { [type]: content, ...(answer.otherType ? { [answer.otherType]: {} } : {}) } }
      : {}),
  };
}
