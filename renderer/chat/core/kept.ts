// What is kept on the device, by what it means: one room's under its `server_id`, so that nothing of it gets
// into another one at the same address.
// What is read may come from an older page, or be damaged: what does not fit is as if it were not there.
import type { KeptRoom } from './changes.ts';
import { PREFERENCES, type ReadPosition } from './initial.ts';
import type { OutboxEntry, Preferences } from './model.ts';
import type { Identity } from './secrets.ts';
import type { Storage } from './storage.ts';

export interface Kept {
  /** The name used last, in whatever room: the form proposes it */
  name(): Promise<string>;
  preferences(): Promise<Preferences>;
  setPreferences(preferences: Preferences): Promise<void>;
  room(serverId: string): RoomShelf;
  /** Everything of every room. */
  clear(): Promise<void>;
}

export interface RoomShelf {
  readonly serverId: string;
  identity(): Promise<Identity | null>;
  setIdentity(identity: Identity): Promise<void>;
  read(): Promise<KeptRoom>;
  /** In the order of writing */
  outbox(): Promise<OutboxEntry[]>;
  putEntry(entry: OutboxEntry): Promise<void>;
  removeEntry(clientId: string): Promise<void>;
  setDraft(channelId: string, text: string): Promise<void>;
  setRead(channelId: string, position: ReadPosition): Promise<void>;
  setChannel(channelId: string): Promise<void>;
}

export function createKept(storage: Storage): Kept {
  return {
    async name() {
      const name = await storage.get('name');
      return typeof name === 'string' ? name : '';
    },
    preferences: async () => toPreferences(await storage.get('preferences')),
    setPreferences: (preferences) => storage.set('preferences', preferences),
    room: (serverId) => createShelf(storage, serverId),
    clear: () => storage.clear(),
  };
}

function createShelf(storage: Storage, serverId: string): RoomShelf {
  const room = `room/${serverId}/`;
  const list = async <T>(part: string, read: (value: unknown) => T | null): Promise<[string, T][]> =>
    (await storage.list(`${room}${part}/`)).flatMap(([key, value]): [string, T][] => {
      const fit = read(value);
      return fit === null ? [] : [[key, fit]];
    });

  return {
    serverId,
    identity: async () => toIdentity(await storage.get(`${room}identity`)),
    async setIdentity(identity) {
      await storage.set(`${room}identity`, identity);
      if (identity.name !== '') await storage.set('name', identity.name);
    },
    async read() {
      const channel = await storage.get(`${room}channel`);
      return {
        reads: new Map(await list('read', toPosition)),
        drafts: new Map(await list('draft', (text) => (typeof text === 'string' ? text : null))),
        channel: typeof channel === 'string' ? channel : null,
      };
    },
    async outbox() {
      const entries = (await list('outbox', toEntry)).map(([, entry]) => entry);
      // oxlint-disable-next-line unicorn/no-array-sort -- toSorted is younger than the browsers that guests bring; the list is ours
      return entries.sort((one, other) => (one.writtenAt < other.writtenAt ? -1 : 1));
    },
    putEntry: (entry) => storage.set(`${room}outbox/${entry.clientId}`, entry),
    removeEntry: (clientId) => storage.remove(`${room}outbox/${clientId}`),
    setDraft: (channelId, text) =>
      text === ''
        ? storage.remove(`${room}draft/${channelId}`)
        : storage.set(`${room}draft/${channelId}`, text),
    setRead: (channelId, position) => storage.set(`${room}read/${channelId}`, position),
    setChannel: (channelId) => storage.set(`${room}channel`, channelId),
  };
}

const fieldsOf = (value: unknown): Partial<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? value : {};

function toIdentity(value: unknown): Identity | null {
  const { id, token, name, createdAt } = fieldsOf(value);
  const isWhole =
    typeof id === 'string' &&
    id !== '' &&
    typeof token === 'string' &&
    /^[\w-]{32,128}$/.test(token) &&
    typeof name === 'string' &&
    typeof createdAt === 'string';
  return isWhole ? { id, token, name, createdAt } : null;
}

function toPosition(value: unknown): ReadPosition | null {
  const { seq, epoch } = fieldsOf(value);
  return typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 0 && typeof epoch === 'string'
    ? { seq, epoch }
    : null;
}

function toEntry(value: unknown): OutboxEntry | null {
  const entry = fieldsOf(value);
  const isText = (name: keyof OutboxEntry): boolean =>
    typeof entry[name] === 'string' && (name === 'content' || entry[name] !== '');
  const isFile = entry['file'] === null || typeof fieldsOf(entry['file'])['unique_filename'] === 'string';
  const isWhole =
    isText('clientId') && isText('channelId') && isText('content') && isText('writtenAt') && isFile;
  if (!isWhole) return null;
  const failed = entry['state'] === 'failed' && isText('reason');
  return {
    ...entry,
    state: failed ? 'failed' : 'sending',
    reason: failed ? entry['reason'] : null,
    storedAs: null,
  } as OutboxEntry;
}

function toPreferences(value: unknown): Preferences {
  const found = fieldsOf(value);
  const flag = (name: 'enterSends' | 'sound' | 'notifications'): boolean =>
    typeof found[name] === 'boolean' ? found[name] : PREFERENCES[name];
  const { theme, language } = found;
  return {
    enterSends: flag('enterSends'),
    sound: flag('sound'),
    notifications: flag('notifications'),
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    language: language === 'en' || language === 'de' ? language : 'system',
  };
}
