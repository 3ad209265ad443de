/** A titled part of the detail, and pairs of name and value in it. */
import type { ReactNode } from 'react';

export function DetailSection({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section className="detail-section">
      <h3>
        {title}
        {note && <span>{note}</span>}
      </h3>
      {children}
    </section>
  );
}

/** `pairs`: null values are not shown. */
export function Pairs({ pairs }: { pairs: readonly (readonly [name: string, value: ReactNode] | null)[] }) {
  return (
    <dl className="pairs">
      {pairs.map(
        pair =>
          pair && (
            <div key={pair[0]}>
              <dt>{pair[0]}</dt>
              <dd>{pair[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
