import { useCallback } from 'react';
import type { CallFault, SettingProblems, SettingsPatch } from '../../../main/ipc/contract.ts';
import { callQuietly, useToasts } from '../call.ts';
import { callTexts } from '../call.texts.ts';
import { settingsTexts } from './settings.texts.ts';
import { serverSettingTexts } from './server-settings.texts.ts';
import { useTexts } from '../use-dashboard.ts';
import type { SettingName } from './setting-values.ts';

/**
 * Why a value was not kept: what is wrong with it, or with the call as a whole. Words for it depend on the
 * language of the moment.
 */
export type Refusal = { problem: SettingProblems[string]['code'] } | { fault: CallFault['code'] };

/** Keeps a value of the server; answers why it was refused, where it was. */
export async function saveServer(name: SettingName, value: unknown): Promise<Refusal | undefined> {
  const outcome = await callQuietly('changeSettings', { server: { [name]: value } });
  if (outcome.ok) return undefined;
  const { code, problems } = outcome.fault;
  // another setting may be what is in the way: a port that cannot be had on the new address
  const problem = problems?.[name] ?? Object.values(problems ?? {})[0];
  return problem ? { problem: problem.code } : { fault: code };
}

/** The refusal in the host's words. */
export function useRefusalText(name: SettingName): (refusal: Refusal) => string {
  const texts = useTexts(settingsTexts);
  const { expected } = useTexts(serverSettingTexts)[name];
  const common = useTexts(callTexts);
  return (refusal) => {
    if ('fault' in refusal) return common[refusal.fault];
    return refusal.problem === 'form' ? expected : texts.problems[refusal.problem];
  };
}

/** Keeps a value of the desktop; a fault is said in a toast, since what can be chosen is not refused. */
export function useSaveDesktop(): (patch: NonNullable<SettingsPatch['desktop']>) => void {
  const common = useTexts(callTexts);
  const toasts = useToasts();
  return useCallback(
    (desktop) => {
      const save = async (): Promise<void> => {
        const outcome = await callQuietly('changeSettings', { desktop });
        if (!outcome.ok) toasts.show({ text: common[outcome.fault.code], urgent: true });
      };
      void save();
    },
    [common, toasts],
  );
}
