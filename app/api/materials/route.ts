import { beginMaterial } from "@/lib/training";
import { BeginMaterial } from "@/lib/training/details/model";
import { endpoint } from "@/lib/web/api/endpoint";

/** Creates a material from its title and language alone; the same token again returns the same material. */
export const POST = endpoint({ input: BeginMaterial, limit: "save", run: beginMaterial });
