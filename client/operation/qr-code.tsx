/** A QR code as one path of an SVG, so that it prints sharp at any size. In: the text. The only file of the client that knows `qrcode`. */
import { create } from 'qrcode';
import { useMemo } from 'react';

/** White around it, in modules: readers need four. */
const QUIET = 4;

export function QrCode({ text, label }: { text: string; label: string }) {
  const { path, side } = useMemo(() => modulesOf(text), [text]);
  return (
    <svg className="qr-code" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  );
}

export function modulesOf(text: string): { path: string; side: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const rows: string[] = [];
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) rows.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`);
  return { path: rows.join(''), side: modules.size + 2 * QUIET };
}
