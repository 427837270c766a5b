import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createActions } from '../../../../main/menu/actions.ts';
import { joinUrl } from '../../../../main/server/join-url.ts';
import { address, here, running, settableHost, settableSettings } from '../desktop-parts.ts';

function openActions() {
  const host = settableHost();
  const settings = settableSettings();
  const done: string[] = [];
  const note = (name: string) => () => {
    done.push(name);
  };
  const actions = createActions({
    host,
    settings,
    window: {
      show: note('window'),
      send: (event, payload) => {
        done.push(`${event} ${JSON.stringify(payload)}`);
      },
    },
    copyText: (text) => {
      done.push(`copy ${text}`);
    },
    openChat: note('chat'),
    showAbout: note('about'),
    showLicences: note('licences'),
    quit: note('quit'),
  });
  return { host, settings, actions, done };
}

test('stopping asks in the window while others are here, and only then', () => {
  const { host, actions, done } = openActions();
  host.set({ state: running, people: 2 });
  actions.stop();
  assert.deepEqual([host.asked, done], [[], ['window', 'show "stop-question"']]);
  host.people = [here('host', true), { ...here('gone'), devices: [] }];
  actions.stop();
  assert.deepEqual([host.asked, done.length], [['stop'], 2]);
});

test('the code and the settings are shown in the window', () => {
  const { actions, done } = openActions();
  actions.showQr();
  actions.showSettings();
  assert.deepEqual(done, ['window', 'show "poster"', 'window', 'show "settings"']);
});

test('what is copied is the address that guests are told; where there is none, nothing', () => {
  const { host, actions, done } = openActions();
  actions.copyAddress();
  host.set({ addresses: [address('http://192.168.1.20:5000')] });
  actions.copyAddress();
  assert.deepEqual(done, ['copy http://192.168.1.20:5000']);
});

test('starting at login is a setting', () => {
  const { settings, actions } = openActions();
  actions.setStartAtLogin(true);
  assert.equal(settings.desktop.startAtLogin, true);
});

test('the address is that of the chosen adapter, else the best, else the local name', () => {
  const addresses = [address('http://192.168.1.20:5000'), address('http://10.0.0.5:5000', 'Ethernet')];
  const localName = {
    name: 'lanline.local',
    url: 'http://lanline.local:5000',
    devices: 0,
    qr: { path: '', size: 21 },
  };
  assert.equal(joinUrl({ addresses }, 'Ethernet'), 'http://10.0.0.5:5000');
  assert.equal(joinUrl({ addresses, localName }, 'gone'), 'http://192.168.1.20:5000');
  assert.equal(joinUrl({ addresses: [], localName }, null), 'http://lanline.local:5000');
  assert.equal(joinUrl({ addresses: [] }, null), undefined);
  assert.equal(
    joinUrl({ addresses: [{ ...address('http://127.0.0.1:5000', 'lo'), kind: 'loopback' }] }, 'lo'),
    undefined,
  );
});
