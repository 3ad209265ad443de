/**
 * A link to another view of the same page: the address changes and the page follows it, nothing is loaded again. With Ctrl, Shift or
 * the middle button it is a link like any other.
 */
import type { MouseEvent, ReactNode } from 'react';

export function PageLink(props: {
  href: string;
  className?: string;
  label?: string;
  /** It leads to where one is. */
  isCurrent?: boolean;
  /** The page binds the keys. */
  keyShortcuts?: string;
  children: ReactNode;
}) {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    window.history.pushState(null, '', props.href);
    window.dispatchEvent(new PopStateEvent('popstate'));
  };
  return (
    <a
      href={props.href}
      className={props.className}
      aria-label={props.label}
      aria-current={props.isCurrent ? 'page' : undefined}
      aria-keyshortcuts={props.keyShortcuts}
      onClick={follow}
    >
      {props.children}
    </a>
  );
}
