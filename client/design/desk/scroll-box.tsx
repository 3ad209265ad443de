/** What scrolls by itself and is reachable by keyboard (WCAG 2.1.1). In: its name, what is inside. */
import type { ComponentProps, ReactNode } from 'react';

export function ScrollBox(
  props: Omit<ComponentProps<'section'>, 'tabIndex'> & { 'aria-label': string; children: ReactNode },
) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard cannot scroll it.
  return <section tabIndex={0} {...props} />;
}
