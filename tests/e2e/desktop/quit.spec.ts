// The end of the app: whatever is under way is finished or told, and the data are whole.
import { readdirSync } from 'node:fs';
import { request, type ClientRequest } from 'node:http';
import { join } from 'node:path';
import { addressOf, expect, test, type Desktop } from './app.ts';
import { messagesIn } from './room.ts';

const QUIT = 'Quit Lanline';
const BOUNDARY = 'xxBOUNDARYxx';
const END = `\r\n--${BOUNDARY}--\r\n`;

/** Sends the beginning of a form with one file; `answer` is undefined where the connection was cut. */
function beginUpload(
  url: string,
  beginning: string,
): { request: ClientRequest; answer: Promise<{ status: number } | undefined> } {
  const sending = request(`${url}/api/upload`, {
    method: 'POST',
    headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`, Connection: 'close' },
  });
  const answer = new Promise<{ status: number } | undefined>((resolve) => {
    sending
      .once('error', () => {
        resolve(undefined);
      })
      .once('response', (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0 });
      });
  });
  sending.write(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="homework.txt"\r\nContent-Type: text/plain\r\n\r\n${beginning}`,
  );
  return { request: sending, answer };
}

/** Uploads under way have their file here */
const incoming = ({ surroundings: { data } }: Desktop): string[] =>
  readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => /\.incoming./.test(name));
/** The app may be gone before it can answer */
const choose = async ({ tray }: Desktop, label: string): Promise<void> =>
  tray.choose(label).catch(() => undefined);

test('with people here it asks, and No keeps the room open', async ({ desktop, guest }) => {
  const anna = await guest('Anna');
  await expect.poll(async () => desktop.tray.tooltip()).toContain('1 person here');
  await choose(desktop, QUIT);
  expect((await desktop.dialogs.question(0)).detail).toContain('1 person');
  await desktop.dialogs.press('Keep running');
  expect(anna.socket.connected).toBe(true);

  await choose(desktop, QUIT);
  await desktop.dialogs.question(1);
  await desktop.dialogs.press('Quit').catch(() => undefined);
  expect(await anna.next('server_closing')).toMatchObject({ reason: expect.any(String) });
  expect(await desktop.ended).toBe(0);
});

test('a signal of the system ends it in good order, and everything said is there again', async ({
  start,
  guest,
  desktop,
}) => {
  test.skip(process.platform === 'win32', 'there are no such signals there');
  const anna = await guest('Anna');
  await anna.askOk('join_channel', { channel_id: 'general' });
  for (const text of ['one', 'two', 'three']) await anna.say('general', text);
  process.kill(desktop.pid, 'SIGTERM');
  expect(await desktop.ended).toBe(0);
  // the database was closed, not left
  expect(readdirSync(desktop.surroundings.data).filter((name) => name.endsWith('-wal'))).toEqual([]);

  const second = await start({ surroundings: desktop.surroundings });
  const ben = await guest('Ben', second);
  expect(await messagesIn(ben, 'general')).toEqual(expect.arrayContaining(['one', 'two', 'three']));
});

test('an upload under way is stored whole and answered, or refused and not there', async ({
  start,
  desktop,
}) => {
  const { request: sending, answer } = beginUpload(await addressOf(desktop), 'a'.repeat(50_000));
  await expect.poll(() => incoming(desktop), { message: 'files that are coming in' }).toHaveLength(1);
  await choose(desktop, QUIT);
  await expect.poll(async () => desktop.isVisible().catch(() => false)).toBe(false);
  sending.end(`${'b'.repeat(50_000)}${END}`);
  const answered = await answer;
  expect(await desktop.ended).toBe(0);

  const second = await start({ surroundings: desktop.surroundings });
  const url = await addressOf(second);
  expect(incoming(second)).toEqual([]);
  const stored = readdirSync(join(second.surroundings.data, 'uploads')).filter((name) =>
    name.endsWith('homework.txt'),
  );
  expect(stored).toHaveLength(answered?.status === 200 ? 1 : 0);
  for (const name of stored) {
    expect(await (await fetch(`${url}/api/files/${encodeURIComponent(name)}`)).text()).toBe(
      'a'.repeat(50_000) + 'b'.repeat(50_000),
    );
  }
});

test('an upload that never ends does not keep the app', { tag: '@full' }, async ({ desktop }) => {
  const { answer } = beginUpload(await addressOf(desktop), 'the beginning');
  await expect.poll(() => incoming(desktop), { message: 'files that are coming in' }).toHaveLength(1);
  await choose(desktop, QUIT);
  expect((await answer)?.status).not.toBe(200);
  expect(await desktop.ended).toBe(0);
  expect(incoming(desktop)).toEqual([]);
});
