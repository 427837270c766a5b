// What calls somebody back to the page.
import { isolate } from '../../ui/isolate.ts';

const en = {
  mentionedIn: (name: string, channel: string) => `${isolate(name)} in #${isolate(channel)}`,
  mentionedSomewhere: (channel: string) => `You are meant in #${isolate(channel)}`,
  unread: 'There is something new',
  file: 'sent a file',
};

const de: typeof en = {
  mentionedIn: (name, channel) => `${isolate(name)} in #${isolate(channel)}`,
  mentionedSomewhere: (channel) => `In #${isolate(channel)} bist du gemeint`,
  unread: 'Es gibt Neues',
  file: 'hat eine Datei gesendet',
};

export const attentionTexts = { en, de };
