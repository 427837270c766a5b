// The list of channels.

const en = {
  unread: (count: number) => (count === 1 ? 'one unread message' : `${String(count)} unread messages`),
  mentioned: (count: number) => (count === 1 ? 'one with your name' : `${String(count)} with your name`),
  draft: 'draft',
  failed: 'a message was not sent',
};

const de: typeof en = {
  unread: (count) => (count === 1 ? 'eine ungelesene Nachricht' : `${String(count)} ungelesene Nachrichten`),
  mentioned: (count) => (count === 1 ? 'eine mit deinem Namen' : `${String(count)} mit deinem Namen`),
  draft: 'Entwurf',
  failed: 'eine Nachricht wurde nicht gesendet',
};

export const channelTexts = { en, de };
