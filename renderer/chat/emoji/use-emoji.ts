import { useEffect, useState } from 'react';
import { useLanguage } from '../use-chat.ts';
import { loadEmoji, type EmojiSet } from './emoji-data.ts';

/** The emoji, once they are wanted and there; null before that, and where they cannot be had. */
export function useEmoji(isWanted: boolean): EmojiSet | null {
  const language = useLanguage();
  const [loaded, setLoaded] = useState<{ language: string; set: EmojiSet } | null>(null);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isNeeded = true;
    const load = async (): Promise<void> => {
      try {
        const set = await loadEmoji(language);
        if (isNeeded) setLoaded({ language, set });
      } catch {
        // no connection: there is no completion until it is wanted again
      }
    };
    void load();
    return () => {
      isNeeded = false;
    };
  }, [isWanted, language]);
  return loaded?.language === language ? loaded.set : null;
}
