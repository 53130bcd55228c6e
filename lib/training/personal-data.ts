import { and, asc, eq, ne } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { material, materialVersion } from "@/db/schema/training";
import {
  materialDelivery,
  materialMessage,
  materialRating,
  materialRequest,
  materialSuggestion,
} from "@/db/schema/training-use";
import type { PersonalData } from "@/lib/core/personal-data";
import { emptyMaterialBins, removeOldMessages } from "./retention";

const OF = { material: material.slug };

/** Collects what the library stores about a member, for their own copy. */
export async function collectTraining(on: Queryable, memberId: string) {
  return {
    materials: await on
      .select({ ...OF, title: material.title, state: material.state, createdAt: material.createdAt })
      .from(material)
      // Includes the trash; erased materials have no title.
      .where(and(eq(material.ownerId, memberId), ne(material.title, "")))
      .orderBy(asc(material.createdAt), asc(material.pageId)),
    ...(await collectSaid(on, memberId)),
    deliveries: await on
      .select({
        ...OF,
        country: materialDelivery.country,
        place: materialDelivery.place,
        institution: materialDelivery.institution,
        startsOn: materialDelivery.startsOn,
        participants: materialDelivery.participants,
      })
      .from(materialDelivery)
      .innerJoin(material, eq(material.pageId, materialDelivery.materialId))
      .where(eq(materialDelivery.memberId, memberId)),
  };
}

/** Their ratings, requests, suggestions and messages. */
async function collectSaid(on: Queryable, memberId: string) {
  return {
    materialRatings: await on
      .select({
        ...OF,
        score: materialRating.score,
        role: materialRating.role,
        comment: materialRating.comment,
        updatedAt: materialRating.updatedAt,
      })
      .from(materialRating)
      .innerJoin(material, eq(material.pageId, materialRating.materialId))
      .where(eq(materialRating.memberId, memberId)),
    materialRequests: await on
      .select({
        ...OF,
        reason: materialRequest.reason,
        state: materialRequest.state,
        decisionReason: materialRequest.decisionReason,
        endReason: materialRequest.endReason,
        createdAt: materialRequest.createdAt,
      })
      .from(materialRequest)
      .innerJoin(material, eq(material.pageId, materialRequest.materialId))
      .where(eq(materialRequest.memberId, memberId)),
    materialSuggestions: await on
      .select({
        ...OF,
        text: materialSuggestion.text,
        state: materialSuggestion.state,
        answer: materialSuggestion.answer,
        createdAt: materialSuggestion.createdAt,
      })
      .from(materialSuggestion)
      .innerJoin(material, eq(material.pageId, materialSuggestion.materialId))
      .where(eq(materialSuggestion.memberId, memberId)),
    materialMessages: await on
      .select({ ...OF, text: materialMessage.text, createdAt: materialMessage.createdAt })
      .from(materialMessage)
      .innerJoin(material, eq(material.pageId, materialMessage.materialId))
      .where(eq(materialMessage.memberId, memberId)),
  };
}

/** Data about members in the library. Their uploads and comments stay, attributed to a former member. */
export const TRAINING_DATA: PersonalData = {
  expire: async (ctx) => ({
    materialMessages: await removeOldMessages(ctx.tx, ctx.now),
    materialBins: await emptyMaterialBins(ctx),
  }),
  collect: collectTraining,
  tables: [materialRequest, materialMessage],
  besides: [
    material.ownerId,
    material.retractedBy,
    materialVersion.createdBy,
    materialDelivery.memberId,
    materialRating.memberId,
    materialSuggestion.memberId,
  ],
};
