/**
 * A card with a list of at most so many rows, and how many more there are. In: what stands in each row, how many fit, the width. Out: rows whose
 * texts are cut in the middle so that nothing runs out of the card: the value always stands, the remark only beside a name of four hanzi.
 */
import { fitText, textEms } from './fit-text.ts';
import { useWallScale } from './use-wall-scale.ts';
import { WallCard } from './wall-card.tsx';

export interface WallListRow {
  key: string;
  name: string;
  /** Turned over, like the mark of a card: this one is not as it should be. */
  mark?: string | null;
  remark?: string;
  value: string;
  /** 0..1; absent = no bar. */
  share?: number;
  faint?: number;
  /** Second line, left and right. */
  below?: readonly [string, string];
}

/** A line of small type: the first is cut to what the others leave, or says itself what has room in so many ems. */
export type NoteParts = readonly [first: string | ((ems: number) => string), ...others: string[]];

/** Between the parts of a line, in ems of the body. */
const GAP = 0.35;
const LEAST_NAME_EMS = 4;

export function WallList(props: {
  title: string;
  value?: string;
  note?: NoteParts;
  rows: readonly WallListRow[];
  /** How many of them are shown. */
  most: number;
  /** How many things have no row. */
  hidden: number;
  /** Width of the card in px. */
  width: number;
  showsBelow?: boolean;
  more: (n: number) => string;
  /** Instead of rows. */
  empty: string;
  grow?: number;
}) {
  const { rows, most, width, note, value } = props;
  const { px } = useWallScale();
  const linePx = width - px.body * 1.1;
  const shown = rows.slice(0, most);
  const titleEms = (linePx - textEms(value ?? '') * px.kpi) / px.body - GAP;
  return (
    <WallCard
      title={fitText(props.title, titleEms)}
      {...(value !== undefined && { value })}
      {...(note && { note: <NoteLine parts={note} ems={linePx / px.min} /> })}
      grow={props.grow ?? 0}
    >
      <div className="wall-list">
        {shown.map(row => (
          <Row key={row.key} row={row} linePx={linePx} showsBelow={props.showsBelow ?? true} />
        ))}
      </div>
      {rows.length === 0 && <p className="wall-empty">{props.empty}</p>}
      {props.hidden > 0 && <p className="wall-more">{props.more(props.hidden)}</p>}
    </WallCard>
  );
}

function NoteLine({ parts: [first, ...others], ems }: { parts: NoteParts; ems: number }) {
  const rest = others.filter(part => part !== '');
  const left = ems - rest.reduce((sum, part) => sum + textEms(part) + 1, 0);
  return [typeof first === 'string' ? fitText(first, left) : fitText(first(left), left), ...rest].map(part => (
    <span key={part}>{part}</span>
  ));
}

function Row({ row, linePx, showsBelow }: { row: WallListRow; linePx: number; showsBelow: boolean }) {
  const { px } = useWallScale();
  const { name, mark, remark = '', value, share, faint, below } = row;
  const markPx = mark ? (textEms(mark) + 1) * px.min + GAP * px.body : 0;
  const valuePx = Math.max(2.2, textEms(value)) * px.body + GAP * px.body;
  const remarkPx = remark ? textEms(remark) * px.min + GAP * px.body : 0;
  const freePx = linePx - markPx - valuePx;
  const nameEms = textEms(name);
  const hasRemark = remark !== '' && freePx - remarkPx >= Math.min(nameEms, LEAST_NAME_EMS) * px.body;
  const percent = (part: number) => `${(Math.max(0, Math.min(1, part)) * 100).toFixed(2)}%`;
  const [left, right] = below ?? ['', ''];
  return (
    <div className="wall-row">
      <div className="wall-row-line">
        <span className="wall-row-name">{fitText(name, (freePx - (hasRemark ? remarkPx : 0)) / px.body)}</span>
        {mark && <b className="wall-card-mark">{mark}</b>}
        <span className="wall-row-remark">{hasRemark && remark}</span>
        <span className="wall-row-value">{value}</span>
      </div>
      {share !== undefined && (
        <div className="wall-bar">
          <i style={{ width: percent(share) }} />
          {faint !== undefined && <i className="faint" style={{ width: percent(faint) }} />}
        </div>
      )}
      {below && showsBelow && (
        <div className="wall-row-below">
          <span>{fitText(left, linePx / px.min - textEms(right) - 1)}</span>
          <span>{right}</span>
        </div>
      )}
    </div>
  );
}
