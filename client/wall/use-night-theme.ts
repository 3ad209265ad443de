/** From 22:00 to 06:00, by the profile's clock, the wall's text is dimmed (wall-ux §5); level colours never change. */
import { useEffect } from 'react';
import { useServerNow } from '../clock/use-server-now.ts';
import { clockTime } from '../wording/format.ts';

const NIGHT_FROM = '22:00';
const NIGHT_TO = '06:00';

export function isNight(utcMs: number, timeZone: string): boolean {
  const time = clockTime(utcMs, timeZone);
  return time >= NIGHT_FROM || time < NIGHT_TO;
}

export function useNightTheme(timeZone: string): void {
  const theme = isNight(useServerNow(), timeZone) ? 'night' : 'dark';
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
}
