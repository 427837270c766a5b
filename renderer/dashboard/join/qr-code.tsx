import type { JoinAddress } from '../../../main/ipc/contract.ts';

/** What readers need to see around a code, in modules */
const QUIET = 4;

/** A QR code, dark on white with its quiet zone in both themes. */
export function QrCode({
  qr: { path, size },
  label,
  className,
}: {
  qr: JoinAddress['qr'];
  label: string;
  className?: string | undefined;
}) {
  const side = String(size + 2 * QUIET);
  return (
    <svg
      className={className}
      viewBox={`-${String(QUIET)} -${String(QUIET)} ${side} ${side}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path fill="currentColor" d={path} />
    </svg>
  );
}
