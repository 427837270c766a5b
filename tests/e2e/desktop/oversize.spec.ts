// Somebody's file is too large: the host sees it, and lets such files in with one click.
import { expect, test } from './app.ts';
import { stateOf } from './sign.ts';

test('a refused file can be allowed with one click', async ({ desktop, guest }) => {
  const { window } = desktop;
  await expect(stateOf(window)).toHaveText('Running');
  const anna = await guest('Anna');
  await anna.askOk('file_too_large', { filename: 'film\u202egpj.mov', size: 30 * 1024 ** 2 });
  const notice = window.getByRole('alert').filter({ hasText: 'A file was too large' });
  await expect(notice).toContainText(
    /film\\u202egpj\.mov\S* from \S*Anna\S* is 30\sMB\. Files can be up to 10\sMB\./,
  );
  await notice.getByRole('button', { name: /^Allow up to 50\sMB$/ }).click();
  await expect(notice).toBeHidden();
  await expect.poll(async () => (await desktop.snapshot()).settings.server.maxUpload).toBe(50 * 1024 ** 2);
  await expect(stateOf(window)).toHaveText('Running');
});
