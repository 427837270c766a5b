import type { WireError } from '../../../protocol/errors.ts';

/** Where the server does not say when */
const LATER_MS = 100;

/**
 * The wait that the protocol asks of a client that was refused: nothing tells it when the cause has passed,
 * but the refusal can say how long to wait.
 */
export async function askLater({ retry_after_ms: ms = LATER_MS }: WireError): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
