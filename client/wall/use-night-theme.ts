/** At night the wall's text is dimmed (wall-ux §5); level colours never change. */
import { useEffect } from 'react';
import { isNight } from '../clock/night.ts';
import { useServerNow } from '../clock/use-server-now.ts';

export function useNightTheme(timeZone: string): void {
  const theme = isNight(useServerNow(), timeZone) ? 'night' : 'dark';
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
}
