/** Forms of assistance that one State can ask another one for. */
export const MEASURES = [
  "preservation",
  "partial_disclosure",
  "subscriber_information",
  "traffic_data",
  "content_data",
  "search_seizure",
  "realtime_traffic",
  "interception",
  "domain_registration",
  "emergency_disclosure",
  "spontaneous_information",
  "joint_investigation",
  "video_hearing",
  "extradition",
  "provisional_arrest",
] as const;

/** Ways by which a request reaches another State. */
export const CHANNELS = [
  "direct",
  "diplomatic",
  "interpol",
  "network_24_7",
  "post",
  "secure_email",
  "portal",
] as const;
