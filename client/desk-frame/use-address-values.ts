/**
 * What a page shows, as the address bar says it: survives a reload, can be sent to a colleague, the back button goes through it.
 * In: the names of the parameters with what is usual (one constant a page). Out: the values as text, and how to change them; the usual
 * is left out of the address, parameters of others stay where they are. Whether a value means anything is the page's business.
 */
import { useCallback, useEffect, useMemo, useState } from 'react';

export type ChangeValues<Name extends string> = (
  change: Partial<Record<Name, string>>,
  /** `replace` for what changes with every key stroke. */
  how?: 'push' | 'replace',
) => void;

export function useAddressValues<Name extends string>(
  usual: Readonly<Record<Name, string>>,
): [Readonly<Record<Name, string>>, ChangeValues<Name>] {
  const [search, setSearch] = useState(() => window.location.search);
  useEffect(() => {
    const back = () => setSearch(window.location.search);
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);
  const values = useMemo(() => readValues(search, usual), [search, usual]);
  const change = useCallback<ChangeValues<Name>>(
    (changed, how = 'push') => {
      const { pathname, search: before } = window.location;
      const written = writeValues(before, { ...readValues(before, usual), ...changed }, usual);
      if (written === before) return;
      if (how === 'push') window.history.pushState(null, '', pathname + written);
      else window.history.replaceState(window.history.state, '', pathname + written);
      setSearch(written);
    },
    [usual],
  );
  return [values, change];
}

export function readValues<Name extends string>(
  search: string,
  usual: Readonly<Record<Name, string>>,
): Record<Name, string> {
  const at = new URLSearchParams(search);
  const read = Object.entries<string>(usual).map(([name, value]) => [name, at.get(name) ?? value]);
  return Object.fromEntries(read) as Record<Name, string>;
}

export function writeValues<Name extends string>(
  search: string,
  values: Readonly<Record<Name, string>>,
  usual: Readonly<Record<Name, string>>,
): string {
  const at = new URLSearchParams(search);
  for (const [name, value] of Object.entries<string>(values)) {
    if (value === usual[name as Name]) at.delete(name);
    else at.set(name, value);
  }
  const text = at.toString();
  return text === '' ? '' : `?${text}`;
}
