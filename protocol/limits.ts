// The numbers of the protocol. What a host may change is a setting instead.

export const LIMITS = {
  /** Characters (code points) of one message */
  content: 8_000,
  /** Bytes of one Socket.IO packet */
  packetBytes: 256 * 1024,
  /** Bytes of one user object as JSON */
  userBytes: 4_096,
  /** Graphemes of a person's name */
  name: 32,
  channels: 500,
  channelName: 64,
  channelTopic: 500,
  /** Messages an old client gets on joining a channel */
  legacyPage: 1_000,
  /** Messages a new-style join may ask for, and what it gets when it does not say */
  joinPage: 100,
  joinPageDefault: 50,
  /** Messages of one page over HTTP */
  page: 200,
  pageDefault: 50,
  /** Changes a returning client gets one by one; after more than these it gets the newest page */
  catchUp: 500,
} as const;
