import { useEffect, useState } from 'react';
import { copyText } from './copy.ts';

const SHOWN_MS = 2000;
export type Copied = 'yes' | 'no' | null;

/** Copies a text, and tells for two seconds whether it was. */
export function useCopy(): [copied: Copied, copy: (text: string) => void] {
  const [copied, setCopied] = useState<Copied>(null);
  useEffect(() => {
    if (copied === null) return undefined;
    const timer = setTimeout(() => {
      setCopied(null);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  const copy = async (text: string): Promise<void> => {
    const isCopied = await copyText(text);
    setCopied(isCopied ? 'yes' : 'no');
  };
  return [
    copied,
    (text) => {
      void copy(text);
    },
  ];
}
