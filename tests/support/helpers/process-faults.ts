// What would have ended a server's process: nothing may come here while something hostile is tried.

export interface ProcessFaults {
  /** Uncaught exceptions and unhandled rejections so far */
  readonly faults: readonly string[];
  /** Also counts as one. */
  add(fault: string): void;
  stop(): void;
}

export function watchProcess(): ProcessFaults {
  const faults: string[] = [];
  const note =
    (kind: string) =>
    (error: unknown): void => {
      faults.push(`${kind}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    };
  const onException = note('uncaught exception');
  const onRejection = note('unhandled rejection');
  process.on('uncaughtException', onException).on('unhandledRejection', onRejection);
  return {
    faults,
    add: (fault) => {
      faults.push(fault);
    },
    stop() {
      process.off('uncaughtException', onException).off('unhandledRejection', onRejection);
    },
  };
}
