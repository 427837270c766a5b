// What tray, menus and accelerators do, so that each does it alike, and as the window does it.
import { joinUrl } from '../server/join-url.ts';
import { othersHere } from '../server/others-here.ts';
import type { ServerHost } from '../server/server-host.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { WindowHost } from '../window/window.ts';

export interface Actions {
  start: () => void;
  /** With others here the window asks first. */
  stop: () => void;
  openWindow: () => void;
  openChat: () => void;
  copyAddress: () => void;
  showQr: () => void;
  showSettings: () => void;
  /** The system's own state follows the setting; see login-item.ts. */
  setStartAtLogin: (on: boolean) => void;
  showAbout: () => void;
  showLicences: () => void;
  quit: () => void;
}

export interface ActionDeps {
  host: Pick<ServerHost, 'state' | 'people' | 'network' | 'start' | 'stop'>;
  settings: Pick<SettingsService, 'desktop' | 'change'>;
  window: Pick<WindowHost, 'show' | 'send'>;
  copyText: (text: string) => void;
  openChat: () => void;
  showAbout: () => void;
  showLicences: () => void;
  quit: () => void;
}

export function createActions({ host, settings, window, copyText, ...rest }: ActionDeps): Actions {
  const showInWindow = (what: 'poster' | 'settings' | 'stop-question') => {
    window.show();
    window.send('show', what);
  };
  return {
    ...rest,
    start: () => {
      void host.start();
    },
    stop: () => {
      if (host.state.state === 'running' && othersHere(host.people) > 0) showInWindow('stop-question');
      else void host.stop();
    },
    openWindow: () => {
      window.show();
    },
    copyAddress: () => {
      const url = joinUrl(host.network, settings.desktop.adapter);
      if (url !== undefined) copyText(url);
    },
    showQr: () => {
      showInWindow('poster');
    },
    showSettings: () => {
      showInWindow('settings');
    },
    setStartAtLogin: (on) => {
      void settings.change({ desktop: { startAtLogin: on } });
    },
  };
}
