// What one client, one address and everybody may take of the server's memory and time, in bytes: counts alone say
// nothing.

const MB = 1024 ** 2;

/** Bytes of JSON of one page of messages, of the answer to a join, and of what was missed; see docs/protocol.md */
export const MAX_PAGE = MB;
/** Bytes of JSON of an old client's list of a channel */
export const MAX_HISTORY = 4 * MB;

/** The settings that these are made from. Each is about who is not trusted, if it is about one address. */
export interface BudgetSettings {
  readonly answerMemory: number;
  readonly answersPerAddress: number;
  readonly answerBurst: number;
  readonly answerRate: number;
  readonly answerRateInAll: number;
  readonly unreadPerConnection: number;
  readonly unreadPerAddress: number;
  readonly unreadInAll: number;
  readonly connectionRate: number;
}

/** How many may begin at once, and how many a second after that. */
export interface Beginning {
  burst: number;
  perSecond: number;
}

export interface Budgets {
  /** Bytes of lists and pages that are kept for the next who asks */
  keptLists: number;
  /** Answers with messages over HTTP */
  answers: {
    /** How many one address may be getting at once */
    atOnce: number;
    /** Bytes that an address may get at once, and again in each second */
    burst: number;
    perSecond: number;
    /** Bytes that are made a second for all addresses together */
    perSecondInAll: number;
  };
  /** Bytes that were sent and not read; what several share counts once */
  unread: { ofConnection: number; ofAddress: number; inAll: number };
  /** Connections of one address; a browser opens six, and a class comes back at once */
  connections: Beginning;
  /** Socket.IO's sessions of one address, which cost more */
  sessions: Beginning;
}

export function budgetsOf(settings: BudgetSettings): Budgets {
  const { connectionRate } = settings;
  return {
    keptLists: settings.answerMemory,
    answers: {
      atOnce: settings.answersPerAddress,
      burst: settings.answerBurst,
      perSecond: settings.answerRate,
      perSecondInAll: settings.answerRateInAll,
    },
    unread: {
      ofConnection: settings.unreadPerConnection,
      ofAddress: settings.unreadPerAddress,
      inAll: settings.unreadInAll,
    },
    connections: { burst: 20 * connectionRate, perSecond: connectionRate },
    sessions: { burst: 10 * connectionRate, perSecond: connectionRate / 2 },
  };
}
