import { useCallback } from 'react';
import type { SettingsPatch } from '../../../main/ipc/contract.ts';
import { callQuietly, useToasts } from '../call.ts';
import { callTexts } from '../texts/calls.ts';
import { settingsTexts } from '../texts/settings.ts';
import { serverSettingTexts } from '../texts/server-settings.ts';
import { useTexts } from '../use-dashboard.ts';
import type { SettingName } from './setting-values.ts';

/** Keeps a value of the server; answers why it was refused, in the host's words, where it was. */
export function useSaveServer(): (name: SettingName, value: unknown) => Promise<string | undefined> {
  const texts = useTexts(settingsTexts);
  const about = useTexts(serverSettingTexts);
  const common = useTexts(callTexts);
  return useCallback(async (name, value) => {
    const outcome = await callQuietly('changeSettings', { server: { [name]: value } });
    if (outcome.ok) return undefined;
    const { code, problems } = outcome.fault;
    // another setting may be what is in the way: a port that cannot be had on the new address
    const problem = problems?.[name] ?? Object.values(problems ?? {})[0];
    if (!problem) return common[code];
    return problem.code === 'form' ? about[name].expected : texts.problems[problem.code];
  }, [texts, about, common]);
}

/** Keeps a value of the desktop; a fault is said in a toast, since what can be chosen is not refused. */
export function useSaveDesktop(): (patch: NonNullable<SettingsPatch['desktop']>) => void {
  const common = useTexts(callTexts);
  const toasts = useToasts();
  return useCallback((desktop) => {
    const save = async (): Promise<void> => {
      const outcome = await callQuietly('changeSettings', { desktop });
      if (!outcome.ok) toasts.show({ text: common[outcome.fault.code], urgent: true });
    };
    void save();
  }, [common, toasts]);
}
