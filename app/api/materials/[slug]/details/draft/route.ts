import { discardMaterialDetails, keepMaterialDetails } from "@/lib/training";
import { KeepMaterialDetails, MaterialParams } from "@/lib/training/model";
import { endpoint } from "@/lib/web/endpoint";

/** Keeps what a member typed into the form of a material and did not save; its sequence must rise. */
export const PUT = endpoint({ input: KeepMaterialDetails, limit: "draft", run: keepMaterialDetails });

/** Throws it away. */
export const DELETE = endpoint({ input: MaterialParams, limit: "draft", run: discardMaterialDetails });
