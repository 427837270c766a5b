import type { z } from 'zod';
import { ChatError } from '../../../protocol/errors.ts';
import { explain } from '../../../protocol/explain.ts';

/**
 * What a schema makes of a part of a request (`what` names it); throws `invalid`, saying in one line what
 * would be right.
 */
export function validate<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ChatError('invalid', explain(parsed.error, value, what));
  return parsed.data;
}
