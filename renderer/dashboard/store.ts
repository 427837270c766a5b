// The one store of the window.
import type { DesktopApi, Outcome, Snapshot } from '../../main/ipc/contract.ts';
import { EVENTS, fold, fromSnapshot, type Change, type Dashboard, type View } from './state.ts';

export interface Store {
  readonly now: Dashboard;
  /** Changes what is open in the window. */
  show(view: Partial<View>): void;
  change(change: Change): void;
  /** Calls the listener once for all changes of a frame; the answer ends that. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** `schedule` runs a function at the next frame. */
export function createStore(first: Dashboard, schedule: (run: () => void) => void): Store {
  let now = first;
  let scheduled = false;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    scheduled = false;
    for (const listener of listeners) listener();
  };
  const change = (next: Change): void => {
    now = fold(now, next);
    if (scheduled) return;
    scheduled = true;
    schedule(tell);
  };
  return {
    get now() {
      return now;
    },
    change,
    show: (payload) => {
      change({ event: 'view', payload });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/**
 * A store that follows the main process. What main tells while the snapshot is on its way is folded in
 * afterwards: its newest value is never older than the snapshot's. Answers the fault where main gives no
 * snapshot.
 */
export async function followMain(
  api: Pick<DesktopApi, 'on' | 'getSnapshot'>,
  schedule: (run: () => void) => void,
): Promise<Outcome<Store>> {
  let store: Store | undefined;
  const early: Change[] = [];
  const take = (change: Change): void => {
    if (store) store.change(change);
    else early.push(change);
  };
  for (const event of EVENTS) {
    // each event comes with its own payload, which TypeScript cannot see through a union
    api.on(event, (payload) => {
      take({ event, payload } as Change);
    });
  }
  const answer: Outcome<Snapshot> = await api
    .getSnapshot()
    .catch((error: unknown) => ({ ok: false, fault: { code: 'internal', detail: String(error) } }));
  if (!answer.ok) return answer;
  store = createStore(fromSnapshot(answer.value), schedule);
  for (const change of early) store.change(change);
  return { ok: true, value: store };
}
