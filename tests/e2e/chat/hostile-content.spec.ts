// The pages that the server shows, and pages of others that talk to it, in a real browser.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { enter, person } from '../../support/helpers/test-client.ts';
import { chooseBrowser } from '../../support/browser/browser.ts';
import { QUIET } from '../../support/browser/browser-flags.ts';
import { openSite, watch, type Site } from '../../support/browser/site.ts';

const { executablePath, env } = await chooseBrowser();
// a name that leads here, as somebody's own DNS can say of theirs
test.use({
  launchOptions: {
    ...(executablePath === undefined ? {} : { executablePath }),
    env,
    args: [...QUIET, '--host-resolver-rules=MAP evil.example 127.0.0.1'],
  },
});

const HOSTILE = '"><img src=x onerror=alert(1)><script>alert(1)</script>';
const CLIENT = fileURLToPath(
  new URL('../../../node_modules/socket.io-client/dist/socket.io.min.js', import.meta.url),
);
/** An old client's page, small: it says what happens to it in its list. */
const OLD_PAGE = `<!doctype html><meta charset="utf-8"><title>old client</title><ul id="list"></ul><img id="picture"><script src="/client.js"></script><script>
const server = 'http://' + location.hostname + ':' + location.hash.slice(1);
const user = { id: 'old-page', username: 'Old page', avatar: null, status: 'online', createdAt: new Date().toISOString() };
const say = (text) => { const item = document.createElement('li'); item.textContent = text; list.append(item); };
const socket = io(server, { transports: ['polling'], upgrade: false, forceNew: true, reconnection: false });
// what is said before the page is in the channel would come with its history
const settled = new Promise((resolve) => {
  socket.once('channel_messages', resolve);
  socket.once('connect_error', () => { say('no socket'); resolve(); });
});
socket.on('connected', () => { say('connected'); socket.emit('join_user', { user }); socket.emit('join_channel', { channel_id: 'general' }); });
socket.on('channel_messages', ({ messages }) => say('messages ' + messages.length));
socket.on('new_message', ({ message }) => { say(message.username + ': ' + message.content); if (message.file) picture.src = server + message.file.thumbnail_url; });
const json = async (path, options) => { const response = await fetch(server + path, options); return [response.status, await response.json()]; };
const post = (content, file) => json('/api/channels/general/messages', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ message: { content, type: file ? 'file' : 'text', file }, user }) });
async function run() {
  say('health ' + (await json('/api/health'))[1].status);
  say('posted ' + (await post('by HTTP'))[1].success);
  const form = new FormData();
  form.append('file', new Blob([await (await fetch('/picture.png')).blob()], { type: 'image/png' }), 'Übersicht 🎉.png');
  const [status, file] = await json('/api/upload', { method: 'POST', body: form });
  say('uploaded ' + status);
  socket.emit('send_message', { channel_id: 'general', message: { content: 'a picture', type: 'file', file }, user });
  const part = await fetch(server + file.url, { headers: { Range: 'bytes=1-3' } });
  say('part ' + part.status + ' ' + await part.text() + ' ' + part.headers.get('content-range'));
}
settled.then(run).catch((error) => say('failed: ' + error.name));
</script>`;

let room: RunningRoom;
let site: Site;
test.beforeAll(async () => {
  room = await openRoom({ settings: { name: HOSTILE.slice(0, 64) } });
  const picture = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#3366cc' } })
    .png()
    .toBuffer();
  site = await openSite({
    '/': { type: 'text/html', body: OLD_PAGE },
    '/client.js': { type: 'text/javascript', body: await readFile(CLIENT) },
    '/picture.png': { type: 'image/png', body: picture },
  });
});
test.afterAll(async () => {
  await room.close();
  await site.close();
});

const lines = (page: Page) => page.locator('#list li');

test('the page and its errors say hostile names as text, ask nobody else and complain of nothing', async ({
  page,
}) => {
  const guest = await enter(room.url, person('<script>alert(1)</script>'));
  await guest.say('general', HOSTILE);
  const { signs, errors } = watch(page, [room.url]);
  await page.goto(room.url);
  await expect(page.locator('h1')).toHaveText(HOSTILE.slice(0, 64));
  await expect(page.locator('body')).toContainText('1 person is here');
  expect(await page.locator('script, img').count()).toBe(0);
  expect(errors).toEqual([]);
  // told to the browser as 404s, which its console repeats
  for (const path of [
    `/${encodeURIComponent(HOSTILE)}`,
    `/x?${HOSTILE}`,
    `/api/channels/${encodeURIComponent(HOSTILE)}/messages`,
    `/api/files/${encodeURIComponent(HOSTILE)}`,
  ]) {
    await page.goto(room.url + path);
    expect(await page.locator('script, img').count()).toBe(0);
  }
  expect(signs).toEqual([]);
  expect(errors.filter((error) => !error.includes('404') && !error.includes('400'))).toEqual([]);
  guest.close();
});

