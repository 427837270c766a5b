// What is said when a call of the window did not work.
import type { CallFault } from '../../main/ipc/contract.ts';

export interface CallTexts extends Record<CallFault['code'], string> {
  close: string;
}

const en: CallTexts = {
  not_running: 'The server is not running. Start it and try again.',
  channel_exists: 'There is already a channel with this name.',
  channel_limit: 'There are as many channels as this server can hold. Delete one first.',
  last_channel: 'The last channel has to stay: people need somewhere to talk.',
  not_found: 'That is no longer there. Somebody may have left, or it was deleted.',
  invalid: 'This value does not fit. Nothing was changed.',
  settings: 'This setting was not accepted. Nothing was changed.',
  refused: 'That was not possible just now.',
  internal: 'Something went wrong. The log says more.',
  close: 'Close',
};

const de: CallTexts = {
  not_running: 'Der Server läuft nicht. Starte ihn und versuche es noch einmal.',
  channel_exists: 'Einen Kanal mit diesem Namen gibt es schon.',
  channel_limit: 'Mehr Kanäle fasst dieser Server nicht. Lösche erst einen.',
  last_channel: 'Der letzte Kanal muss bleiben: Irgendwo muss man reden können.',
  not_found: 'Das gibt es nicht mehr. Vielleicht ist jemand gegangen, oder es wurde gelöscht.',
  invalid: 'Dieser Wert passt nicht. Es wurde nichts geändert.',
  settings: 'Diese Einstellung wurde nicht angenommen. Es wurde nichts geändert.',
  refused: 'Das ging gerade nicht.',
  internal: 'Da ist etwas schiefgegangen. Im Protokoll steht mehr.',
  close: 'Schließen',
};

export const callTexts = { en, de };
