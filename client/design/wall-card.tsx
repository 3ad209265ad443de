/** A raised plane on the map with one title line: what it is about, one number, and what the number is compared with. */
import type { ReactNode } from 'react';
import './wall-card.css';

/** A rectangle of the window, CSS px. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function boxStyle(box: Box) {
  return { left: box.left, top: box.top, width: box.width, height: box.height };
}

export function WallCard(props: {
  title: string;
  value?: ReactNode;
  /** Beside the title, turned over, so that it is seen from the last seat: something is not as it should be. */
  mark?: ReactNode;
  note?: ReactNode;
  /** Share of the free height of its rail; 0 = as high as its content. */
  grow?: number;
  children: ReactNode;
}) {
  return (
    <section className="wall-card" style={{ flexGrow: props.grow ?? 0 }}>
      <header className="wall-card-head">
        <h2>{props.title}</h2>
        {props.mark != null && <b className="wall-card-mark">{props.mark}</b>}
        {props.note !== undefined && <p className="wall-card-note">{props.note}</p>}
        {props.value !== undefined && <strong className="wall-card-value">{props.value}</strong>}
      </header>
      {props.children}
    </section>
  );
}

/** A row of a card: name, remark, number, and under them a bar of one or two strokes. */
export function WallBarRow(props: {
  name: string;
  remark?: ReactNode;
  value: ReactNode;
  /** 0..1; the rest of the bar is ground. `faint` continues it in half ink. */
  share?: number;
  faint?: number;
}) {
  const percent = (share: number) => `${(Math.max(0, Math.min(1, share)) * 100).toFixed(2)}%`;
  return (
    <div className="wall-row">
      <div className="wall-row-line">
        <span className="wall-row-name">{props.name}</span>
        <span className="wall-row-remark">{props.remark}</span>
        <span className="wall-row-value">{props.value}</span>
      </div>
      {props.share !== undefined && (
        <div className="wall-bar">
          <i style={{ width: percent(props.share) }} />
          {props.faint !== undefined && <i className="faint" style={{ width: percent(props.faint) }} />}
        </div>
      )}
    </div>
  );
}
