/**
 * A link to another view of the same page: the address changes and the page follows it, nothing is loaded again. With Ctrl, Shift or
 * the middle button it is a link like any other.
 */
import type { MouseEvent, ReactNode } from 'react';

/** Whoever reads the address follows. */
export function goToAddress(href: string): void {
  window.history.pushState(null, '', href);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

export function PageLink(props: {
  href: string;
  className?: string;
  label?: string;
  /** It leads to where one is. */
  isCurrent?: boolean;
  children: ReactNode;
}) {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    goToAddress(props.href);
  };
  return (
    <a
      href={props.href}
      className={props.className}
      aria-label={props.label}
      aria-current={props.isCurrent ? 'page' : undefined}
      onClick={follow}
    >
      {props.children}
    </a>
  );
}
