// Calls of the main process whose failing the host must hear of.
import { createContext, useCallback, useContext } from 'react';
import type { CallAnswers, CallArguments, CallName, Outcome } from '../../main/ipc/contract.ts';
import type { Toasts } from '../ui/toast.tsx';
import { desktop } from './desktop.ts';
import { callTexts } from './call.texts.ts';
import { useTexts } from './use-dashboard.ts';

export const ToastsContext = createContext<Toasts | null>(null);

/** Says something in the corner for a few seconds. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastsContext);
  if (!toasts) throw new Error('Components that say something belong below ToastsContext.Provider');
  return toasts;
}

export type Call = <C extends CallName>(
  name: C,
  ...args: CallArguments<C>
) => Promise<Outcome<CallAnswers[C]>>;

/** Calls main like `desktop[name]`, never rejects. */
export const callQuietly: Call = async (name, ...args) => {
  const method = desktop[name] as (...given: typeof args) => Promise<Outcome<CallAnswers[typeof name]>>;
  try {
    return await method(...args);
  } catch (error) {
    return { ok: false, fault: { code: 'internal', detail: String(error) } };
  }
};

/**
 * Calls main and says in a toast what went wrong; where a fault belongs beside a field, `callQuietly` leaves
 * that to its caller.
 */
export function useCall(): Call {
  const toasts = useToasts();
  const texts = useTexts(callTexts);
  return useCallback(
    async (name, ...args) => {
      const outcome = await callQuietly(name, ...args);
      if (!outcome.ok) toasts.show({ text: texts[outcome.fault.code], urgent: true });
      return outcome;
    },
    [toasts, texts],
  );
}
