import type { Emit } from './chat-event.ts';
import type { Connection } from './connection.ts';
import type { People } from './people.ts';
import type { Reader } from './reader.ts';

interface RoomParts {
  connection: Pick<Connection, 'on'>;
  reader: Reader;
  people: People;
  emit: Emit;
  changed: () => void;
}

/** Passes on the messages, presence and typing that the server sends. */
export function followRoom({ connection, reader, people, emit, changed }: RoomParts): void {
  connection.on('new_message', ({ channel_id: id, message }) => {
    reader.live(id, [message]);
  });
  connection.on('new_messages', ({ channel_id: id, messages }) => {
    reader.live(id, messages);
  });
  connection.on('online_users', ({ users }) => {
    people.reset(users);
    changed();
  });
  connection.on('presence_changed', (batch) => {
    const news = people.change(batch);
    if (news.joined.length + news.left.length + news.changed.length > 0) emit({ event: 'presence', ...news });
  });
  connection.on('user_typing', ({ user, channel_id: id, typing }) => {
    if (id !== reader.current) return;
    people.setTyping(user, typing);
    emit({ event: 'typing', channel_id: id, user, typing });
  });
}
