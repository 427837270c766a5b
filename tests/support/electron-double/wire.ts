// How values cross between page and main: JSON, with marks for what JSON loses. Both functions also run in
// the page, by their source text.

/** Makes JSON of what `structuredClone` answered. */
export function pack(value: unknown): unknown {
  if (value === undefined) return { $: 'undefined' };
  if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
  if (typeof value === 'number' && !Number.isFinite(value)) return { $: 'number', v: String(value) };
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(pack);
  if (value instanceof Date) return { $: 'date', v: value.getTime() };
  if (value instanceof Uint8Array) return { $: 'bytes', v: Array.from(value) };
  if (value instanceof Map) return { $: 'map', v: [...value].map(pack) };
  if (value instanceof Set) return { $: 'set', v: [...value].map(pack) };
  if (value instanceof Error) return { $: 'error', v: value.message };
  const entries = Object.entries(value).map(([key, member]) => [key, pack(member)] as const);
  return '$' in value ? { $: 'object', v: entries } : Object.fromEntries(entries);
}

/** The value again. */
export function unpack(packed: unknown): unknown {
  if (packed === null || typeof packed !== 'object') return packed;
  if (Array.isArray(packed)) return packed.map(unpack);
  const { $: kind, v } = packed as { $?: string; v?: any };
  switch (kind) {
    case undefined:
      return Object.fromEntries(Object.entries(packed).map(([key, member]) => [key, unpack(member)]));
    case 'undefined':
      return undefined;
    case 'bigint':
      return BigInt(v);
    case 'number':
      return Number(v);
    case 'date':
      return new Date(v);
    case 'bytes':
      return new Uint8Array(v);
    case 'map':
      return new Map(v.map(unpack));
    case 'set':
      return new Set(v.map(unpack));
    case 'error':
      return new Error(v);
    case 'object':
      return Object.fromEntries(v.map(([key, member]: [string, unknown]) => [key, unpack(member)]));
    default:
      throw new Error(`nothing crosses as ${kind}`);
  }
}
