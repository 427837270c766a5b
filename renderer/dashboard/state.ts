// What the window shows, as one value, and how each event changes it. Pure.
import type { PersonHere, Snapshot, WindowEvent, WindowEvents } from '../../main/ipc/contract.ts';
import { appendLines, noLines, type LogLines } from './log-lines.ts';

/** What is open in the window; nothing of it outlives the window. */
export interface View {
  tab: 'people' | 'channels' | 'settings';
  logOpen: boolean;
  poster: boolean;
  /** Whether the host is being asked if people online should be left alone */
  stopQuestion: boolean;
  /** Whether the host asked for help with devices that do not get in */
  help: boolean;
}

export interface Dashboard extends Omit<Snapshot, 'people' | 'log'> {
  people: ReadonlyMap<string, PersonHere>;
  log: LogLines;
  view: View;
}

/** An event of main, or what the host does with the window itself. */
export type Change =
  | { [E in WindowEvent]: { event: E; payload: WindowEvents[E] } }[WindowEvent]
  | { event: 'view'; payload: Partial<View> };

const VIEW: View = { tab: 'people', logOpen: false, poster: false, stopQuestion: false, help: false };

export function fromSnapshot({ people, log, ...rest }: Snapshot): Dashboard {
  return {
    ...rest,
    people: new Map(people.map((person) => [person.id, person])),
    log: appendLines(noLines, log),
    view: VIEW,
  };
}

type Fold<Payload> = (now: Dashboard, payload: Payload) => Dashboard;

/** The newest value takes the place of the one before. */
const replace =
  <K extends keyof Dashboard>(key: K): Fold<Dashboard[K]> =>
  (now, payload) => ({ ...now, [key]: payload });

/**
 * What each event of main changes. Parts that did not change stay the same objects, so that what shows them is
 * not drawn again.
 */
const folds: { readonly [E in WindowEvent]: Fold<WindowEvents[E]> } = {
  state: (now, state) => ({
    ...now,
    state,
    view: state.state === 'running' ? now.view : closeQuestion(now.view),
  }),
  people: (now, change) => ({ ...now, people: changePeople(now.people, change) }),
  network: replace('network'),
  channels: replace('channels'),
  messages: replace('messages'),
  storage: replace('storage'),
  findings: replace('findings'),
  oversize: replace('oversize'),
  trend: replace('trend'),
  log: (now, lines) => ({ ...now, log: appendLines(now.log, lines) }),
  settings: replace('settings'),
  appearance: (now, appearance) => ({ ...now, ...appearance }),
  move: replace('move'),
  update: replace('update'),
  show: (now, what) => ({ ...now, view: { ...now.view, ...shown(what, now) } }),
};

/** Every event of main */
export const EVENTS = Object.keys(folds) as WindowEvent[];

export function fold(now: Dashboard, change: Change): Dashboard {
  if (change.event === 'view') return { ...now, view: { ...now.view, ...change.payload } };
  // TypeScript cannot see that the payload is the event's own
  return (folds[change.event] as Fold<unknown>)(now, change.payload);
}

function changePeople(
  people: Dashboard['people'],
  { changed, gone }: WindowEvents['people'],
): Dashboard['people'] {
  const next = new Map(people);
  for (const id of gone) next.delete(id);
  for (const person of changed) next.set(person.id, person);
  return next;
}

const closeQuestion = (view: View): View => (view.stopQuestion ? { ...view, stopQuestion: false } : view);

function shown(what: WindowEvents['show'], { state }: Dashboard): Partial<View> {
  switch (what) {
    case 'poster':
      return { poster: true };
    case 'settings':
      return { tab: 'settings', poster: false };
    case 'stop-question':
      return { stopQuestion: state.state === 'running', poster: false };
  }
}
