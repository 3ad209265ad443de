/**
 * The page of somebody on patrol, for a phone held in one hand. Asks who is here; without a network it believes who was here last, so
 * that it opens anywhere. Another account finds nothing of the one before [P-87].
 */
import { useEffect, useState } from 'react';
import type { UnitId } from '../../server/contract/ids.ts';
import { type Viewer, viewer as viewerSchema } from '../../server/contract/viewer.ts';
import { createSession } from '../access/session.ts';
import { signInAddress } from '../access/target-page.ts';
import { say } from '../wording/wording.ts';
import { type FieldStore, openFieldStore } from './field-store.ts';
import { FieldView } from './field-view.tsx';
import { installPage } from './install-page.ts';
import '../design/day-theme.css';
import './field.css';

const RETRY_MS = 3000;
type Entered =
  | { name: 'asking' }
  | { name: 'waiting' }
  | { name: 'wrong-role' }
  | { name: 'in'; viewer: Viewer; store: FieldStore };

export function FieldPage() {
  const [entered, setEntered] = useState<Entered>({ name: 'asking' });

  useEffect(() => {
    document.documentElement.dataset.theme = 'day';
    installPage();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const enter = async () => {
      const store = await openFieldStore();
      const known = viewerSchema.safeParse(await store.known('viewer'));
      const answer = await createSession().current();
      if (answer.name === 'signed-in') {
        const { viewer } = answer;
        if (known.success && known.data.account !== viewer.account) await store.clear();
        if (viewer.role !== 'field') return setEntered({ name: 'wrong-role' });
        await store.remember('viewer', viewer);
        setEntered({ name: 'in', viewer, store });
      } else if (answer.name === 'unreachable') {
        if (known.success) return setEntered({ name: 'in', viewer: known.data, store });
        setEntered({ name: 'waiting' });
        timer = setTimeout(() => void enter(), RETRY_MS);
      } else window.location.replace(signInAddress(window.location));
    };
    void enter();
    return () => clearTimeout(timer);
  }, []);

  const unit = entered.name === 'in' ? (entered.viewer.scope.units?.[0] as UnitId | undefined) : undefined;
  if (entered.name === 'in' && unit) return <FieldView store={entered.store} viewer={entered.viewer} unit={unit} />;
  return (
    <main className="field field-note" role="status">
      {entered.name === 'wrong-role' && (
        <p>
          {say('field.wrong-role')} <a href="/">{say('field.go-home')}</a>
        </p>
      )}
      {entered.name === 'waiting' && <p>{say('field.waiting')}</p>}
    </main>
  );
}
