interface FileFact {
  fileId: string;
}

/** What is recorded of files. */
export interface FileFacts {
  "file.uploaded": FileFact;
  "file.accepted": FileFact & { type: string; scopes: string[] };
  "file.refused": FileFact & { refusal: string; scopes: string[] };
  "file.read": FileFact & { reading: string; scopes: string[] };
  "file.recognition-asked": FileFact & { language: string; scopes: string[] };
  /** What a machine read in it was taken away. */
  "file.words-removed": FileFact & { scopes: string[] };
  "file.removed": FileFact;
  /** A restricted file, or a part of it: each time. */
  "file.downloaded": FileFact & { from: number };
  /** Used in something besides what it is used in, or by another than who sent it. */
  "file.reused": FileFact & { kind: string; ownerId: string; access: string };
  "file.blocked": FileFact & { scopes: string[] };
  /** Its bytes in the store are not as they should be, or are again. */
  "file.lost": FileFact & { scopes: string[] };
  "file.found": FileFact & { scopes: string[] };
}
