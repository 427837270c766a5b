// The part about the server that the tray's menu and the application's menu share.
import type { MenuItemConstructorOptions } from 'electron';
import type { Actions } from './actions.ts';
import type { ServerState } from '../ipc/contract.ts';
import type { Texts } from '../texts/index.ts';

/** `Running, 3 people here` */
export function stateLine(state: ServerState, people: number, { state: text, fault }: Texts): string {
  switch (state.state) {
    case 'running':
      return text.running(people);
    case 'failed':
      return text.failed(fault(state.fault));
    case 'stopped':
    case 'starting':
    case 'stopping':
    default:
      return text[state.state];
  }
}

/**
 * Start or Stop, whichever makes sense now. A start can be stopped again; what is stopping can only be waited
 * for.
 */
export function startOrStop(
  { state }: ServerState,
  { action }: Texts,
  actions: Actions,
): MenuItemConstructorOptions {
  if (state === 'running' || state === 'starting')
    return { id: 'stop', label: action.stop, click: actions.stop };
  return {
    id: 'start',
    label: state === 'failed' ? action.restart : action.start,
    enabled: state !== 'stopping',
    click: actions.start,
  };
}

/**
 * What can be done with the address, while there is one. `canJoin`: whether the server runs and guests can
 * reach it.
 */
export function joinItems(
  state: ServerState,
  canJoin: boolean,
  { action }: Texts,
  actions: Actions,
): MenuItemConstructorOptions[] {
  return [
    { id: 'open-chat', label: action.openChat, enabled: state.state === 'running', click: actions.openChat },
    { id: 'copy-address', label: action.copyAddress, enabled: canJoin, click: actions.copyAddress },
    { id: 'show-qr', label: action.showQr, enabled: canJoin, click: actions.showQr },
  ];
}
