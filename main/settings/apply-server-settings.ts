// Puts changed settings of the server into force. It is started again, since a server keeps the settings it
// was made with; who is here comes back by itself. A place to listen that cannot be had is refused, and the
// old one stays.
import { choosePort, type Fault } from '../../server/index.ts';
import type { SettingProblems } from '../ipc/contract.ts';
import type { ServerHost } from '../server/server-host.ts';
import type { ServerChange } from './settings-service.ts';

export type RestartableHost = Pick<ServerHost, 'state' | 'start' | 'restart'>;

/** Answers why the change was taken back, where it was. */
export async function applyServerSettings(
  host: RestartableHost,
  { before, after, takeBack }: ServerChange,
): Promise<SettingProblems | undefined> {
  const isRunning = host.state.state === 'running' || host.state.state === 'starting';
  if (!isRunning || JSON.stringify(before) === JSON.stringify(after)) return undefined;
  // looked at first, so that nobody is sent away for nothing
  const chosen = after.port === before.port ? undefined : await choosePort(after, true);
  const isTaken = chosen && 'fault' in chosen ? problemOf(chosen.fault) : undefined;
  if (isTaken) {
    takeBack();
    return isTaken;
  }
  const state = await host.restart('The settings were changed');
  const why = state.state === 'failed' ? problemOf(state.fault) : undefined;
  if (why) {
    takeBack();
    await host.start();
  }
  return why;
}

/** Undefined where the fault has nothing to do with where the server listens. */
function problemOf(fault: Fault): SettingProblems | undefined {
  const { code } = fault;
  if (code === 'port_taken')
    return {
      port: {
        expected: fault.free === undefined ? 'a free port' : `a free port, such as ${String(fault.free)}`,
        code,
      },
    };
  if (code === 'port_forbidden')
    return { port: { expected: 'a port that this user may use, mostly from 1024 on', code } };
  if (code === 'address_missing') return { host: { expected: 'an address that this machine has now', code } };
  return undefined;
}
