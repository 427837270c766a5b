// The page's icon with a badge, drawn: a browser shows no other picture there, and an icon is all that is
// seen of a tab among many.

const SIZE = 64;
/** The mark of renderer/ui/mark.tsx, on a grid of 16 */
const BUBBLE = 'M5.5 1.5h5a4 4 0 0 1 0 8H8.2L5.1 12.3a.5.5 0 0 1-.85-.37V9.3A4 4 0 0 1 5.5 1.5Z';
const TEAL = '#00605f';
const PALE = '#7bd8d3';
const WARM = '#c3450e';
const MOST = 9;

/** Shows how much waits; `mentions` are told by an @ on a filled ground, others by a number on a pale one. */
export function drawFavicon(unread: number, mentions: number, isDark: boolean): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.save();
  pen.scale(SIZE / 16, SIZE / 16);
  pen.fillStyle = isDark ? PALE : TEAL;
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas is no array
  pen.fill(new Path2D(BUBBLE));
  pen.fillRect(0.5, 13, 15, 1.75);
  pen.restore();
  if (unread > 0)
    drawBadge(pen, mentions > 0 ? '@' : unread > MOST ? `${String(MOST)}+` : String(unread), mentions > 0);
  return canvas.toDataURL('image/png');
}

function drawBadge(pen: CanvasRenderingContext2D, text: string, isMention: boolean): void {
  const radius = 20;
  const middle = SIZE - radius;
  pen.beginPath();
  pen.arc(middle, middle, radius, 0, 2 * Math.PI);
  pen.fillStyle = isMention ? WARM : '#ffffff';
  pen.fill();
  pen.lineWidth = 4;
  pen.strokeStyle = isMention ? '#ffffff' : WARM;
  pen.stroke();
  pen.fillStyle = isMention ? '#ffffff' : WARM;
  pen.font = `700 ${text.length > 1 ? '22' : '28'}px system-ui, sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(text, middle, middle + 2);
}

/**
 * Makes a picture the page's icon; one link of ours, so that the page's own comes back when it is removed.
 */
export function setFavicon(picture: string | null): void {
  const link =
    document.querySelector<HTMLLinkElement>('link[data-badge]') ??
    Object.assign(document.createElement('link'), { rel: 'icon', type: 'image/png' });
  link.dataset['badge'] = '';
  if (picture === null) link.remove();
  else {
    link.href = picture;
    if (!link.isConnected) document.head.append(link);
  }
}
