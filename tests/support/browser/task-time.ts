// How long a page is held up, by the processor time of its tasks: other programs on the machine do not count.
import type { CDPSession } from '@playwright/test';

interface TraceEvent {
  name: string;
  ph: string;
  /** Microseconds of processor time */
  tdur?: number;
}

/** Milliseconds of the longest task in the page while `run` runs. */
export async function longestTask(session: CDPSession, run: () => Promise<void>): Promise<number> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }): void => {
    events.push(...(value as TraceEvent[]));
  };
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline'] },
  });
  await run();
  const complete = new Promise((resolve) => {
    session.once('Tracing.tracingComplete', resolve);
  });
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  const tasks = events.filter(({ name, ph }) => name === 'RunTask' && ph === 'X');
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1_000;
}
