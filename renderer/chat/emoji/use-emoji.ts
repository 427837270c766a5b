import { useLanguage } from '../use-chat.ts';
import { usePart } from '../use-part.ts';
import { EMOJI, type EmojiSet } from './emoji-data.ts';

/** The emoji, once they are wanted and there; null before that, and where they cannot be had. */
export const useEmoji = (isWanted: boolean): EmojiSet | null => usePart(EMOJI[useLanguage()], isWanted).part;
