// The channels.
import type { CallFault } from '../../../main/ipc/contract.ts';
import { isolate } from '../../ui/isolate.ts';
import { formats } from '../format.ts';

const { number } = formats.en;
const { number: zahl } = formats.de;

/** What stands beside a field that was refused; other faults have their common words */
type Refused = Partial<Record<CallFault['code'], string>>;

const refused: Refused = {
  channel_exists: 'There is already a channel with this name. Take another one.',
  invalid: 'This does not fit. A name has 1 to 64 characters, a topic up to 500.',
};

const en = {
  order: 'People see them in this order.',
  stopped: 'Start the server to change channels.',
  list: 'Channels',
  create: 'New channel',
  createYes: 'Create',
  cancel: 'Cancel',
  save: 'Save',
  name: 'Name',
  topic: 'Topic',
  topicEmpty: 'Topic (may be empty)',
  nameOf: (name: string) => `Name of #${isolate(name)}`,
  topicOf: (name: string) => `Topic of #${isolate(name)}`,
  more: (name: string) => `More for #${isolate(name)}`,
  move: (name: string) => `Move #${isolate(name)}`,
  rename: 'Rename',
  renameOf: (name: string) => `Rename #${isolate(name)}`,
  editTopic: 'Edit topic',
  editTopicOf: (name: string) => `Edit topic of #${isolate(name)}`,
  moveUp: 'Move up',
  moveDown: 'Move down',
  remove: 'Delete',
  removeOf: (name: string) => `Delete #${isolate(name)}`,
  lastStays: 'Delete (the last channel stays)',
  noTopic: 'No topic',
  messages: (count: number) =>
    count === 0 ? 'no messages' : count === 1 ? '1 message' : `${number(count)} messages`,
  last: (time: string) => `last ${time}`,
  removeTitle: (name: string) => `Delete #${isolate(name)}?`,
  removeTitleWith: (name: string, messages: string) => `Delete #${isolate(name)} and its ${messages}?`,
  removeText: 'They stay in the trash for 30 days.',
  removeEmpty: 'Nothing was written in it.',
  keep: 'Keep',
  emptyTitle: 'Channels appear here',
  empty: 'Start the server to see and change them.',
  sortable: 'can be moved',
  howToMove:
    'Press Space to pick it up, move it with the arrow keys, press Space again to put it down, or Escape to leave it where it was.',
  pickedUp: (name: string, place: string, count: string) =>
    `#${isolate(name)} picked up, place ${place} of ${count}.`,
  movedTo: (name: string, place: string, count: string) =>
    `#${isolate(name)} is at place ${place} of ${count}.`,
  putDown: (name: string, place: string, count: string) =>
    `#${isolate(name)} put down at place ${place} of ${count}.`,
  putBack: (name: string) => `#${isolate(name)} stays where it was.`,
  refused,
};

const abgelehnt: Refused = {
  channel_exists: 'Einen Kanal mit diesem Namen gibt es schon. Nimm einen anderen.',
  invalid: 'Das passt nicht. Ein Name hat 1 bis 64 Zeichen, ein Thema bis zu 500.',
};

const de: typeof en = {
  order: 'In dieser Reihenfolge sehen sie alle.',
  stopped: 'Zum Ändern den Server starten.',
  list: 'Kanäle',
  create: 'Neuer Kanal',
  createYes: 'Anlegen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  name: 'Name',
  topic: 'Thema',
  topicEmpty: 'Thema (darf leer bleiben)',
  nameOf: (name) => `Name von #${isolate(name)}`,
  topicOf: (name) => `Thema von #${isolate(name)}`,
  more: (name) => `Mehr zu #${isolate(name)}`,
  move: (name) => `#${isolate(name)} verschieben`,
  rename: 'Umbenennen',
  renameOf: (name) => `#${isolate(name)} umbenennen`,
  editTopic: 'Thema ändern',
  editTopicOf: (name) => `Thema von #${isolate(name)} ändern`,
  moveUp: 'Nach oben',
  moveDown: 'Nach unten',
  remove: 'Löschen',
  removeOf: (name) => `#${isolate(name)} löschen`,
  lastStays: 'Löschen (der letzte Kanal bleibt)',
  noTopic: 'Kein Thema',
  messages: (count) =>
    count === 0 ? 'keine Nachrichten' : count === 1 ? '1 Nachricht' : `${zahl(count)} Nachrichten`,
  last: (time) => `zuletzt ${time}`,
  removeTitle: (name) => `#${isolate(name)} löschen?`,
  removeTitleWith: (name, messages) => `#${isolate(name)} mit ${messages} löschen?`,
  removeText: 'Sie bleiben 30 Tage im Papierkorb.',
  removeEmpty: 'Darin wurde nichts geschrieben.',
  keep: 'Behalten',
  emptyTitle: 'Hier erscheinen die Kanäle',
  empty: 'Starte den Server, um sie zu sehen und zu ändern.',
  sortable: 'verschiebbar',
  howToMove:
    'Leertaste nimmt den Kanal auf, Pfeiltasten verschieben ihn, Leertaste legt ihn ab, Escape lässt ihn, wo er war.',
  pickedUp: (name, place, count) => `#${isolate(name)} aufgenommen, Platz ${place} von ${count}.`,
  movedTo: (name, place, count) => `#${isolate(name)} ist auf Platz ${place} von ${count}.`,
  putDown: (name, place, count) => `#${isolate(name)} abgelegt auf Platz ${place} von ${count}.`,
  putBack: (name) => `#${isolate(name)} bleibt, wo er war.`,
  refused: abgelehnt,
};

export const channelTexts = { en, de };
