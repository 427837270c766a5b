import { useEffect, useState } from 'react';
import { useCall } from '../call.ts';

const SHOWN_MS = 2000;

/** Copies a text, and tells for two seconds that it was. */
export function useCopy(): [copied: boolean, copy: (text: string) => void] {
  const call = useCall();
  const [copied, setCopied] = useState(0);
  useEffect(() => {
    if (copied === 0) return undefined;
    const timer = setTimeout(() => {
      setCopied(0);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  const copy = async (text: string): Promise<void> => {
    const { ok } = await call('copyText', text);
    if (ok) setCopied(Date.now());
  };
  return [
    copied > 0,
    (text) => {
      void copy(text);
    },
  ];
}
