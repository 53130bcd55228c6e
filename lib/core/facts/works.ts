interface PostFact {
  pageId: string;
  slug: string;
}

/** `pageId` and `slug` are those of the commented page, of any kind. */
interface CommentFact {
  pageId: string;
  slug: string;
  commentId: string;
}

interface MaterialFact {
  pageId: string;
  slug: string;
}

/** Facts about posts, comments and training materials. */
export interface WorkFacts {
  "post.started": PostFact;
  "post.changed": PostFact;
  "post.submitted": PostFact;
  "post.withdrawn": PostFact;
  "post.returned": PostFact;
  "post.scheduled": PostFact & { publishAt: string };
  "post.published": PostFact;
  "post.retracted": PostFact;
  "post.restored": PostFact & { reason: string };
  "post.removed": PostFact;
  "post.put-back": PostFact;
  "post.corrected": PostFact & { correctionId: string };
  "byline.asked": PostFact & { memberId: string };
  "byline.answered": PostFact & { memberId: string; isSigned: boolean };
  "post.preview-made": PostFact;
  "post.preview-ended": PostFact;
  "post.comments-locked": PostFact & { isLocked: boolean };
  "comment.written": CommentFact & { isHeld: boolean };
  "comment.changed": CommentFact;
  "comment.removed": CommentFact;
  /** Its text was deleted for a legal reason, of which only the name is recorded. `since`: when it was written. */
  "comment.purged": CommentFact & { authorId: string; why: string; since: string };
  /** `caseId`: it was hidden, or shown again, because of flags; those have notices of their own. */
  "comment.hidden": CommentFact & { caseId?: string };
  "comment.shown": CommentFact & { wasHeld: boolean; caseId?: string };
  /** `isGiven`: false if it was taken back. */
  "comment.reacted": CommentFact & { isGiven: boolean };
  "material.started": MaterialFact;
  /** `isOpen`: whether everybody can have it now, if that changed while it was published. */
  "material.changed": MaterialFact & { isOpen?: boolean };
  "material.submitted": MaterialFact;
  "material.withdrawn": MaterialFact;
  "material.returned": MaterialFact;
  "material.published": MaterialFact;
  "material.retracted": MaterialFact;
  "material.restored": MaterialFact & { reason: string };
  "material.removed": MaterialFact;
  "material.put-back": MaterialFact;
  "material.confirmed": MaterialFact;
  /** The law that the material teaches has changed. */
  "material.outdated": MaterialFact;
  "version.started": MaterialFact & { versionId: string };
  "version.submitted": MaterialFact & { versionId: string };
  "version.published": MaterialFact & { versionId: string };
  /** Files of a published version were replaced: it keeps its files, and this new version has the current ones. */
  "version.files-replaced": MaterialFact & { versionId: string };
  "version.dropped": MaterialFact & { versionId: string };
  "access.asked": MaterialFact & { requestId: string };
  "access.decided": MaterialFact & { requestId: string; isGranted: boolean };
  /** Granted access was withdrawn. `requestId`: the member's newest request; null if there is none. */
  "access.ended": MaterialFact & { memberId: string; requestId: string | null };
  "material.rated": MaterialFact;
  "rating.hidden": MaterialFact;
  "correction.suggested": MaterialFact & { suggestionId: string };
  "correction.answered": MaterialFact & { suggestionId: string; isAccepted: boolean };
  "owner.contacted": MaterialFact & { messageId: string };
  "delivery.recorded": MaterialFact & { deliveryId: string };
  "delivery.removed": MaterialFact & { deliveryId: string };
}
