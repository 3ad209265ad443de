/**
 * The ground, and the letters to write its names with; null until both are there. Tries for ever, because a wall that was
 * switched on before its server waits for it (wall-ux §10).
 */
import { useEffect, useState } from 'react';
import { type Geodata, groundNames, loadGeodata } from './geodata.ts';
import { loadLabelFonts } from './map-fonts.ts';

const FIRST_RETRY_MS = 1000;
const RETRY_JITTER_MS = 4000;
/** Letters of labels that are not names of the ground: call signs, ages, unnamed categories. */
const OTHER_LETTERS = '未分类网格外巡查整治环卫执法机动车辆队站秒分小时天';

export function useGeodata(mayAsk: boolean): Geodata | null {
  const [geodata, setGeodata] = useState<Geodata | null>(null);
  useEffect(() => {
    if (!mayAsk || geodata) return;
    let unmounted = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      try {
        const loaded = await loadGeodata();
        const categories = loaded.profile.categories.map(category => category.shortName ?? category.name);
        await loadLabelFonts([...groundNames(loaded), ...categories, OTHER_LETTERS]);
        if (!unmounted) setGeodata(loaded);
      } catch (error) {
        console.warn('Geodata:', error);
        if (!unmounted) timer = setTimeout(load, FIRST_RETRY_MS + Math.random() * RETRY_JITTER_MS);
      }
    };
    void load();
    return () => {
      unmounted = true;
      clearTimeout(timer);
    };
  }, [mayAsk, geodata]);
  return geodata;
}
