// Sandboxed preload: CommonJS that may require nothing but 'electron', so only types are imported. The page
// gets these functions and nothing of Electron's own.
import type * as electron from 'electron' with { 'resolution-mode': 'import' };
import type { CallName, DesktopApi, WindowEvent, WindowEvents } from './contract.ts' with {
  'resolution-mode': 'import',
};

// oxlint-disable-next-line typescript/no-require-imports -- the only way in CommonJS that is emitted as it is written
const { contextBridge, ipcRenderer } = require('electron') as typeof electron;

const call = <C extends CallName>(name: C): DesktopApi[C] =>
  ((...args: unknown[]) => ipcRenderer.invoke(`call:${name}`, ...args)) as DesktopApi[C];

const api: DesktopApi = {
  getSnapshot: call('getSnapshot'),
  startServer: call('startServer'),
  stopServer: call('stopServer'),
  startOnPort: call('startOnPort'),
  dismiss: call('dismiss'),
  kickPerson: call('kickPerson'),
  getChannels: call('getChannels'),
  createChannel: call('createChannel'),
  changeChannel: call('changeChannel'),
  reorderChannels: call('reorderChannels'),
  deleteChannel: call('deleteChannel'),
  changeSettings: call('changeSettings'),
  chooseDataFolder: call('chooseDataFolder'),
  moveData: call('moveData'),
  cancelMove: call('cancelMove'),
  copyText: call('copyText'),
  openChat: call('openChat'),
  openFolder: call('openFolder'),
  openOutside: call('openOutside'),
  setFullScreen: call('setFullScreen'),
  checkForUpdates: call('checkForUpdates'),
  installUpdate: call('installUpdate'),
  on<E extends WindowEvent>(event: E, listener: (payload: WindowEvents[E]) => void) {
    // the prefix is what keeps the page from every other channel; names that could mean more are refused
    if (!/^[a-z-]+$/.test(event)) throw new Error(`Lanline tells nothing called ${event}`);
    const hear = (_event: unknown, payload: WindowEvents[E]): void => {
      listener(payload);
    };
    ipcRenderer.on(`event:${event}`, hear);
    return () => {
      ipcRenderer.removeListener(`event:${event}`, hear);
    };
  },
};
contextBridge.exposeInMainWorld('lanline', api);
