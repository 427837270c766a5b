// What a channel's log holds: line 1 is the header, each further line one change.
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { LOG_FORMAT, type logHeaderSchema } from '../format/data-files.ts';
import type { Change, Message } from '../../../protocol/message.ts';
import { encodeLine } from './log-line.ts';

export type LogHeader = z.output<typeof logHeaderSchema>;

/** A new log's first line. The epoch is random: a client that knew another log of this name starts anew. */
export function newHeader(channel: string, created: string, serverId?: string): LogHeader {
  return {
    format: LOG_FORMAT,
    channel,
    epoch: randomBytes(9).toString('base64url'),
    created,
    server_id: serverId,
  };
}

export function encodeHeader({ format, channel, epoch, created, server_id }: LogHeader): string {
  return encodeLine({ format, channel, epoch, created, server_id });
}

export function encodeMessage(message: Message): string {
  return encodeLine({ seq: message.seq, kind: 'message', message });
}

/**
 * The change in a record read from a log, or undefined where it is none (the header, or a kind of a newer
 * version).
 */
export function changeOf(record: Record<string, unknown>, channelId: string): Change | undefined {
  const { seq, kind, message } = record;
  if (kind !== 'message' || typeof seq !== 'number' || !isMessage(message)) return undefined;
  return { seq, kind, channel_id: channelId, message };
}

// the line's checksum vouches for what we wrote; this only tells a message from something else
function isMessage(value: unknown): value is Message {
  return (
    typeof value === 'object' && value !== null && 'id' in value && 'user_id' in value && 'content' in value
  );
}
