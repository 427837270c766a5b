// Messages that are nothing but a few emoji are drawn large.

const MOST = 6;
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[#*0-9]\uFE0F?\u20E3)/u;
/** `©`, `™` and others are text unless asked otherwise */
const IS_DRAWN = /\p{Emoji_Presentation}|\uFE0F|\u20E3|\p{Regional_Indicator}/u;
/** Families of more than a few joined emoji are no one's message */
const LONGEST = 35;
// made when it is first used: old-browsers.ts comes before that
let graphemes: Intl.Segmenter | undefined;

export function isEmojiOnly(text: string): boolean {
  // a word costs nothing, least of all where it can be had without a table of all letters
  if (text.length > MOST * LONGEST || /[a-z]/iu.test(text) || /\p{L}/u.test(text)) return false;
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let found = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (/^\s+$/u.test(segment)) continue;
    if (!EMOJI.test(segment) || !IS_DRAWN.test(segment) || segment.length > LONGEST) return false;
    found += 1;
  }
  return found > 0 && found <= MOST;
}
