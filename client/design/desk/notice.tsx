/**
 * Sentences the page says by itself. `Notice` stands in the page; `tell()` shows one for some seconds in the corner (`NoticeCorner`,
 * once a page), read out politely. Nothing that somebody must act on may be told by `tell` alone: it leaves by itself.
 */
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import './desk.css';

export function Notice(props: { urgent?: boolean; role?: 'alert' | 'status'; children: ReactNode }) {
  return (
    <div className={props.urgent ? 'desk-notice urgent' : 'desk-notice'} role={props.role}>
      {props.children}
    </div>
  );
}

const SHOWN_MS = 6000;
const MOST = 3;

interface Told {
  key: number;
  text: string;
}

const corner = createStore<{ told: readonly Told[] }>(() => ({ told: [] }));
let lastKey = 0;

export function tell(text: string): void {
  const key = ++lastKey;
  corner.setState(({ told }) => ({ told: [...told, { key, text }].slice(-MOST) }));
  setTimeout(() => corner.setState(({ told }) => ({ told: told.filter(t => t.key !== key) })), SHOWN_MS);
}

export function NoticeCorner() {
  const told = useStore(corner, state => state.told);
  return (
    <div className="desk desk-toasts" role="status">
      {told.map(({ key, text }) => (
        <Notice key={key}>{text}</Notice>
      ))}
    </div>
  );
}
