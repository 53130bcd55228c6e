/** Traffic Light Protocol 2.0. Content that may not be shared further (RED) must not be stored here. */
export const TLPS = ["clear", "green", "amber", "amber-strict"] as const;
export type Tlp = (typeof TLPS)[number];
