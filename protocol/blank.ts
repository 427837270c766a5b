// What counts as nothing: one rule for the server, which refuses such messages, and for its clients.

/**
 * Whatever leaves a trace. Nothing is drawn for white space, controls, what Unicode lets a font ignore
 * (zero-width spaces and joiners, soft hyphens, bidi marks, variation selectors, tags, Hangul fillers), the
 * blank Braille cell, the anchors of interlinear notes and the musical note without a head.
 */
const SEEN = /[^\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB\u{1D159}]/u;

/** Whether a reader would see nothing of the text. */
export const isBlank = (text: string): boolean => !SEEN.test(text);
