// Why a server goes. Without zod, for clients that count bytes.

/** To be started again by hand, at once and by itself, or as soon as its computer wakes. */
export const CLOSING_CODES = ['stopping', 'restarting', 'sleeping'] as const;
export type ClosingCode = (typeof CLOSING_CODES)[number];

export interface Farewell {
  /** An English sentence; clients have their own for each code */
  reason: string;
  code: ClosingCode;
}

/** The code of a `server_closing` as it came: an older server says none, a newer one perhaps another. */
export function closingCodeOf(farewell: unknown): ClosingCode {
  const code =
    typeof farewell === 'object' && farewell !== null && 'code' in farewell ? farewell.code : undefined;
  return CLOSING_CODES.find((known) => known === code) ?? 'stopping';
}
