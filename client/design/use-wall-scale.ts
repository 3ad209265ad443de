/** The scale of this wall: from `?profile=` or the shape of the window; follows the window when it is resized. */
import { createContext, use, useEffect, useState } from 'react';
import { profileFor, type WallScale, wallScale } from './wall-profile.ts';

function measure(): WallScale {
  const { innerWidth, innerHeight } = window;
  const requested = new URLSearchParams(window.location.search).get('profile');
  return wallScale(profileFor(requested, innerWidth, innerHeight), innerWidth, innerHeight);
}

export function useMeasuredWallScale(): WallScale {
  const [scale, setScale] = useState(measure);
  useEffect(() => {
    const onResize = () => setScale(measure());
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  return scale;
}

export const WallScaleContext = createContext<WallScale | null>(null);

/** Inside `WallView` only. */
export function useWallScale(): WallScale {
  const scale = use(WallScaleContext);
  if (!scale) throw new Error('useWallScale outside of WallView.');
  return scale;
}

/** The sizes as CSS custom properties; every length of wall.css is made of them. */
export function scaleVariables(scale: WallScale): Record<string, string> {
  const { px } = scale;
  return {
    '--type-min': `${px.min}px`,
    '--type-body': `${px.body}px`,
    '--type-title': `${px.title}px`,
    '--type-kpi': `${px.kpi}px`,
    '--type-banner': `${px.banner}px`,
    '--stroke': `${px.stroke}px`,
    '--sym-unit': `${px.unit}px`,
    '--sym-incident': `${px.incident}px`,
    '--s': `${px.body / 2}px`,
    '--arc': `${scale.pxPerArcmin}px`,
  };
}
