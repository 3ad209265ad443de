/**
 * The first line of the units card: its title and, while somebody is out of the own ground, 离开片区 with the count, in the fullest
 * words that fit between the edge and the number. In: the count, the room in px, how wide an em of title and mark is. Out: both texts.
 */
import { textEms } from '../design/fit-text.ts';
import { countText } from '../wording/format.ts';
import { say } from '../wording/wording.ts';

/** Around the mark: its own edges, and the gaps to title and number. */
const MARK_MARGIN_EMS = 1;

export function unitPanelHead(away: number, room: { restPx: number; titlePx: number; markPx: number }) {
  const title = say('units.title');
  if (away === 0) return { title, mark: null };
  const mark = `${say('unit.state.away')} ${countText(away)}`;
  const short = say('units.title.short');
  const fits = (titleText: string, markText: string) =>
    textEms(titleText) * room.titlePx + (textEms(markText) + MARK_MARGIN_EMS) * room.markPx <= room.restPx;
  if (fits(title, mark)) return { title, mark };
  if (fits(short, mark)) return { title: short, mark };
  return { title: short, mark: `${say('units.away.short')} ${countText(away)}` };
}
