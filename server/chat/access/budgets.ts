// What memory and work may be spent on: bytes, not counts. Each is a setting (server/settings/schema.ts).

export interface Budgets {
  /** Bytes of JSON of one page of messages, of the answer to a join, and of what was missed */
  maxPage: number;
  /** Bytes of JSON of an old client's list of a channel */
  maxHistory: number;
  /** Bytes of the newest messages of all channels together that are kept in memory */
  channelMemory: number;
  /** Bytes of lists that are kept for the next who asks */
  keptLists: number;
  /** Answers with messages that one address may be getting at once; trusted ones any number */
  answersPerAddress: number;
}

const MB = 1024 ** 2;

export const BUDGETS: Budgets = {
  maxPage: MB,
  maxHistory: 4 * MB,
  channelMemory: 64 * MB,
  keptLists: 32 * MB,
  answersPerAddress: 8,
};
