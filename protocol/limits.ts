// The numbers of the protocol. What a host may change is a setting instead. The comments are the table in
// docs/protocol.md.

export const LIMITS = {
  /** Characters (code points) of one message */
  content: 8_000,
  /** Bytes of one Socket.IO packet, and of the body of `POST …/messages` */
  packetBytes: 256 * 1024,
  /** Bytes of one user object as JSON */
  userBytes: 4_096,
  /** Bytes of it that everybody is sent */
  shownUserBytes: 1_024,
  /** Graphemes of a person's name */
  name: 32,
  /** Channels of a room */
  channels: 500,
  /** Channels that messages of clients may make: the rest is the host's */
  channelsOfClients: 450,
  /** Characters of a channel's name */
  channelName: 64,
  /** Characters of a channel's topic */
  channelTopic: 500,
  /** Messages an old client gets on joining a channel */
  legacyPage: 1_000,
  /** Messages that `join_channel` may ask for */
  joinPage: 100,
  /** Messages that `join_channel` gets when it does not say */
  joinPageDefault: 50,
  /** Messages of one page over HTTP */
  page: 200,
  /** Messages of one page over HTTP that does not say how many */
  pageDefault: 50,
  /** Changes a returning client gets one by one; after more than these it gets the newest page */
  catchUp: 500,
} as const;
