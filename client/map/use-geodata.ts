/**
 * The ground, and the letters to write its names with; null until both are there. Tries for ever, because a wall that was
 * switched on before its server waits for it (wall-ux §10).
 */
import { useEffect, useRef, useState } from 'react';
import { usePublications } from '../store/publications.ts';
import { type Geodata, groundNames, loadGeodata, loadProfile } from './geodata.ts';
import { loadLabelFonts } from './map-fonts.ts';

const FIRST_RETRY_MS = 1000;
const RETRY_JITTER_MS = 4000;
/** Letters of labels that are not names of the ground: call signs, ages, unnamed categories. */
const OTHER_LETTERS = '未分类网格外巡查整治环卫执法机动车辆队站秒分小时天';

export function useGeodata(mayAsk: boolean): Geodata | null {
  const [geodata, setGeodata] = useState<Geodata | null>(null);
  const published = usePublications('negative-list-published');
  const known = useRef<string | null>(null);
  const isThere = geodata !== null;

  useEffect(() => {
    if (!mayAsk || isThere) return;
    return untilDone(async isWanted => {
      const loaded = await loadGeodata();
      await loadLabelFonts([...groundNames(loaded), ...categoryNames(loaded.profile), OTHER_LETTERS]);
      if (isWanted()) setGeodata(loaded);
    });
  }, [mayAsk, isThere]);

  // Categories are rows of the negative list: a new version renames them everywhere, the ground stays as it is.
  useEffect(() => {
    if (!isThere || published === null || known.current === published) return;
    return untilDone(async isWanted => {
      const profile = await loadProfile();
      await loadLabelFonts(categoryNames(profile));
      if (!isWanted()) return;
      known.current = published;
      setGeodata(held => (held && !isDeepEqual(held.profile, profile) ? { ...held, profile } : held));
    });
  }, [isThere, published]);
  return geodata;
}

const categoryNames = ({ categories }: Geodata['profile']) => categories.map(c => c.shortName ?? c.name);

/** Both were parsed by the same schema, so their keys stand in the same order. */
const isDeepEqual = (a: Geodata['profile'], b: Geodata['profile']) => JSON.stringify(a) === JSON.stringify(b);

/** Tries until it worked, or until nobody wants it any more. Returns how to stop. */
function untilDone(load: (isWanted: () => boolean) => Promise<void>): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const attempt = () => {
    load(() => !stopped).catch(error => {
      console.warn('Geodata:', error);
      if (!stopped) timer = setTimeout(attempt, FIRST_RETRY_MS + Math.random() * RETRY_JITTER_MS);
    });
  };
  attempt();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
