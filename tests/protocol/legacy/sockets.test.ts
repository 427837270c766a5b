// The legacy protocol's events, every row of both tables, on both transports.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { TRANSPORTS, type Transport } from '../../support/helpers/test-client.ts';
import { openOldClient, openStranger, openTarget, type OldClient, type Target } from './target.ts';

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?$/;

let target: Target;
before(async () => {
  target = await openTarget();
});
after(() => target.close());

function suite(transport: Transport): void {
  const clients: { close(): void }[] = [];
  const guest = async (name: string, more: object = {}): Promise<OldClient> => {
    const client = await openOldClient(target, transport, name, more);
    clients.push(client);
    return client;
  };
  /** Several people in one channel that nobody else uses. */
  const together = async (...names: string[]): Promise<{ channel: string; people: OldClient[] }> => {
    const channel = randomUUID();
    const people: OldClient[] = [];
    for (const name of names) {
      const client = await guest(name);
      await client.join(channel);
      people.push(client);
    }
    return { channel, people };
  };
  after(() => {
    for (const client of clients) client.close();
  });

  test('connected {sid} comes to the new socket at once', async () => {
    const stranger = await openStranger(target, transport);
    clients.push(stranger);
    assert.equal(stranger.all('connected').length, 1);
    assert.equal(stranger.all('connected')[0].sid, stranger.socket.id);
  });

  test('join_user: the one who comes gets online_users, everybody else user_connected; the fields come back as they were given', async () => {
    const anna = await guest('Anna', { favourite: { colour: 'blue' }, tags: ['a', 1, null] });
    const berta = await guest('Berta', { avatar: 'https://192.168.1.5/a.png' });
    const { user } = await anna.next('user_connected', (event) => event.user.id === berta.user.id);
    for (const [key, value] of Object.entries(berta.user)) assert.deepEqual(user[key], value, key);
    const [{ users }] = berta.all('online_users');
    const listed = users.find((each: { id: string }) => each.id === anna.user.id);
    for (const [key, value] of Object.entries(anna.user)) assert.deepEqual(listed[key], value, key);
    assert.ok(
      users.some((each: { id: string }) => each.id === berta.user.id),
      'the list holds oneself',
    );
    assert.deepEqual(
      berta.all('user_connected').filter((event) => event.user.id === berta.user.id),
      [],
    );
    assert.equal(anna.all('online_users').length, 1, 'only who joins gets the list');
  });

  test('user_disconnected {user_id, user} reaches everybody else', async () => {
    const [stays, goes] = [await guest('Anna'), await guest('Berta')];
    await stays.next('user_connected', (event) => event.user.id === goes.user.id);
    goes.close();
    // the old server put the whole user object into user_id
    const { user_id: id, user } = await stays.next('user_disconnected', (event) =>
      [event.user_id, event.user_id.id].includes(goes.user.id),
    );
    if (typeof id === 'string') assert.equal(user.username, 'Berta');
  });

  test('join_channel: channel_messages to who joins, user_joined_channel to the others there', async () => {
    const {
      channel,
      people: [anna, berta],
    } = await together('Anna', 'Berta');
    assert.ok(anna && berta);
    assert.deepEqual(berta.all('channel_messages')[0].messages, []);
    const { user, channel_id: channelId } = await anna.next('user_joined_channel');
    assert.equal(channelId, channel);
    assert.equal(user.id, berta.user.id);
    assert.deepEqual(berta.all('user_joined_channel'), [], 'nobody is told of themselves');
    assert.deepEqual(
      anna.all('channel_messages').filter((event) => event.channel_id === channel).length,
      1,
      'only who joins gets the history',
    );
  });

  test('somebody in another channel hears nothing of this one', async () => {
    const elsewhere = await guest('Carl');
    await elsewhere.join(randomUUID());
    const {
      channel,
      people: [anna, berta],
    } = await together('Anna', 'Berta');
    assert.ok(anna && berta);
    anna.say(channel, 'here');
    anna.send('typing_start', { channel_id: channel });
    await berta.next('new_message');
    await berta.next('user_typing');
    await elsewhere.caughtUp();
    for (const event of ['new_message', 'user_typing', 'user_joined_channel'])
      assert.deepEqual(elsewhere.all(event), [], event);
  });

  test('leave_channel: nothing more is delivered, and the others get user_left_channel', async () => {
    const {
      channel,
      people: [anna, berta],
    } = await together('Anna', 'Berta');
    assert.ok(anna && berta);
    berta.send('leave_channel', { channel_id: channel });
    await berta.caughtUp();
    anna.say(channel, 'after');
    await anna.next('new_message');
    await berta.caughtUp();
    assert.deepEqual(berta.all('new_message'), []);
    const left = await anna.next('user_left_channel');
    assert.equal(left.user.id, berta.user.id);
    assert.equal(left.channel_id, channel);
    assert.deepEqual(
      (await berta.join(channel)).map(({ content }) => content),
      ['after'],
      'coming back shows what was said',
    );
  });

  test('send_message: new_message to everybody there, the sender included, with every field', async () => {
    const { channel, people } = await together('Anna', 'Berta', 'Carl');
    const [anna] = people;
    assert.ok(anna);
    anna.say(channel, 'Grüße 👋\nzweite Zeile <b>');
    for (const each of people) {
      const { channel_id: channelId, message } = await each.next('new_message');
      assert.equal(channelId, channel);
      const { id, timestamp, ...rest } = message;
      assert.match(id, UUID);
      assert.match(timestamp, ISO);
      const expected: Record<string, unknown> = {
        user_id: anna.user.id,
        username: 'Anna',
        content: 'Grüße 👋\nzweite Zeile <b>',
        type: 'text',
        file: null,
        channel_id: channel,
      };
      assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, rest[key]])), expected);
      await each.caughtUp();
      assert.equal(each.all('new_message').length, 1);
    }
  });

  test('send_message: `user` is redundant, the sender is whoever joined on this socket', async () => {
    const {
      channel,
      people: [anna, berta],
    } = await together('Anna', 'Berta');
    assert.ok(anna && berta);
    anna.send('send_message', {
      channel_id: channel,
      message: { content: 'one', type: 'text', file: null },
      user: berta.user,
    });
    anna.send('send_message', { channel_id: channel, message: { content: 'two', type: 'text', file: null } });
    for (const content of ['one', 'two']) {
      const { message } = await berta.next('new_message');
      assert.deepEqual([message.content, message.user_id, message.username], [content, anna.user.id, 'Anna']);
    }
  });

  test('send_message: a missing type is "text", a missing file is null', async () => {
    const {
      channel,
      people: [anna],
    } = await together('Anna');
    assert.ok(anna);
    anna.send('send_message', { channel_id: channel, message: { content: 'short' }, user: anna.user });
    const { message } = await anna.next('new_message');
    assert.deepEqual([message.content, message.type, message.file], ['short', 'text', null]);
  });

  test('send_message: a file goes as the object that upload returned, and missing content is ""', async () => {
    const {
      channel,
      people: [anna, berta],
    } = await together('Anna', 'Berta');
    assert.ok(anna && berta);
    const form = new FormData();
    form.append('file', new Blob(['notes\n'], { type: 'text/plain' }), 'notes.txt');
    const file = await (await fetch(`${target.url}/api/upload`, { method: 'POST', body: form })).json();
    anna.send('send_message', {
      channel_id: channel,
      message: { content: '📎', type: 'file', file },
      user: anna.user,
    });
    anna.send('send_message', { channel_id: channel, message: { type: 'file', file }, user: anna.user });
    for (const content of ['📎', '']) {
      const { message } = await berta.next('new_message');
      assert.deepEqual([message.content, message.type, message.file], [content, 'file', file]);
    }
  });

  test('typing_start and typing_stop: user_typing to the others there', async () => {
    const {
      channel,
      people: [anna, berta],
    } = await together('Anna', 'Berta');
    assert.ok(anna && berta);
    for (const typing of [true, false]) {
      anna.send(typing ? 'typing_start' : 'typing_stop', { channel_id: channel });
      const event: any = await berta.next('user_typing');
      assert.deepEqual(
        [event.user.id, event.user.username, event.channel_id, event.typing],
        [anna.user.id, 'Anna', channel, typing],
      );
    }
    await anna.caughtUp();
    assert.deepEqual(anna.all('user_typing'), [], 'nobody is told of their own typing');
  });

  test('error {message}: who sends before joining gets "User not authenticated", and nothing is said', async () => {
    const {
      channel,
      people: [anna],
    } = await together('Anna');
    assert.ok(anna);
    const stranger = await openStranger(target, transport);
    clients.push(stranger);
    stranger.send('join_channel', { channel_id: channel });
    stranger.send('send_message', {
      channel_id: channel,
      message: { content: 'boo', type: 'text', file: null },
      user: anna.user,
    });
    assert.equal((await stranger.next('error')).message, 'User not authenticated');
    anna.say(channel, 'of nobody else');
    await anna.next('new_message');
    stranger.send('join_user', { user: { ...anna.user, id: randomUUID() } });
    await stranger.next('online_users');
    assert.ok(stranger.socket.connected, 'it may still join');
    // what it asked for before it was somebody
    const { messages } = await stranger.next('channel_messages', (event) => event.channel_id === channel);
    assert.equal(messages[0]?.content, 'of nobody else');
    assert.deepEqual(stranger.all('new_message'), [], 'it heard nothing before it joined');
    await anna.caughtUp();
    assert.equal(anna.all('new_message').length, 1);
  });

  test('what one person says arrives everywhere in the order of saying, and history has the same', async () => {
    const { channel, people } = await together('Anna', 'Berta', 'Carl');
    const [anna, berta] = people;
    assert.ok(anna && berta);
    const said = Array.from({ length: 20 }, (_, number) => `a${String(number)}`);
    for (const content of said) {
      anna.say(channel, content);
      berta.say(channel, content.replace('a', 'b'));
    }
    const orders = await Promise.all(
      people.map(async (each) => {
        while (each.all('new_message').length < 40) await each.next('new_message');
        return each.all('new_message').map(({ message }) => message.content as string);
      }),
    );
    for (const order of orders) assert.deepEqual(order, orders[0]);
    assert.deepEqual(
      orders[0]?.filter((content) => content.startsWith('a')),
      said,
    );
    const late = await guest('Dora');
    assert.deepEqual(
      (await late.join(channel)).map(({ content }) => content),
      orders[0],
    );
  });

  test('an id of the client’s own making: an empty history, and the first message makes the channel', async () => {
    const channel = `Team-${randomUUID().slice(0, 8)}_x`;
    const anna = await guest('Anna');
    assert.deepEqual(await anna.join(channel), []);
    anna.say(channel, 'first');
    await anna.next('new_message');
    const berta = await guest('Berta');
    assert.deepEqual(
      (await berta.join(channel)).map(({ content }) => content),
      ['first'],
    );
  });
}

for (const transport of TRANSPORTS)
  describe(`events on ${transport}`, () => {
    suite(transport);
  });
