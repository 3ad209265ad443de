/**
 * A table on its way into a file: columns and rows, whatever the file will be.
 * Times are UTC ms and are written as the clock on the wall shows them in `timeZone`; durations are ms. Null is an empty cell.
 * Codes and case numbers are `text`: as numbers a spreadsheet would show 440306017018001 as 4.40306E+14.
 */
import type { Writable } from 'node:stream';

export type TableCell = string | number | null;

export interface TableColumn<Row> {
  heading: string;
  kind: 'text' | 'number' | 'time' | 'duration';
  /** In characters of the sheet's font; default by kind. */
  width?: number;
  value(row: Row): TableCell;
}

export interface Table<Row> {
  /** Name of the sheet, at most 31 characters. */
  sheet: string;
  timeZone: string;
  columns: readonly TableColumn<Row>[];
  rows: AsyncIterable<Row> | Iterable<Row>;
}

/** A live wall gets ten frames a second: an export takes turns with it. */
const LONGEST_TURN_MS = 8;

/** Passes the rows on and lets the event loop turn in between. */
export async function* inTurns<Row>(rows: Table<Row>['rows']): AsyncGenerator<Row> {
  let turnBegan = performance.now();
  for await (const row of rows) {
    yield row;
    if (performance.now() - turnBegan < LONGEST_TURN_MS) continue;
    await new Promise(resolve => setImmediate(resolve));
    turnBegan = performance.now();
  }
}

/** Waits while the reader is behind. False = the reader has gone. */
export async function readyForMore(out: Writable): Promise<boolean> {
  if (out.writableNeedDrain && !out.destroyed)
    await new Promise<void>(resolve => {
      const go = () => {
        out.off('drain', go).off('close', go);
        resolve();
      };
      out.on('drain', go).on('close', go);
    });
  return !out.destroyed;
}

/** Out: `2026-11-22 14:05:00` for UTC ms, in the zone. Swedish is the locale that writes dates this way. */
export function wallClock(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return ms => format.format(ms);
}
