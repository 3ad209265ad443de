/** Mark of a metro station: a small rail sign, so that no circle on the map is anything but a scoring point. */
import { COLOURS } from '../design/tokens.ts';
import { arc, INK, type StyleContext } from './style-context.ts';

export const STATION_ICON = 'station';

/** Pixels of the mark, 8' wide, drawn at the size it is shown in. */
export function stationIcon(context: StyleContext): ImageData {
  const side = Math.ceil(arc(context, 8));
  const line = arc(context, 1.3);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = INK.ground;
  pen.strokeStyle = COLOURS.textLow;
  pen.lineWidth = line;
  pen.beginPath();
  pen.roundRect(line / 2, line / 2, side - line, side - line, side * 0.22);
  pen.fill();
  pen.stroke();
  pen.beginPath();
  pen.moveTo(side * 0.24, side / 2);
  pen.lineTo(side * 0.76, side / 2);
  pen.stroke();
  return pen.getImageData(0, 0, side, side);
}
