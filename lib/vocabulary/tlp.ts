/** Traffic Light Protocol 2.0; what may go to nobody further (RED) is not kept here. */
export const TLPS = ["clear", "green", "amber", "amber-strict"] as const;
export type Tlp = (typeof TLPS)[number];
