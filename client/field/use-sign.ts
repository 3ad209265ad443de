/** Takes the arrival that the page's address means ([P-98]), once; what became of it is told. */
import { useEffect, useRef } from 'react';
import { say } from '../wording/wording.ts';
import { takeSign } from './sign-address.ts';
import type { Field } from './use-field.ts';

export function useSign(field: Field, onTold: (sentence: string | null) => void): void {
  const newest = useRef({ field, onTold });
  newest.current = { field, onTold };
  useEffect(() => {
    const sign = takeSign();
    if (!sign) return;
    const { operation, ...stop } = sign;
    const step = { event: 'arrive-stop' as const, ...stop };
    void newest.current.field
      .take({ kind: 'operation', operation, step, evidence: [], photos: [] })
      .then(full => newest.current.onTold(full ?? say('field.op.sign-taken')));
  }, []);
}
