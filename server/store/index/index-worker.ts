// The index's worker thread: everything that touches index.db happens here, so that no query stops the
// server's event loop.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { answer, LATER, NotFollowedError } from './answers.ts';
import { createCatchUp } from './catch-up.ts';
import { openIndexDatabase } from './database.ts';
import { createQuestionOrder } from './question-order.ts';
import type { Asked, FromWorker, ToWorker } from './worker-messages.ts';
import { isDiskTrouble } from './schema.ts';

const path: unknown = workerData;
if (!parentPort || typeof path !== 'string') throw new Error('index-worker.ts is run by message-index.ts');
const port: MessagePort = parentPort;

const post = (message: FromWorker): void => {
  port.postMessage(message);
};

const index = createCatchUp({
  open: ({ anew }) => openIndexDatabase(path, { anew }),
  note: (note) => {
    post({ kind: 'note', note });
  },
  onTurn: () => {
    questions.retry();
  },
});

const questions = createQuestionOrder(tryToAnswer);

/** Whether it was answered. */
function tryToAnswer({ id, question }: Asked): boolean {
  try {
    const found = index.guarded(() => answer(index, question), LATER);
    if (found === LATER) return false;
    post({ kind: 'answer', id, ...(typeof found === 'object' ? found : { json: found }) });
  } catch (error) {
    if (!(error instanceof NotFollowedError)) throw error;
    post({ kind: 'refusal', id, reason: error.message });
  }
  return true;
}

function receive(message: ToWorker): void {
  switch (message.kind) {
    case 'follow': {
      index.follow(message.channel, message.path, message.end);
      break;
    }
    case 'apply': {
      const { buffer, byteOffset, length } = message.bytes;
      index.apply(message.channel, message.from, Buffer.from(buffer, byteOffset, length));
      break;
    }
    case 'forget': {
      index.forget(message.channel);
      // otherwise questions about that channel would wait for ever
      questions.retry();
      break;
    }
    case 'ask': {
      questions.ask(message);
      break;
    }
    case 'close': {
      questions.close();
      index.close();
      port.close();
    }
  }
}

try {
  index.database();
  post({ kind: 'ready' });
} catch (error) {
  // a full disk may have space again; a wrong path stays wrong
  post(
    isDiskTrouble(error)
      ? { kind: 'ready' }
      : { kind: 'unusable', reason: error instanceof Error ? error.message : String(error) },
  );
}
port.on('message', receive);
