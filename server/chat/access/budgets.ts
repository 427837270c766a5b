// What one answer may take of the server's memory, in bytes: counts alone say nothing.

export interface Budgets {
  /** Bytes of JSON of one page of messages, of the answer to a join, and of what was missed */
  maxPage: number;
  /** Bytes of JSON of an old client's list of a channel */
  maxHistory: number;
  /** Bytes of lists and pages that are kept for the next who asks */
  keptLists: number;
  /** Answers with messages that one address may be getting at once; trusted ones any number */
  answersPerAddress: number;
  /**
   * Bytes of them that an address may get at once, and again in each second, and those that are made a second
   * for all addresses together; trusted ones any number
   */
  answerBytes: { burst: number; perSecond: number; perSecondInAll: number };
  /** Bytes that a socket has not taken yet: an old client's list, and as much again */
  unsent: number;
  /** The same, of all sockets of an address together, what they share once; trusted ones any number */
  unsentOfAddress: number;
  /** The same, of all sockets together, what they share once */
  unsentInAll: number;
}

const MB = 1024 ** 2;

export const BUDGETS: Budgets = {
  maxPage: MB,
  maxHistory: 4 * MB,
  keptLists: 16 * MB,
  answersPerAddress: 8,
  answerBytes: { burst: 16 * MB, perSecond: 4 * MB, perSecondInAll: 8 * MB },
  unsent: 8 * MB,
  unsentOfAddress: 8 * MB,
  unsentInAll: 128 * MB,
};
