// Sleeping and waking: nothing that was accepted is lost, and everybody finds back.
import { enter, person } from '../../support/helpers/test-client.ts';
import { addressOf, expect, test } from './app.ts';
import { messagesIn } from './room.ts';
import { stateOf } from './sign.ts';

test('before sleep what was said is kept and people are told; after waking all goes on', async ({
  desktop,
  guest,
}) => {
  const anna = await guest('Anna');
  await anna.askOk('join_channel', { channel_id: 'general' });
  await anna.say('general', 'good night');

  await desktop.electron.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend');
  });
  await anna.next('server_closing');

  await desktop.electron.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('resume');
  });
  await expect(stateOf(desktop.window)).toHaveText('Running');
  const ben = await enter(await addressOf(desktop), person('Ben'));
  expect(await messagesIn(ben, 'general')).toContain('good night');
  await ben.say('general', 'good morning');
  ben.close();
});
