// A data folder that somebody damaged: the window says what was repaired and what is missing, until it is closed.
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { button, stateOf } from './sign.ts';

test('what was damaged or missing at the start is said in the window, once', async ({ desktop }) => {
  const { window } = desktop;
  const report = window.getByRole('alert').filter({ hasText: 'data' });
  await expect(stateOf(window)).toHaveText('Running');
  await expect(report).toBeHidden();

  const channels = join((await desktop.snapshot()).settings.server.data, 'channels');
  await button(window, 'Stop').click();
  await expect(stateOf(window)).toHaveText('Stopped');
  appendFileSync(join(channels, 'general.jsonl'), '{"seq":1,"ki');
  await button(window, 'Start').click();
  await expect(report).toContainText('The room’s data was damaged and has been repaired');
  await expect(report).toContainText('#general: an unfinished last message was set aside');

  await expect(stateOf(window)).toHaveText('Running');
  await button(window, 'Stop').click();
  await expect(stateOf(window)).toHaveText('Stopped');
  rmSync(join(channels, 'help.jsonl'));
  await button(window, 'Start').click();
  await expect(report).toContainText('Some of the room’s data is missing');
  await expect(report).toContainText('#help: all messages are missing');
  await expect(report).not.toContainText('#general');

  await button(report, 'Show log').click();
  await expect(window.getByRole('region', { name: 'Log' })).toContainText('log-missing');
  await button(report, 'Close').click();
  await expect(report).toBeHidden();
  await window.reload();
  await expect(stateOf(window)).toHaveText('Running');
  await expect(report).toBeHidden();
});
