/**
 * The id `step` places on from `current` in the host's order, around the ends; null where there is nowhere to
 * go.
 */
export function nextChannel(order: readonly string[], current: string | null, step: 1 | -1): string | null {
  if (order.length === 0) return null;
  const at = order.indexOf(current ?? '');
  const next = at < 0 ? 0 : (at + step + order.length) % order.length;
  return order[next] ?? null;
}
