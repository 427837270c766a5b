// The package brings no types; these are of what we use.
declare module 'pino-roll' {
  import type pino from 'pino';

  /** A file stream that begins another file by size and by day. */
  export default function roll(options: {
    /** Path without number and ending */
    file: string;
    extension: string;
    dateFormat: string;
    frequency: 'daily';
    /** With a unit: `b`, `k`, `m` */
    size: string;
    /** Bytes waiting to be written beyond which lines are dropped */
    maxLength: number;
  }): Promise<ReturnType<typeof pino.destination>>;
}
