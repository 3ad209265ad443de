/**
 * The rails of the scene 联合执法. Plan: who goes where, when, with what, and what is missing. Live: which squad is behind, who is outside the
 * plan, who came, what was found. In: the layout, the operation, which of the two. The lists share the height of their box by rail-rows.ts;
 * a sparse wall has one rail, so its lists follow one another from the most important, and the first tells of the others in its note.
 */
import type { ReactNode } from 'react';
import { AnsweredAlarm, answeredAlarmHeight, hasAnsweredAlarm } from '../alarm/answered-alarm.tsx';
import { type RailList, railRows } from '../design/rail-rows.ts';
import { useWallScale } from '../design/use-wall-scale.ts';
import { type Box, boxStyle } from '../design/wall-card.tsx';
import { type NoteParts, WallList, type WallListRow } from '../design/wall-list.tsx';
import type { WallScale } from '../design/wall-profile.ts';
import { useWall } from '../store/use-store.ts';
import { useOperationLists } from './operation-lists.ts';
import type { WallLayout } from './wall-layout.ts';
import type { WallScene } from './wall-scene.ts';

/** One list of a rail. `rowsOf`: for lists whose rows depend on how many there is room for. */
export interface RailCard {
  key: string;
  title: string;
  value?: string;
  note?: NoteParts;
  rows: readonly WallListRow[];
  rowsOf?: (most: number) => { rows: readonly WallListRow[]; left: number };
  more: (n: number) => string;
  empty: string;
  /** See rail-rows.ts. */
  goesFirst?: true;
  maybeBare?: true;
  /** Its title where it goes on below a seam; absent = it stays above it. */
  continued?: string;
  /** Instead of title and note, where both have no room. */
  titleAlone?: string;
}

type Scene = Extract<WallScene, { name: 'operation' }>;

export function OperationRails({ layout, scene }: { layout: WallLayout; scene: Scene }) {
  const scale = useWallScale();
  // A wall with one rail shows of both what matters most: the lists of the right one begin below its own first.
  const isOneRail = layout.right.length === 0;
  const { left, right } = useOperationLists(scene, isOneRail);
  const isAnswered = useWall(hasAnsweredAlarm);
  const lines = layout.left[1] ? 1 : 2;
  const answered = isAnswered ? answeredAlarmHeight(scale, lines) : 0;
  const inLeft = placed(isOneRail ? [left[0]!, ...right, ...left.slice(1)] : left, layout.left, scale, answered);
  const inRight = placed([...inLeft.over, ...right], layout.right, scale, 0);
  return (
    <>
      {inLeft.boxes.map((cards, i) => (
        <Rail
          key={layout.left[i]!.top}
          box={layout.left[i]!}
          cards={cards}
          isCut={layout.left.length > 1}
          taken={i === 0 ? answered : 0}
          above={i === 0 && <AnsweredAlarm width={layout.left[i]!.width} lines={lines} />}
        />
      ))}
      {inRight.boxes.map((cards, i) => (
        <Rail key={layout.right[i]!.top} box={layout.right[i]!} cards={cards} isCut={layout.right.length > 1} />
      ))}
    </>
  );
}

const listOf = ({ value, note, rows, goesFirst, maybeBare }: RailCard): RailList => ({
  ...{ wants: rows.length, hasValue: value !== undefined, hasNote: note !== undefined },
  hasBelow: rows.some(({ below }) => below !== undefined),
  ...{ goesFirst: goesFirst ?? false, maybeBare: maybeBare ?? false },
});

/**
 * The lists of a rail in its boxes. Where a seam cuts the rail, the list that goes first has the box above it, without a note when it may not
 * go on below; what then has no room below is `over`, for the other rail.
 */
function placed(
  cards: readonly RailCard[],
  boxes: readonly Box[],
  scale: WallScale,
  taken: number,
): { boxes: (readonly RailCard[])[]; over: readonly RailCard[] } {
  const [upper, lower] = boxes;
  if (!upper) return { boxes: [], over: [] };
  if (!lower) return { boxes: [cards], over: [] };
  const first = cards.find(({ goesFirst }) => goesFirst);
  const others = cards.filter(card => card !== first);
  const rowsIn = (box: Box, of: readonly RailCard[]) => railRows(box.height, scale, of.map(listOf), true).rows;
  if (!first) {
    let above = others.length;
    while (above > 1 && rowsIn(upper, others.slice(0, above)).includes(null)) above -= 1;
    return { boxes: [others.slice(0, above), others.slice(above)], over: [] };
  }
  const { value: _value, note: _note, ...rest } = first;
  if (!first.continued) return { boxes: [[{ ...rest, title: first.titleAlone ?? first.title }], others], over: [] };
  const shown = railRows(upper.height - taken, scale, [listOf(first)], true).rows[0] ?? 0;
  if (shown >= first.rows.length) return { boxes: [[first], others], over: [] };
  const begun: RailCard = { ...first, rows: first.rows.slice(0, shown) };
  const going: RailCard = { ...rest, key: `${first.key} on`, title: first.continued, rows: first.rows.slice(shown) };
  const below = rowsIn(lower, [going, ...others]);
  const isBelow = (i: number) => below[i + 1] !== null;
  return {
    boxes: [[begun], [going, ...others.filter((_, i) => isBelow(i))]],
    over: others.filter((_, i) => !isBelow(i)),
  };
}

/** `isCut`: above or below a seam, where the list that goes first was laid out with two lines a row. */
function Rail(props: { box: Box; cards: readonly RailCard[]; isCut: boolean; taken?: number; above?: ReactNode }) {
  const { box, cards, isCut } = props;
  const scale = useWallScale();
  const { rows, showsBelow } = railRows(box.height - (props.taken ?? 0), scale, cards.map(listOf), isCut);
  return (
    <aside className="wall-rail" style={boxStyle(box)}>
      {props.above}
      {cards.map((card, i) => {
        const most = rows[i] ?? null;
        if (most === null) return null;
        const cut = card.rowsOf?.(most);
        const isBare = card.maybeBare === true && most === 0;
        return (
          <WallList
            key={card.key}
            title={card.title}
            {...(card.value !== undefined && { value: card.value })}
            {...(card.note && { note: card.note })}
            rows={cut ? cut.rows : card.rows}
            hidden={cut ? cut.left : isBare ? 0 : Math.max(0, card.rows.length - most)}
            most={most}
            width={box.width}
            showsBelow={showsBelow}
            more={card.more}
            empty={card.empty}
            grow={card.goesFirst ? 1 : 0}
          />
        );
      })}
    </aside>
  );
}
