// Whether there is something to emphasise or to list: a letter, a digit or an emoji that is seen.

const WORD =
  /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

export const hasWord = (text: string): boolean => WORD.test(text);