test('an old client’s page on another port of the same name works: sockets by polling, HTTP, upload, pictures, parts', async ({
  page,
}) => {
  const { signs, errors } = watch(page, [room.url, site.url]);
  await page.goto(`${site.url}/#${String(room.port)}`);
  for (const line of [
    'connected',
    'health online',
    'posted true',
    'Old page: by HTTP',
    'uploaded 200',
    'Old page: a picture',
  ])
    await expect(lines(page).getByText(line, { exact: true })).toBeVisible();
  await expect(lines(page).filter({ hasText: /^part 206 PNG bytes 1-3\/\d+$/ })).toBeVisible();
  await expect
    .poll(() => page.locator('#picture').evaluate((picture: HTMLImageElement) => picture.naturalWidth))
    .toBeGreaterThan(100);
  expect(signs).toEqual([]);
  expect(errors).toEqual([]);
});

test('a page of a foreign name is refused everything, and changes nothing', async ({ page }) => {
  const before = (await (await fetch(`${room.url}/api/channels/general/messages`)).json()) as unknown[];
  // it leads to the server's address, so it tries that by its number, too
  const html = OLD_PAGE.replace("'http://' + location.hostname", "'http://127.0.0.1'");
  const foreign = await openSite({
    '/': {
      type: 'text/html',
      body: `${html}<script>
      const socketOf = new WebSocket(server.replace('http', 'ws') + '/socket.io/?EIO=4&transport=websocket');
      socketOf.onopen = () => say('websocket open');
      socketOf.onerror = () => say('no websocket');
      const form = new FormData();
      form.append('file', new Blob(['x']), 'x.txt');
      fetch(server + '/api/upload', { method: 'POST', mode: 'no-cors', body: form }).then((response) => say('blind upload ' + response.type), () => say('blind upload failed'));
      fetch(server + '/api/channels/general/messages', { method: 'POST', mode: 'no-cors', headers: { 'Content-Type': 'text/plain' }, body: '{"message":{"content":"forged"},"user":{"id":"x","username":"x"}}' }).then(() => say('blind post sent'), () => say('blind post failed'));
    </script><form method="post" enctype="text/plain" target="frame" action="http://127.0.0.1:${String(room.port)}/api/channels/general/messages"><input name='{"message":{"content":"forged' value='"},"user":{"id":"x","username":"x"}}'></form><iframe name="frame"></iframe><script>document.forms[0].submit()</script>`,
    },
    '/client.js': { type: 'text/javascript', body: await readFile(CLIENT) },
  });
  await page.goto(`http://evil.example:${String(foreign.port)}/#${String(room.port)}`);
  for (const line of ['failed: TypeError', 'no socket', 'no websocket'])
    await expect(lines(page).getByText(line, { exact: true })).toBeVisible();
  await expect(lines(page).filter({ hasText: /^blind post/ })).toBeVisible();
  await expect(lines(page).filter({ hasText: /^blind upload/ })).toBeVisible();
  await expect(
    lines(page).filter({ hasText: /^(connected|websocket open|health|posted|uploaded)/ }),
  ).toHaveCount(0);
  expect(await (await fetch(`${room.url}/api/channels/general/messages`)).json()).toEqual(before);
  await foreign.close();
});

test('a foreign name that leads to this server shows where it really is, and nothing of the room', async ({
  page,
}) => {
  const response = await page.goto(`http://evil.example:${String(room.port)}/`);
  expect(response?.status()).toBe(403);
  await expect(page.locator('body')).not.toContainText(HOSTILE.slice(0, 20));
  await expect(page.getByRole('link', { name: room.url })).toBeVisible();
  for (const path of ['/api/channels/general/messages', '/api/room', '/socket.io/?EIO=4&transport=polling']) {
    expect((await page.goto(`http://evil.example:${String(room.port)}${path}`))?.status()).toBe(403);
  }
});
