/** What stands where a list or a detail would be: a sentence, and the one thing that can be done about it. */
import type { ReactNode } from 'react';
import './desk.css';

export function EmptyState({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="desk-empty">
      <p>{text}</p>
      {children}
    </div>
  );
}
