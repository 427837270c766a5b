/**
 * A foreign text for the middle of a sentence: whichever way it is written, it cannot turn what stands around
 * it.
 */
export const isolate = (text: string): string => `\u2068${text}\u2069`;
