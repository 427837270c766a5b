import { prettyFactory } from 'pino-pretty';
import { escapeHidden } from './escape-hidden.ts';

/** One line of the log as a value; what else it was given are further keys. Serialisable. */
export interface LogLine {
  level: string;
  /** ISO time, UTC */
  time: string;
  msg: string;
  [field: string]: unknown;
}

/**
 * A serialised line (JSON has the other controls escaped already) that shows every hidden character as its
 * escape, and still is the same JSON.
 */
export function safeText(json: string): string {
  return `${escapeHidden(json.trimEnd())}\n`;
}

export function readLogLine(json: string): LogLine {
  const { level, time, msg, ...fields } = JSON.parse(json) as Record<string, unknown>;
  return { level: asText(level), time: asText(time), msg: asText(msg), ...fields };
}

const asText = (value: unknown) => (typeof value === 'string' ? value : '');

/**
 * Shows lines to people: time, level, message, and the fields on the same line. A name cannot begin a line of
 * its own, nor colour or move anything; only the stack of an error has several lines.
 */
export function createLineFormat({ colour }: { colour: boolean }): (line: LogLine) => string {
  const pretty = prettyFactory({ colorize: colour, translateTime: 'SYS:HH:MM:ss', singleLine: true });
  return (line) => pretty(visible(line, '')) ?? '';
}

/** The value with hidden characters written out, so that they can be seen and do nothing. */
function visible(value: unknown, key: string): unknown {
  if (typeof value === 'string')
    return key === 'stack' ? value.split('\n').map(escapeHidden).join('\n') : escapeHidden(value);
  if (Array.isArray(value)) return value.map((item) => visible(item, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [escapeHidden(name), visible(item, name)]),
  );
}
