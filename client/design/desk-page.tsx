/** The frame of a page of the desk that is neither queue nor map: title, what is chosen, notes and exports at the right, content. */
import type { ReactNode } from 'react';
import './desk-page.css';

export function DeskPage(props: {
  title: string;
  controls?: ReactNode;
  /** Small words and buttons at the right edge. */
  aside?: ReactNode;
  isBusy?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={props.className ? `desk-page ${props.className}` : 'desk-page'} aria-busy={props.isBusy}>
      <header className="desk-page-head">
        <h2>{props.title}</h2>
        {props.controls}
        {props.aside && <div className="desk-page-aside">{props.aside}</div>}
      </header>
      {props.children}
    </div>
  );
}

/** A file that the server makes. */
export function ExportLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="desk-button small" href={href} download>
      {children}
    </a>
  );
}
